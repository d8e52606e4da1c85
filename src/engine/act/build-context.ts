import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readFile, readdir, readlink, realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import ignore from '@balena/dockerignore';
import type { Header, Pack } from 'tar-stream';
import { quoteGo } from '../../core/docker/quote';
import { sendTar, type SentTar } from './sent-tar';

/** A folder that can be sent to the builder. */
export interface BuildContext {
  readonly folder: string;
  /** Path inside, with slashes. */
  readonly dockerfile: string;
  /** The Dockerfile itself, where it does not lie in the folder: it is sent under a name of its own. */
  readonly outside: string | null;
  /** True for a path inside, with slashes, that `.dockerignore` leaves out. */
  readonly leaves: (path: string) => boolean;
  /** Lines of `.dockerignore` that take something back in: then a folder that is left out may hold what is not. */
  readonly exceptions: boolean;
}

type Entry = Partial<Header> & Pick<Header, 'name'>;

const missing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');

/**
 * Finds what `docker build FOLDER -f FILE` would send, in the CLI's words where it cannot.
 * @param typed folder as typed, from `cwd` @param file the Dockerfile as typed, from `cwd`; empty: the folder's own
 */
export async function findContext(
  cwd: string,
  typed: string,
  file: string,
): Promise<BuildContext | { readonly message: string }> {
  const asked = resolve(cwd, typed);
  let folder: string;
  try {
    if (!(await stat(asked)).isDirectory()) return { message: `context must be a directory: ${asked}` };
    folder = await realpath(asked);
  } catch (error) {
    if (missing(error)) return { message: `path ${quoteGo(typed)} not found` };
    throw error;
  }
  const wanted = file === '' ? join(folder, 'Dockerfile') : resolve(cwd, file);
  let real: string;
  try {
    real = join(await realpath(dirname(wanted)), basename(wanted));
    await lstat(real);
  } catch (error) {
    if (!missing(error)) throw error;
    const lower = file === '' ? join(folder, 'dockerfile') : '';
    if (lower === '' || !(await exists(lower)))
      return {
        message: `unable to evaluate symlinks in Dockerfile path: lstat ${wanted}: no such file or directory`,
      };
    real = lower;
  }
  const away = relative(folder, real).split(sep).join('/');
  const outside = away === '..' || away.startsWith('../') || isAbsolute(away) ? real : null;
  const inside = outside === null ? away : `.dockerfile.${randomBytes(10).toString('hex')}`;
  const rules = await rulesOf(folder);
  const matcher = ignore({ ignorecase: false }).add(rules);
  // The builder needs both, whatever the rules say.
  const kept = new Set([inside, '.dockerignore']);
  return {
    folder,
    dockerfile: inside,
    outside,
    leaves: (path) => !kept.has(path) && matcher.ignores(path),
    exceptions: rules.some((rule) => rule.startsWith('!')) || kept.size > 0,
  };
}

const exists = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );

async function rulesOf(folder: string): Promise<string[]> {
  try {
    const source = await readFile(join(folder, '.dockerignore'), 'utf8');
    return source
      .replace(/^\ufeff/, '')
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('#'));
  } catch (error) {
    if (missing(error)) return [];
    throw error;
  }
}

/** A context on its way: a tar that is packed as it is read. */
export const sendContext = (context: BuildContext): SentTar =>
  sendTar(async (tar) => {
    await addFolder(tar, context, '');
    if (context.outside !== null) await addOutside(tar, context.outside, context.dockerfile);
  });

async function addFolder(tar: Pack, context: BuildContext, inside: string): Promise<void> {
  const names = (await readdir(join(context.folder, inside))).sort();
  for (const name of names) {
    const path = inside === '' ? name : `${inside}/${name}`;
    const full = join(context.folder, path);
    const leaves = context.leaves(path);
    const info = await lstat(full);
    if (info.isDirectory()) {
      if (leaves && !context.exceptions) continue;
      if (!leaves) await entry(tar, headers(`${path}/`, info, { type: 'directory', size: 0 }));
      await addFolder(tar, context, path);
    } else if (leaves || info.isSocket()) continue;
    else if (info.isSymbolicLink())
      await entry(tar, headers(path, info, { type: 'symlink', linkname: await readlink(full), size: 0 }));
    else if (info.isFile()) await addFile(tar, full, headers(path, info, { type: 'file', size: info.size }));
  }
}

/** Owner 0: whoever builds, the same files give the same layer. */
const headers = (
  name: string,
  info: { readonly mode: number; readonly mtimeMs: number },
  more: Partial<Header>,
): Entry => ({
  name,
  mode: info.mode & 0o7777,
  mtime: new Date(Math.floor(info.mtimeMs / 1000) * 1000),
  uid: 0,
  gid: 0,
  ...more,
});

const entry = (tar: Pack, head: Entry): Promise<void> =>
  new Promise((done, failed) => {
    tar.entry(head, '', (error) => (error ? failed(error) : done()));
  });

async function addOutside(tar: Pack, file: string, name: string): Promise<void> {
  const info = await stat(file);
  await addFile(tar, file, headers(name, info, { type: 'file', size: info.size }));
}

async function addFile(tar: Pack, full: string, head: Entry): Promise<void> {
  const size = head.size ?? 0;
  if (size === 0) return entry(tar, head);
  // A file that grows meanwhile is sent as long as it was; one that shrinks is an error, told by the packer.
  await pipeline(createReadStream(full, { end: size - 1 }), tar.entry(head));
}
