/**
 * Bulk: bytes that are made from a seed when somebody reads them, so that an image of 400 MB costs nothing.
 * A file of bulk begins with the sentence that made it; whoever reads an archive recognises it by that and keeps
 * the sentence in place of the bytes.
 */
import { decodeUtf8, encodeUtf8 } from './utf8';

const BLOCK = 65_536;
const WORD = 'cutaway bulk ';

/** One block of noise, the same for all seeds: only its first bytes differ. */
const noise = (() => {
  const words = new Uint32Array(BLOCK / 4);
  let state = 0x9e3779b9;
  for (let i = 0; i < words.length; i += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[i] = state;
  }
  const bytes = new Uint8Array(BLOCK);
  const view = new DataView(bytes.buffer);
  words.forEach((word, i) => view.setUint32(i * 4, word, true));
  return bytes;
})();

function block(seed: string, size: number, index: number): Uint8Array {
  const bytes = noise.slice();
  const head = encodeUtf8(index === 0 ? `${WORD}${String(size)} ${seed}\n` : `${seed} ${String(index)}\n`);
  bytes.set(head.subarray(0, BLOCK));
  return bytes;
}

/** The bytes of a seed, in blocks of 64 KiB at most. */
export function* bulkChunks(seed: string, size: number): Generator<Uint8Array> {
  for (let index = 0; index * BLOCK < size; index += 1)
    yield block(seed, size, index).subarray(0, Math.min(BLOCK, size - index * BLOCK));
}

/** The seed of a file whose first bytes these are, when it is bulk of that size. */
export function bulkSeed(head: Uint8Array, size: number): string | undefined {
  const end = head.subarray(0, 256).indexOf(10);
  if (end < 0) return undefined;
  const [, told, seed] = /^cutaway bulk (\d+) (.+)$/.exec(decodeUtf8(head.subarray(0, end))) ?? [];
  return told === String(size) ? seed : undefined;
}

/** Whether a stretch of bytes at a place of a file is what its seed makes there. */
export function isBulk(seed: string, size: number, offset: number, bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length;) {
    const index = Math.floor((offset + at) / BLOCK);
    const from = (offset + at) % BLOCK;
    const made = block(seed, size, index);
    const length = Math.min(BLOCK - from, bytes.length - at);
    for (let i = 0; i < length; i += 1) if (made[from + i] !== bytes[at + i]) return false;
    at += length;
  }
  return true;
}
