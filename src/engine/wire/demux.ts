/** A part of a stream of a container without a terminal; `error`: what failed, in the CLI's words. */
export interface Frame {
  readonly stream: 'stdout' | 'stderr' | 'error';
  readonly bytes: Uint8Array;
}

const HEADER = 8;
/** By the number in the header. What was typed comes back as 0 where it comes back. */
const STREAMS: readonly Frame['stream'][] = ['stdout', 'stdout', 'stderr', 'error'];
const SYSTEM = 3;

/**
 * Takes apart what the engine sends for containers without a terminal: eight bytes (stream, three zeros, length
 * big-endian), then so many bytes. Chunk borders mean nothing. Bytes of a long frame are passed on as they come,
 * neighbours of one stream together. A stream that ends inside a frame simply ends; behind an error there is nothing.
 */
export class Demux {
  private header = new Uint8Array(HEADER);
  private have = 0;
  private left = 0;
  private stream: Frame['stream'] = 'stdout';
  private over = false;

  push(chunk: Uint8Array): Frame[] {
    const runs: { stream: Frame['stream']; parts: Uint8Array[] }[] = [];
    const add = (bytes: Uint8Array) => {
      const last = runs.at(-1);
      if (last?.stream === this.stream) last.parts.push(bytes);
      else runs.push({ stream: this.stream, parts: [bytes] });
    };
    let at = 0;
    while (at < chunk.length && !this.over) {
      if (this.left > 0) {
        const bytes = chunk.subarray(at, at + this.left);
        this.left -= bytes.length;
        at += bytes.length;
        add(bytes);
        this.over = this.stream === 'error' && this.left === 0;
        continue;
      }
      const take = chunk.subarray(at, at + HEADER - this.have);
      this.header.set(take, this.have);
      this.have += take.length;
      at += take.length;
      if (this.have < HEADER) break;
      this.have = 0;
      this.left = new DataView(this.header.buffer).getUint32(4);
      const number = this.header[0] ?? 0;
      this.stream = STREAMS[number] ?? 'error';
      if (number === SYSTEM) add(Buffer.from('error from daemon in stream: '));
      else if (this.stream === 'error') {
        add(Buffer.from(`Unrecognized input header: ${String(number)}`));
        this.over = true;
      }
    }
    return runs.map(({ stream, parts }) => ({
      stream,
      bytes: parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts),
    }));
  }
}
