import type { Input } from './input';

/** Reads one line of what is typed, without its end; what stands before the input's end when no line end comes. */
export function readLine({ stream }: Input): Promise<string> {
  return new Promise((resolve) => {
    let text = Buffer.alloc(0);
    const over = (): void => {
      stream.off('data', typed);
      stream.off('end', over);
      stream.off('error', over);
      stream.pause();
      resolve(text.toString('utf8').replace(/\r$/, ''));
    };
    const typed = (chunk: Uint8Array | string): void => {
      const bytes = Buffer.from(chunk as Uint8Array);
      const end = bytes.indexOf('\n');
      text = Buffer.concat([text, end < 0 ? bytes : bytes.subarray(0, end)]);
      if (end < 0) return;
      over();
      // What follows belongs to whoever reads next.
      if (end + 1 < bytes.length) stream.unshift(bytes.subarray(end + 1));
    };
    if (stream.readableEnded || stream.destroyed) return over();
    stream.on('data', typed);
    stream.once('end', over);
    stream.once('error', over);
    stream.resume();
  });
}
