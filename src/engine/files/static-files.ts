import { readFile } from 'node:fs/promises';
import { extname, join, normalize, relative, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.png': 'image/png',
};

/** A file of the built renderer, or null. The path can not walk out of `root`, and only known types are served. */
export async function staticFile(
  root: string,
  pathname: string,
): Promise<{ body: Buffer; type: string } | null> {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (decoded.includes('\0')) return null;
  const path = join(root, normalize(`.${sep}${decoded === '/' ? 'index.html' : decoded}`));
  const inside = relative(root, path);
  const type = TYPES[extname(path)];
  if (inside.startsWith('..') || type === undefined) return null;
  const body = await readFile(path).catch(() => null);
  return body ? { body, type } : null;
}
