/** Answers a request from the files of a container. */
import { join, normalize } from '../../model/files/path';
import type { Files } from '../files/files';
import { utf8 } from '../streams';
import { reasonOf, type Answer, type Request } from './http';

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  htm: 'text/html',
  css: 'text/css',
  js: 'application/javascript',
  json: 'application/json',
  txt: 'text/plain',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  ico: 'image/x-icon',
};

export const typeOf = (path: string): string =>
  TYPES[/\.(\w+)$/.exec(path)?.[1] ?? ''] ?? 'application/octet-stream';

export interface Site {
  readonly root: string;
  readonly index: readonly string[];
  /** Lists a folder without an index; otherwise it is forbidden. */
  readonly lists: boolean;
  /** The page of an error in the server's own manner. */
  readonly error: (status: number, words: string) => string;
}

export async function answerFrom(files: Files, site: Site, request: Request): Promise<Answer> {
  const failed = (status: number): Answer => ({
    status,
    type: 'text/html',
    body: utf8(site.error(status, `${String(status)} ${reasonOf(status)}`)),
  });
  if (request.method !== 'GET' && request.method !== 'HEAD') return failed(405);
  let wanted: string;
  try {
    wanted = normalize(decodeURIComponent(request.target.replace(/[?#].*$/, '')));
  } catch {
    return failed(400);
  }
  const path = wanted === '/' ? site.root : join(site.root, wanted.slice(1));
  const node = await files.node(path).catch(() => undefined);
  if (node === undefined) return failed(404);
  if (node.kind === 'file') return { status: 200, type: typeOf(path), body: await files.read(path) };
  if (!request.target.replace(/[?#].*$/, '').endsWith('/'))
    return { ...failed(301), headers: { Location: `${request.target}/` } };
  for (const name of site.index) {
    const file = join(path, name);
    if ((await files.node(file).catch(() => undefined))?.kind === 'file')
      return { status: 200, type: typeOf(file), body: await files.read(file) };
  }
  if (!site.lists) return failed(403);
  const names = await files.list(path);
  const rows = names.map(
    (name) =>
      `<li><a href="${encodeURIComponent(name)}">${name.replace(/[&<>]/g, (sign) => `&#${String(sign.charCodeAt(0))};`)}</a></li>\n`,
  );
  const title = `Directory listing for ${wanted === '/' ? '/' : `${wanted}/`}`;
  return {
    status: 200,
    type: 'text/html; charset=utf-8',
    body: utf8(
      `<!DOCTYPE HTML>\n<html lang="en">\n<head>\n<title>${title}</title>\n</head>\n<body>\n<h1>${title}</h1>\n<hr>\n<ul>\n${rows.join('')}</ul>\n<hr>\n</body>\n</html>\n`,
    ),
  };
}
