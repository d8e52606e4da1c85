/** A part of a stream of a container without a terminal. */
export interface Frame {
  readonly stream: 'stdout' | 'stderr';
  readonly bytes: Uint8Array;
}

const HEADER = 8;

/**
 * Takes apart what the engine sends for containers without a terminal: eight bytes (stream, three zeros, length
 * big-endian), then so many bytes. Chunk borders mean nothing. Bytes of a long frame are passed on as they come, neighbours of
 * one stream together. A stream that ends inside a frame simply ends.
 */
export class Demux {
  private header = new Uint8Array(HEADER);
  private have = 0;
  private left = 0;
  private stream: Frame['stream'] = 'stdout';

  push(chunk: Uint8Array): Frame[] {
    const runs: { stream: Frame['stream']; parts: Uint8Array[] }[] = [];
    let at = 0;
    while (at < chunk.length) {
      if (this.left > 0) {
        const bytes = chunk.subarray(at, at + this.left);
        this.left -= bytes.length;
        at += bytes.length;
        const last = runs.at(-1);
        if (last?.stream === this.stream) last.parts.push(bytes);
        else runs.push({ stream: this.stream, parts: [bytes] });
        continue;
      }
      const take = chunk.subarray(at, at + HEADER - this.have);
      this.header.set(take, this.have);
      this.have += take.length;
      at += take.length;
      if (this.have < HEADER) break;
      this.have = 0;
      this.left = new DataView(this.header.buffer).getUint32(4);
      // 0 and 1 are the program's output; 3 is the engine's own error, which belongs to stderr.
      this.stream = (this.header[0] ?? 1) >= 2 ? 'stderr' : 'stdout';
    }
    return runs.map(({ stream, parts }) => ({
      stream,
      bytes: parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts),
    }));
  }
}
