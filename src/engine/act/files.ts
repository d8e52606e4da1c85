import { createReadStream, createWriteStream } from 'node:fs';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { basename, dirname, isAbsolute, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or directory',
  EACCES: 'permission denied',
  EISDIR: 'is a directory',
  ENOTDIR: 'not a directory',
  ENOSPC: 'no space left on device',
  EROFS: 'read-only file system',
};

/** What went wrong with a file, as the CLI words it: `open x: no such file or directory`. */
function fileWords(doing: string, path: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return `${doing} ${path}: ${WORDS[code] ?? (error instanceof Error ? error.message : String(error))}`;
}

const absolute = (cwd: string, path: string): string => (isAbsolute(path) ? path : join(cwd, path));

/**
 * Why nothing can be written there, in the CLI's words; null when it can. A file that is there is replaced, as the CLI
 * does; a folder or a device never.
 */
export async function outputTrouble(cwd: string, path: string): Promise<string | null> {
  const full = absolute(cwd, path);
  try {
    await stat(dirname(full));
  } catch (error) {
    return `invalid output path: ${fileWords('stat', dirname(path), error)}`;
  }
  const there = await stat(full).catch(() => null);
  if (there === null || there.isFile()) return null;
  if (there.isDirectory()) return 'cannot write to a directory';
  if (there.isCharacterDevice()) return 'cannot write to a character device file';
  return 'cannot write to an irregular file';
}

/**
 * Writes a stream to a file that only its owner may read. The file appears whole or not at all: it is written beside
 * its place and moved there at the end.
 * @returns why it failed, in the CLI's words; null when it is there @throws what the stream throws
 */
export async function writeFile(
  cwd: string,
  path: string,
  body: AsyncIterable<Uint8Array>,
): Promise<string | null> {
  const full = absolute(cwd, path);
  const beside = join(dirname(full), `.${basename(full)}.${randomBytes(6).toString('hex')}`);
  let read: unknown = null;
  async function* source(): AsyncGenerator<Uint8Array> {
    try {
      yield* body;
    } catch (error) {
      read = error;
      throw error;
    }
  }
  try {
    await pipeline(source(), createWriteStream(beside, { flags: 'wx', mode: 0o600 }));
    await rename(beside, full);
    return null;
  } catch (error) {
    await rm(beside, { force: true });
    if (read !== null) throw read instanceof Error ? read : new Error(String(error));
    return fileWords('open', path, error);
  }
}

/** A file that is read when it is sent; or why it cannot be, in the CLI's words. */
export type FileToSend = { readonly stream: () => Readable } | { readonly message: string };

export async function readable(cwd: string, path: string): Promise<FileToSend> {
  const full = absolute(cwd, path);
  try {
    const file = await open(full, 'r');
    const info = await file.stat();
    await file.close();
    if (info.isDirectory()) return { message: `read ${path}: is a directory` };
    return { stream: () => createReadStream(full) };
  } catch (error) {
    return { message: fileWords('open', path, error) };
  }
}

/** bytes; more than that is no list of variables */
const SMALL = 1024 * 1024;

/** The text of a small file, or why it cannot be read, in the CLI's words. */
export async function fileText(
  cwd: string,
  path: string,
): Promise<{ readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string }> {
  const full = absolute(cwd, path);
  try {
    const { size } = await stat(full);
    if (size > SMALL) return { ok: false, message: `${path} is too large to be read as text` };
    return { ok: true, text: await readFile(full, 'utf8') };
  } catch (error) {
    const message = fileWords('open', path, error);
    return {
      ok: false,
      message: message.includes('is a directory') ? `read ${path}: is a directory` : message,
    };
  }
}
