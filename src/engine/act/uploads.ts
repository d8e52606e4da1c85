import type { Readable } from 'node:stream';
import type { Packed, PathToPack, ToSend } from '../../core/command/program';
import { findContext, sendContext } from './build-context';
import { packFrom } from './copying';
import { readable } from './files';
import type { SentTar } from './sent-tar';

/** What a command made ready to be sent, by handle. */
export class Uploads {
  private readonly ready = new Map<number, () => SentTar>();

  /** Finds a build context. */
  async pack(
    cwd: string,
    { folder, file }: { readonly folder: string; readonly file: string },
  ): Promise<Packed> {
    const found = await findContext(cwd, folder, file);
    if ('message' in found) return { ok: false, message: found.message };
    return { ok: true, handle: this.hold(() => sendContext(found)), dockerfile: found.dockerfile };
  }

  /** Finds a file. */
  async file(cwd: string, path: string): Promise<ToSend> {
    const found = await readable(cwd, path);
    if ('message' in found) return { ok: false, message: found.message };
    return { ok: true, handle: this.hold(() => counted(found.stream())) };
  }

  /** Finds what is copied into a container. */
  async path(
    cwd: string,
    wanted: PathToPack,
  ): Promise<{ readonly handle: number; readonly folder: string } | { readonly message: string }> {
    const packed = await packFrom(cwd, wanted);
    return 'message' in packed ? packed : { handle: this.hold(packed.stream), folder: packed.folder };
  }

  /** Begins to read what was made ready; undefined when nothing was. */
  send(handle: number): SentTar | undefined {
    return this.ready.get(handle)?.();
  }

  private hold(send: () => SentTar): number {
    const handle = this.ready.size + 1;
    this.ready.set(handle, send);
    return handle;
  }
}

function counted(stream: Readable): SentTar {
  let bytes = 0;
  stream.on('data', (chunk: Uint8Array) => {
    bytes += chunk.length;
  });
  stream.pause();
  return { stream, bytes: () => bytes };
}
