/**
 * The terminal of a container, as the kernel keeps it (termios(3)): lines are edited and echoed for the program that
 * reads them, Ctrl-C becomes a signal, and the end of a line becomes CR LF on its way out.
 *
 * Bytes that arrive while nobody reads wait unechoed; only the keys that make signals act at once. So what is on
 * screen does not depend on how the bytes were cut or how early they came.
 */
import { displayWidth as widthOf } from '../../../core/docker/width';
import { concat, fromUtf8, Interrupted, utf8, type Sink, type Source } from '../streams';

export interface Terminal {
  columns(): number;
  rows(): number;
  resize(columns: number, rows: number): void;
  /** Bytes from the person. */
  type(bytes: Uint8Array): void;
  /** The person is gone. */
  hangUp(): void;
  /** Whole lines, for programs. */
  readonly source: Source;
  readonly sink: Sink;
  /** A line editor, or a program with a full screen, takes the keys as they are until it gives them back. */
  raw(on: boolean): void;
  readRaw(): Promise<Uint8Array | undefined>;
  unreadRaw(bytes: Uint8Array): void;
  echo(on: boolean): void;
  /** Who gets `SIGINT`, `SIGQUIT` and `SIGWINCH`. */
  onSignal(take: (signal: string) => void): void;
  write(text: string): Promise<void>;
}

const SIGNALS: Readonly<Record<number, string>> = { 3: 'SIGINT', 28: 'SIGQUIT' };

/** LF as CR LF, whatever stands before it. */
export function withReturns(bytes: Uint8Array): Uint8Array {
  let count = 0;
  for (const byte of bytes) if (byte === 10) count += 1;
  if (count === 0) return bytes;
  const out = new Uint8Array(bytes.length + count);
  let at = 0;
  for (const byte of bytes) {
    if (byte === 10) out[at++] = 13;
    out[at++] = byte;
  }
  return out;
}

const caret = (code: number): string => (code === 127 ? '^?' : `^${String.fromCharCode(code + 64)}`);

export function terminalOf(output: (bytes: Uint8Array) => Promise<void>): Terminal {
  let pending: Uint8Array = new Uint8Array();
  let isRaw = false;
  let echoes = true;
  let gone = false;
  let size = { columns: 80, rows: 24 };
  let line: Uint8Array = new Uint8Array();
  let signalled: (signal: string) => void = () => undefined;
  let wake: (() => void)[] = [];
  let readers = 0;

  const woken = (): Promise<void> => new Promise((done) => wake.push(done));
  const wakeAll = (): void => {
    const all = wake;
    wake = [];
    for (const one of all) one();
  };
  const shown = (text: string): Promise<void> => (echoes ? output(utf8(text)) : Promise.resolve());

  /** Takes the keys that make signals out of what waits; what was typed before them is lost, as in the kernel. */
  function takeSignals(): void {
    if (isRaw) return;
    for (let at = pending.findIndex((byte) => (byte in SIGNALS)); at >= 0;) {
      const byte = pending[at] ?? 3;
      pending = pending.slice(at + 1);
      line = new Uint8Array();
      void shown(caret(byte));
      signalled(SIGNALS[byte] ?? 'SIGINT');
      at = pending.findIndex((next) => next in SIGNALS);
    }
  }

  async function erase(count: number): Promise<void> {
    const signs = [...fromUtf8(line)];
    const removed = signs.splice(Math.max(0, signs.length - count));
    line = utf8(signs.join(''));
    const width = removed.reduce((sum, sign) => sum + (sign < ' ' ? 2 : widthOf(sign)), 0);
    await shown('\b \b'.repeat(width));
  }

  /** Edits with one byte; gives what a reader gets, when it gets something. */
  async function edit(byte: number): Promise<Uint8Array | 'end' | undefined> {
    const all = line;
    if (byte === 10 || byte === 13) {
      line = new Uint8Array();
      await shown('\r\n');
      return concat([all, utf8('\n')]);
    }
    if (byte === 4) {
      line = new Uint8Array();
      return all.length === 0 ? 'end' : all;
    }
    if (byte === 8 || byte === 127) await erase(1);
    else if (byte === 21) await erase(Number.POSITIVE_INFINITY);
    else if (byte === 23) await erase(/\S*\s*$/.exec(fromUtf8(line))?.[0].length ?? 0);
    else {
      line = concat([line, Uint8Array.of(byte)]);
      if (!echoes) return undefined;
      if (byte < 32 && byte !== 9) await shown(caret(byte));
      else await output(Uint8Array.of(byte));
    }
    return undefined;
  }

  const back: Uint8Array[] = [];
  const source: Source = {
    async read(abort) {
      const kept = back.shift();
      if (kept !== undefined) return kept;
      readers += 1;
      abort?.addEventListener('abort', wakeAll);
      try {
        for (;;) {
          if (abort?.aborted === true) throw new Interrupted();
          while (pending.length > 0 && !isRaw) {
            const byte = pending[0] ?? 0;
            pending = pending.slice(1);
            const got = await edit(byte);
            if (got === 'end') return undefined;
            if (got !== undefined) return got;
          }
          if (gone) return undefined;
          await woken();
        }
      } finally {
        abort?.removeEventListener('abort', wakeAll);
        readers -= 1;
      }
    },
    unread(bytes) {
      if (bytes.length > 0) back.unshift(bytes);
    },
    close: () => undefined,
  };

  return {
    columns: () => size.columns,
    rows: () => size.rows,
    resize(columns, rows) {
      size = { columns, rows };
      signalled('SIGWINCH');
    },
    type(bytes) {
      if (gone || bytes.length === 0) return;
      pending = concat([pending, bytes]);
      takeSignals();
      wakeAll();
    },
    hangUp() {
      gone = true;
      wakeAll();
    },
    source,
    sink: { write: (bytes) => output(withReturns(bytes)), close: () => undefined },
    raw(on) {
      isRaw = on;
      takeSignals();
      if (!on && readers > 0) wakeAll();
    },
    async readRaw() {
      while (pending.length === 0) {
        if (gone) return undefined;
        await woken();
      }
      const all = pending;
      pending = new Uint8Array();
      return all;
    },
    unreadRaw(bytes) {
      pending = concat([bytes, pending]);
    },
    echo: (on) => void (echoes = on),
    onSignal: (take) => void (signalled = take),
    write: (text) => output(withReturns(utf8(text))),
  };
}
