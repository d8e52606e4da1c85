import type { Duplex, Readable } from 'node:stream';

/** What a person or a pipe says to a program: only a host that has it can hand it on. */
export interface Input {
  readonly stream: Readable;
  /** It is a terminal: keys come one by one once it is raw. */
  readonly tty: boolean;
  /** Raw: every key is the program's, Ctrl-C too. */
  raw(on: boolean): void;
  /** The terminal's size; null where there is none. */
  size(): { readonly rows: number; readonly columns: number } | null;
  onResize(changed: () => void): () => void;
}

const CTRL_P = 0x10;
const CTRL_Q = 0x11;

export interface HandedOn {
  stop(): void;
}

/**
 * Hands on what is typed, until the input ends (then the program's input is closed too) or it is stopped. On a terminal
 * Ctrl-P Ctrl-Q lets go of the program, which runs on; a Ctrl-P alone is handed on with the next key, as the CLI does.
 * @param keys the program has a terminal, so that the keys that let go mean something
 */
export function handOn(input: Input, to: Duplex, keys: boolean, detached: () => void): HandedOn {
  let held = false;
  let over = false;
  const write = (bytes: Uint8Array): void => {
    // A program that does not read holds the typing back.
    if (bytes.length > 0 && !to.write(bytes)) {
      input.stream.pause();
      to.once('drain', () => {
        if (!over) input.stream.resume();
      });
    }
  };
  const typed = (chunk: Uint8Array): void => {
    if (!keys) return write(chunk);
    const out: number[] = [];
    for (const byte of chunk) {
      if (held && byte === CTRL_Q) {
        write(Uint8Array.from(out));
        stop();
        detached();
        return;
      }
      if (held) out.push(CTRL_P);
      held = byte === CTRL_P;
      if (!held) out.push(byte);
    }
    write(Uint8Array.from(out));
  };
  const ended = (): void => void to.end();
  function stop(): void {
    if (over) return;
    over = true;
    input.stream.off('data', typed);
    input.stream.off('end', ended);
    input.stream.pause();
    if (input.tty) input.raw(false);
  }
  if (keys && input.tty) input.raw(true);
  input.stream.on('data', typed);
  input.stream.once('end', ended);
  input.stream.resume();
  return { stop };
}
