/** From bytes to keys: signs of UTF-8 and escape sequences (ECMA-48), however they are cut. */
import { fromUtf8 } from '../streams';

export type Special =
  'up' | 'down' | 'left' | 'right' | 'home' | 'end' | 'delete' | 'word-left' | 'word-right' | 'other';

export type Key = { readonly sign: string } | { readonly control: number } | { readonly special: Special };

const SEQUENCES: Readonly<Record<string, Special>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  H: 'home',
  F: 'end',
  '1~': 'home',
  '7~': 'home',
  '4~': 'end',
  '8~': 'end',
  '3~': 'delete',
  '1;5C': 'word-right',
  '1;5D': 'word-left',
};

const lengthOf = (lead: number): number => (lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 1);

/** One key from the front of the bytes and how many it took; undefined when more bytes are needed. */
export function nextKey(bytes: Uint8Array): { readonly key: Key; readonly took: number } | undefined {
  const first = bytes[0];
  if (first === undefined) return undefined;
  if (first === 27) {
    const second = bytes[1];
    if (second === undefined) return undefined;
    if (second === 0x62) return { key: { special: 'word-left' }, took: 2 };
    if (second === 0x66) return { key: { special: 'word-right' }, took: 2 };
    if (second !== 0x5b && second !== 0x4f) return { key: { special: 'other' }, took: 2 };
    for (let at = 2; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte < 0x40 || byte > 0x7e) continue;
      const words = fromUtf8(bytes.subarray(2, at + 1));
      return { key: { special: SEQUENCES[words] ?? 'other' }, took: at + 1 };
    }
    return bytes.length > 32 ? { key: { special: 'other' }, took: bytes.length } : undefined;
  }
  if (first < 32 || first === 127) return { key: { control: first }, took: 1 };
  let length = lengthOf(first);
  for (let at = 1; at < length && at < bytes.length; at += 1)
    if (((bytes[at] ?? 0) & 0xc0) !== 0x80) length = at;
  if (bytes.length < length) return undefined;
  return { key: { sign: fromUtf8(bytes.subarray(0, length)) }, took: length };
}
