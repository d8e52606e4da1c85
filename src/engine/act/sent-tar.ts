import { Readable } from 'node:stream';
import { pack, type Pack } from 'tar-stream';

/** An archive on its way. */
export interface SentTar {
  readonly stream: Readable;
  /** Bytes so far. */
  readonly bytes: () => number;
}

/** An archive that is packed as it is read. @param fill adds its entries; what it throws breaks the stream off */
export function sendTar(fill: (tar: Pack) => Promise<void>): SentTar {
  let bytes = 0;
  const tar = pack();
  void fill(tar).then(
    () => tar.finalize(),
    (error: unknown) => tar.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of tar) {
      const piece = chunk as Uint8Array;
      bytes += piece.length;
      yield piece;
    }
  }
  return { stream: Readable.from(counted(), { objectMode: false }), bytes: () => bytes };
}
