/** The little of tar that an image layer needs, always with the same bytes for the same files. */

export interface Entry {
  /** Without a leading slash. At most 99 bytes. */
  readonly path: string;
  /** Permission bits; 0o755 when absent. */
  readonly mode?: number;
  /** Content of a file, as text or bytes. */
  readonly data?: string | Uint8Array;
  /** Where a symbolic link points. An entry with neither content nor link is a folder. */
  readonly link?: string;
}

const BLOCK = 512;

function header(entry: Entry, size: number, modifiedAt: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  const folder = entry.data === undefined && entry.link === undefined;
  const path = folder ? `${entry.path}/` : entry.path;
  if (Buffer.byteLength(path) > 99) throw new Error(`The path ${path} is too long for a layer.`);
  const octal = (value: number, length: number): string => value.toString(8).padStart(length - 1, '0');
  block.write(path, 0);
  block.write(octal(entry.mode ?? 0o755, 8), 100);
  block.write(octal(0, 8), 108);
  block.write(octal(0, 8), 116);
  block.write(octal(size, 12), 124);
  block.write(octal(modifiedAt, 12), 136);
  block.write(' '.repeat(8), 148);
  block.write(entry.link !== undefined ? '2' : folder ? '5' : '0', 156);
  block.write(entry.link ?? '', 157);
  block.write('ustar\u000000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${octal(sum, 7)}\u0000 `, 148);
  return block;
}

/** @param modifiedAt time of all entries, in seconds since 1970. */
export function tar(entries: readonly Entry[], modifiedAt: number): Buffer {
  const parts: Buffer[] = [];
  for (const entry of entries) {
    const data = Buffer.from(entry.data ?? '');
    parts.push(header(entry, data.length, modifiedAt), data);
    parts.push(Buffer.alloc((BLOCK - (data.length % BLOCK)) % BLOCK));
  }
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]);
}
