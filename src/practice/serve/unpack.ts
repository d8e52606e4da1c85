import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

const decompress = promisify(gunzip);

/**
 * A body as the model reads it: archives may come compressed with gzip, as Compose sends the context of a build. No
 * other body begins so.
 * @param limit bytes that it may have when it is unpacked
 * @returns null when it is damaged or larger
 */
export async function unpack(body: Uint8Array, limit: number): Promise<Uint8Array | null> {
  if (body[0] !== 0x1f || body[1] !== 0x8b) return body;
  try {
    return new Uint8Array(await decompress(body, { maxOutputLength: limit }));
  } catch {
    return null;
  }
}
