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

export interface HandedOn {
  stop(): void;
}

/**
 * Hands on what is typed, until the input ends (then the program's input is closed too) or it is stopped.
 * @param keys of a program that has a terminal: typed one after the other they let go of it, and it runs on. A part of
 *   them is held back until the next key, as the CLI does. null: the program has none, every byte is its own
 */
export function handOn(
  input: Input,
  to: Duplex,
  keys: readonly number[] | null,
  detached: () => void,
): HandedOn {
  let held = 0;
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
    if (keys === null) return write(chunk);
    const out: number[] = [];
    for (const byte of chunk) {
      if (byte !== keys[held]) {
        out.push(...keys.slice(0, held), byte);
        held = 0;
        continue;
      }
      held += 1;
      if (held < keys.length) continue;
      write(Uint8Array.from(out));
      stop();
      detached();
      return;
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
  if (keys !== null && input.tty) input.raw(true);
  input.stream.on('data', typed);
  input.stream.once('end', ended);
  input.stream.resume();
  return { stop };
}
