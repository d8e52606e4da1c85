const LF = 0x0a;

function lineEnds(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) count += 1;
  return count;
}

/** The last bytes of a stream, up to a bound. Each byte has its place in the whole stream, from 0. */
export class KeptBytes {
  private readonly chunks: Uint8Array[] = [];
  private first = 0;
  private last = 0;
  /** Lines that are no longer here. */
  left = 0;

  constructor(private readonly bound: number) {}

  /** Place of the first byte that is here. */
  get start(): number {
    return this.first;
  }
  /** Place behind the last byte. */
  get end(): number {
    return this.last;
  }

  /** Beyond the bound the oldest goes, and with it the rest of its line, so that what is left begins with a line. */
  push(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    // The caller's memory may be used again for what comes next.
    this.chunks.push(Uint8Array.from(bytes));
    this.last += bytes.length;
    if (this.last - this.first <= this.bound) return;
    while (this.last - this.first > this.bound) {
      const oldest = this.chunks[0];
      if (!oldest) break;
      const over = this.last - this.first - this.bound;
      const gone = over >= oldest.length ? oldest.length : over;
      this.drop(gone);
    }
    const head = this.chunks[0];
    const end = head?.indexOf(LF) ?? -1;
    if (end >= 0) this.drop(end + 1);
  }

  /** Up to `most` bytes from a place on, or from the first that is here when that is gone. */
  from(place: number, most: number): { readonly at: number; readonly bytes: Uint8Array } {
    const at = Math.min(Math.max(place, this.first), this.last);
    const out = new Uint8Array(Math.min(most, this.last - at));
    let filled = 0;
    let chunkAt = this.first;
    for (const chunk of this.chunks) {
      const skip = Math.max(0, at - chunkAt);
      chunkAt += chunk.length;
      if (skip >= chunk.length) continue;
      const piece = chunk.subarray(skip, skip + out.length - filled);
      out.set(piece, filled);
      filled += piece.length;
      if (filled === out.length) break;
    }
    return { at, bytes: out };
  }

  private drop(count: number): void {
    const oldest = this.chunks[0];
    if (!oldest) return;
    this.left += lineEnds(oldest.subarray(0, count));
    this.first += count;
    if (count >= oldest.length) this.chunks.shift();
    else this.chunks[0] = oldest.subarray(count);
  }
}
