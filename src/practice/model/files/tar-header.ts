/**
 * One 512-byte header of a tar archive, POSIX.1-1988 (ustar), with what GNU tar and POSIX.1-2001 (pax) add for
 * long names and large sizes: https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html
 */
import { decodeUtf8, encodeUtf8 } from './utf8';

export const BLOCK = 512;

export interface Header {
  readonly name: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  readonly mtime: number;
  /** `0` file, `1` hard link, `2` link, `3` and `4` devices, `5` folder, `6` pipe, `x` and `g` pax, `L` and `K` GNU. */
  readonly type: string;
  readonly target: string;
}

const NAME = 100;
const PREFIX = 155;
const MAX_OCTAL = 0o77777777777;

const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, '0') + '\0';

/** Name and prefix of ustar, or undefined when the path does not fit or is not ASCII. */
function split(path: string): readonly [string, string] | undefined {
  if (!/^[\x20-\x7e]*$/.test(path)) return undefined;
  if (path.length <= NAME) return [path, ''];
  for (let at = path.indexOf('/'); at >= 0 && at <= PREFIX; at = path.indexOf('/', at + 1))
    if (path.length - at - 1 <= NAME && path.length - at - 1 > 0)
      return [path.slice(at + 1), path.slice(0, at)];
  return undefined;
}

function block(header: Header, name: string, prefix: string): Uint8Array {
  const bytes = new Uint8Array(BLOCK);
  const set = (at: number, text: string, length: number): void =>
    bytes.set(encodeUtf8(text).subarray(0, length), at);
  set(0, name, NAME);
  set(100, octal(header.mode & 0o7777, 7), 8);
  set(108, octal(Math.min(header.uid, 0o7777777), 7), 8);
  set(116, octal(Math.min(header.gid, 0o7777777), 7), 8);
  set(124, octal(Math.min(header.size, MAX_OCTAL), 11), 12);
  set(136, octal(Math.min(Math.max(0, Math.floor(header.mtime)), MAX_OCTAL), 11), 12);
  set(148, ' '.repeat(8), 8);
  set(156, header.type, 1);
  set(157, header.target, NAME);
  set(257, 'ustar\x0000', 8);
  set(345, prefix, PREFIX);
  const sum = bytes.reduce((all, byte) => all + byte, 0);
  set(148, `${sum.toString(8).padStart(6, '0')}\0 `, 8);
  return bytes;
}

function record(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  const bytes = encodeUtf8(rest).length;
  let length = bytes + String(bytes).length;
  if (String(length).length !== String(bytes).length) length = bytes + String(length).length;
  return String(length) + rest;
}

export const padding = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK;

export function padded(bytes: Uint8Array): Uint8Array {
  const whole = new Uint8Array(bytes.length + padding(bytes.length));
  whole.set(bytes);
  return whole;
}

/** The header, with a pax header before it when something does not fit into ustar. */
export function* writeHeader(header: Header): Generator<Uint8Array> {
  const fits = split(header.name);
  const targetFits = /^[\x20-\x7e]{0,100}$/.test(header.target);
  const extra =
    (fits === undefined ? record('path', header.name) : '') +
    (targetFits ? '' : record('linkpath', header.target)) +
    (header.size > MAX_OCTAL ? record('size', String(header.size)) : '');
  const short = fits ?? [header.name.replace(/[^\x20-\x7e]/g, '_').slice(0, NAME), ''];
  if (extra !== '') {
    const bytes = encodeUtf8(extra);
    const own: Header = { ...header, name: 'pax', target: '', type: 'x', size: bytes.length, mode: 0o644 };
    yield block(own, `PaxHeaders/${short[0]}`.slice(0, NAME), '');
    yield padded(bytes);
  }
  yield block({ ...header, target: targetFits ? header.target : '' }, short[0], short[1]);
}

const field = (bytes: Uint8Array, at: number, length: number): string => {
  const part = bytes.subarray(at, at + length);
  const end = part.indexOf(0);
  return decodeUtf8(end < 0 ? part : part.subarray(0, end));
};

/** An octal number, or GNU's base 256 when the first bit is set; NaN for neither. */
function numeric(bytes: Uint8Array, at: number, length: number): number {
  const first = bytes[at] ?? 0;
  if ((first & 0x80) !== 0) {
    let value = first & 0x3f;
    for (let i = 1; i < length; i += 1) value = value * 256 + (bytes[at + i] ?? 0);
    return Number.isSafeInteger(value) ? value : Number.NaN;
  }
  const text = field(bytes, at, length).trim();
  if (text === '') return 0;
  return /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number.NaN;
}

/** Reads one block; undefined for the empty one at the end. @throws Error when it is no header. */
export function readHeader(bytes: Uint8Array): Header | undefined {
  if (bytes.every((byte) => byte === 0)) return undefined;
  const sum = bytes.reduce((all, byte, at) => all + (at >= 148 && at < 156 ? 32 : byte), 0);
  const header = {
    name: field(bytes, 0, NAME),
    mode: numeric(bytes, 100, 8),
    uid: numeric(bytes, 108, 8),
    gid: numeric(bytes, 116, 8),
    size: numeric(bytes, 124, 12),
    mtime: numeric(bytes, 136, 12),
    type: field(bytes, 156, 1) || '0',
    target: field(bytes, 157, NAME),
  };
  if (numeric(bytes, 148, 8) !== sum || Number.isNaN(header.size))
    throw new Error('archive/tar: invalid tar header');
  const prefix = field(bytes, 257, 5) === 'ustar' ? field(bytes, 345, PREFIX) : '';
  return prefix === '' ? header : { ...header, name: `${prefix}/${header.name}` };
}

/** Records of a pax header. @throws Error when a length lies. */
export function readPax(bytes: Uint8Array): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(32, at);
    const length = space < 0 ? Number.NaN : Number(decodeUtf8(bytes.subarray(at, space)));
    if (!Number.isInteger(length) || length <= space - at || at + length > bytes.length)
      throw new Error('archive/tar: invalid tar header');
    const text = decodeUtf8(bytes.subarray(space + 1, at + length - 1));
    const equals = text.indexOf('=');
    if (equals > 0) found.set(text.slice(0, equals), text.slice(equals + 1));
    at += length;
  }
  return found;
}
