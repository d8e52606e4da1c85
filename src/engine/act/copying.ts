import { createReadStream, createWriteStream } from 'node:fs';
import {
  chmod,
  chown,
  link,
  lstat,
  mkdir,
  readdir,
  readlink,
  realpath,
  rm,
  stat,
  symlink,
  utimes,
} from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, posix, relative, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { extract, type Header, type Pack } from 'tar-stream';
import { number, object, parseJson, text } from '../../core/base/read';
import type { PathToPack, Unpacking } from '../../core/command/program';
import { sendTar, type SentTar } from './sent-tar';

/** Bit of Go's file modes, as the engine sends them. */
const GO_DIRECTORY = 0x8000_0000;

interface PathStat {
  readonly name: string;
  readonly isFolder: boolean;
}

/** What the engine says of a path; null: it is not there. */
function readStat(header: string): PathStat | null {
  const told = object(parseJson(Buffer.from(header, 'base64').toString('utf8')));
  if (told['name'] === undefined) return null;
  return { name: text(told['name']), isFolder: number(told['mode']) >= GO_DIRECTORY };
}

/** `folder/.` means what is in the folder, without the folder itself. */
const contentsOnly = (path: string): boolean => /(^|[/\\])\.$/.test(path);
const assertsFolder = (path: string): boolean => /[/\\]\.?$/.test(path);

/**
 * Writes an archive from a container to where `docker cp` would: into a folder that is there, in place of a file, or under
 * the new name. Nothing is written outside of that place, whatever the archive says.
 * @throws what the archive's stream throws
 */
export async function unpackTo(
  cwd: string,
  body: AsyncIterable<Uint8Array>,
  { stat: header, from, to, owners }: Omit<Unpacking, 'handle'>,
): Promise<{ readonly bytes: number; readonly to: string } | { readonly message: string }> {
  const source = readStat(header);
  const full = resolve(cwd, to);
  const there = await stat(full).catch(() => null);
  if (there?.isFile() === true && source?.isFolder === true) return { message: `cannot copy directory` };
  if (there === null) {
    const parent = await stat(dirname(full)).catch(() => null);
    if (parent === null)
      return {
        message: `invalid output path: directory "${dirname(full)}" does not exist`,
      };
    if (source?.isFolder !== true && assertsFolder(to)) return { message: 'no such directory' };
  }
  const name = source?.name ?? posix.basename(from);
  const inside = there?.isDirectory() === true && !contentsOnly(from);
  const root = inside ? join(full, name) : full;
  let bytes = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of body) {
      bytes += chunk.length;
      yield chunk;
    }
  }
  const archive = Readable.from(counted(), { objectMode: false }).pipe(extract());
  try {
    for await (const entry of archive)
      await write(entry as unknown as Content, entry.header, { root, name: source?.name ?? name, owners });
  } catch (error) {
    return { message: error instanceof Error ? error.message : String(error) };
  }
  return { bytes, to: full };
}

/** Where an archive goes. */
interface Target {
  readonly root: string;
  /** Of what was copied, inside the container. */
  readonly name: string;
  readonly owners: boolean;
}

type Content = AsyncIterable<Uint8Array> & { resume(): void };

async function write(content: Content, header: Header, { root, name, owners }: Target): Promise<void> {
  const at = placeOf(header.name, root, name);
  await mayWrite(at, root);
  const mode = header.mode ?? 0o644;
  if (header.type === 'directory') await mkdir(at, { recursive: true });
  else {
    const old = await lstat(at).catch(() => null);
    if (old !== null && !old.isDirectory()) await rm(at);
    if (header.type === 'symlink') await symlink(header.linkname ?? '', at);
    else if (header.type === 'link') await link(placeOf(header.linkname ?? '', root, name), at);
    else if (header.type === 'file' || header.type === 'contiguous-file')
      await pipeline(Readable.from(content, { objectMode: false }), createWriteStream(at, { mode }));
  }
  content.resume();
  if (header.type === 'symlink' || header.type === 'link') return;
  if (owners) await chown(at, header.uid ?? 0, header.gid ?? 0).catch(() => undefined);
  await chmod(at, mode & 0o7777).catch(() => undefined);
  if (header.mtime && header.type !== 'directory')
    await utimes(at, header.mtime, header.mtime).catch(() => undefined);
}

/** What was copied becomes `root`: archives name it first, or leave it out where only its contents were asked for. */
function placeOf(entry: string, root: string, name: string): string {
  const parts = posix.normalize(entry).replace(/^\/+/, '').split('/');
  const rest = parts[0] === name || parts[0] === '.' ? parts.slice(1) : parts;
  const at = join(root, ...rest.filter((part) => part !== ''));
  const away = relative(root, at);
  if (away === '..' || away.startsWith(`..${sep}`) || isAbsolute(away))
    throw new Error(`the archive names a file outside of the copy: ${entry}`);
  return at;
}

/** A link that the archive brought must not lead what follows out of the copy. */
async function mayWrite(at: string, root: string): Promise<void> {
  if (at === root) return;
  const parent = await realpath(dirname(at)).catch(() => null);
  const top = await realpath(root).catch(() => null);
  if (parent === null || top === null) return;
  const away = relative(top, parent);
  if (away === '..' || away.startsWith(`..${sep}`) || isAbsolute(away))
    throw new Error(`the archive leads out of the copy by a link: ${at}`);
}

export interface PathPacked {
  readonly folder: string;
  readonly stream: () => SentTar;
}

/** Makes a file or folder ready to be sent to where `docker cp` would put it inside. */
export async function packFrom(
  cwd: string,
  { path, to, stat: header, follow }: PathToPack,
): Promise<PathPacked | { readonly message: string }> {
  let full = resolve(cwd, path);
  const found = await (follow ? stat(full) : lstat(full)).catch(() => null);
  if (found === null) return { message: `lstat ${full}: no such file or directory` };
  if (follow) full = await realpath(full);
  const isFolder = found.isDirectory();
  if (!isFolder && assertsFolder(path)) return { message: `not a directory` };
  const target = readStat(header);
  const inside = to.startsWith('/') ? to : `/${to}`;
  if (target !== null && !target.isFolder && isFolder) return { message: 'cannot copy directory' };
  if (target === null && !isFolder && assertsFolder(to)) return { message: 'no such directory' };
  const place =
    target?.isFolder === true
      ? { folder: inside, name: contentsOnly(path) ? '.' : basename(full) }
      : {
          folder: posix.dirname(inside.replace(/\/+\.?$/, '')),
          name: posix.basename(inside.replace(/\/+\.?$/, '')),
        };
  return { folder: place.folder, stream: () => sendTar((tar) => addPath(tar, full, place.name)) };
}

async function addPath(tar: Pack, full: string, name: string): Promise<void> {
  const info = await lstat(full);
  const header = { name, mode: info.mode & 0o7777, mtime: info.mtime, uid: info.uid, gid: info.gid };
  if (info.isDirectory()) {
    if (name !== '.') tar.entry({ ...header, name: `${name}/`, type: 'directory' });
    for (const child of (await readdir(full)).sort())
      await addPath(tar, join(full, child), posix.join(name, child));
  } else if (info.isSymbolicLink()) {
    tar.entry({ ...header, type: 'symlink', linkname: await readlink(full) });
  } else if (info.isFile()) {
    await pipeline(createReadStream(full), tar.entry({ ...header, type: 'file', size: info.size }));
  }
}
