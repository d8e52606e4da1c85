/**
 * Reads a tar archive as it arrives. It trusts nothing: names that would leave the folder into which it is
 * unpacked are refused, sizes are what they are and not what they claim, and what is no file, folder or link
 * (devices, pipes) is passed over.
 */
import { bulkSeed, isBulk } from './bulk';
import type { Content, FsNode } from './node';
import { BLOCK, padding, readHeader, readPax, type Header } from './tar-header';
import type { TarEntry } from './tar-write';
import { decodeUtf8 } from './utf8';

/** Largest pax or long-name header that is read; a path is 4 KiB at most. */
const MAX_EXTRA = 1 << 20;

export interface TarReader {
  /** The entries that are whole now. @throws Error for what is no archive, and for a name with `..`. */
  push(chunk: Uint8Array): readonly TarEntry[];
  /** @throws Error when an entry was cut off. */
  end(): void;
}

/** A clean relative name. @throws Error when it climbs out. */
function safeName(name: string): string {
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..') || name.includes('\0'))
    throw new Error(`invalid path in archive: ${JSON.stringify(name)}`);
  return parts.join('/');
}

/** Takes a file's bytes; holds no more than a sentence when they are bulk. */
function collector(size: number): { take(bytes: Uint8Array): void; content(): Content } {
  let kept: Uint8Array[] = [];
  let seed: string | undefined;
  let length = 0;
  const whole = (): Uint8Array => {
    const only = kept[0];
    if (kept.length === 1 && only) return only;
    const all = new Uint8Array(kept.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of kept) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  };
  return {
    take(bytes) {
      if (seed !== undefined && !isBulk(seed, size, length, bytes))
        throw new Error('unexpected content in archive');
      if (seed === undefined) kept.push(new Uint8Array(bytes));
      length += bytes.length;
      if (seed !== undefined || size < 1024 || length < 256 || length - bytes.length >= 256) return;
      const head = whole();
      const found = bulkSeed(head, size);
      if (found === undefined || !isBulk(found, size, 0, head)) return;
      seed = found;
      kept = [];
    },
    content: () => (seed === undefined ? { bytes: whole() } : { bulk: seed, size }),
  };
}

export function tarReader(): TarReader {
  let waiting = new Uint8Array();
  let extra: { header: Header; parts: Uint8Array[] } | undefined;
  let file: { header: Header; name: string; collect: ReturnType<typeof collector> | undefined } | undefined;
  let left = 0;
  let pad = 0;
  let named: { path?: string | undefined; target?: string | undefined; size?: number | undefined } = {};
  let over = false;
  const files = new Map<string, FsNode>();

  function begin(raw: Header, out: TarEntry[]): void {
    if ('xgLK'.includes(raw.type)) {
      if (raw.size > MAX_EXTRA) throw new Error('archive/tar: header field too long');
      extra = { header: raw, parts: [] };
      left = raw.size;
      pad = padding(raw.size);
      if (left === 0) finish(out);
      return;
    }
    const size = named.size ?? raw.size;
    const header = { ...raw, size, name: named.path ?? raw.name, target: named.target ?? raw.target };
    named = {};
    const carries = header.type === '0' || header.type === '7' || !'123456'.includes(header.type);
    left = carries ? size : 0;
    pad = padding(left);
    const plain = header.type === '0' || header.type === '7';
    file = { header, name: safeName(header.name), collect: plain ? collector(size) : undefined };
    if (left === 0) finish(out);
  }

  function node(header: Header, collect: ReturnType<typeof collector> | undefined): FsNode | undefined {
    const owner = {
      mode: Number.isNaN(header.mode) ? 0o644 : header.mode & 0o7777,
      uid: header.uid || 0,
      gid: header.gid || 0,
      mtime: header.mtime || 0,
    };
    if (collect && header.name.endsWith('/')) return { ...owner, kind: 'folder' };
    if (collect) return { ...owner, kind: 'file', content: collect.content() };
    if (header.type === '5') return { ...owner, kind: 'folder' };
    if (header.type === '2') return { ...owner, kind: 'link', target: header.target };
    // A hard link is the same file once more: it can only name what came before in this archive.
    return header.type === '1' ? files.get(safeName(header.target)) : undefined;
  }

  function finish(out: TarEntry[]): void {
    if (extra) {
      const bytes = new Uint8Array(extra.header.size);
      let at = 0;
      for (const part of extra.parts) {
        bytes.set(part, at);
        at += part.length;
      }
      const zero = bytes.indexOf(0);
      const text = () => decodeUtf8(zero < 0 ? bytes : bytes.subarray(0, zero));
      if (extra.header.type === 'L') named.path = text();
      else if (extra.header.type === 'K') named.target = text();
      else if (extra.header.type === 'x') {
        const records = readPax(bytes);
        const size = records.get('size');
        if (size !== undefined && !/^\d{1,15}$/.test(size))
          throw new Error('archive/tar: invalid tar header');
        named = {
          path: records.get('path') ?? named.path,
          target: records.get('linkpath') ?? named.target,
          size: size === undefined ? undefined : Number(size),
        };
      }
      extra = undefined;
    } else if (file) {
      const made = node(file.header, file.collect);
      if (made && file.name !== '') {
        if (made.kind === 'file') files.set(file.name, made);
        out.push({ name: file.name, node: made });
      }
      file = undefined;
    }
  }

  return {
    push(chunk) {
      const out: TarEntry[] = [];
      let at = 0;
      while (at < chunk.length && !over) {
        if (left > 0) {
          const part = chunk.subarray(at, at + Math.min(left, chunk.length - at));
          if (extra) extra.parts.push(new Uint8Array(part));
          else file?.collect?.take(part);
          at += part.length;
          left -= part.length;
          if (left === 0) finish(out);
        } else if (pad > 0) {
          const part = Math.min(pad, chunk.length - at);
          pad -= part;
          at += part;
        } else {
          const part = chunk.subarray(at, at + BLOCK - waiting.length);
          const joined = new Uint8Array(waiting.length + part.length);
          joined.set(waiting);
          joined.set(part, waiting.length);
          waiting = joined;
          at += part.length;
          if (waiting.length < BLOCK) break;
          const header = readHeader(waiting);
          waiting = new Uint8Array();
          if (header === undefined) over = true;
          else begin(header, out);
        }
      }
      return out;
    },
    end() {
      if (!over && (left > 0 || extra !== undefined || waiting.length > 0)) throw new Error('unexpected EOF');
    },
  };
}

/** A whole archive at once. @throws Error as the reader does. */
export function readTar(chunks: Iterable<Uint8Array>): readonly TarEntry[] {
  const reader = tarReader();
  const all: TarEntry[] = [];
  for (const chunk of chunks) all.push(...reader.push(chunk));
  reader.end();
  return all;
}
