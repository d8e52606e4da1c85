/** Byte streams between the programs of one container: what a pipe, a file or a terminal is to a program. */

/** Reading. Bytes that were taken too early can be put back, which is how `read` leaves the next line alone. */
export interface Source {
  /** The next bytes, at least one; undefined at the end. @throws Interrupted when it was aborted before any came. */
  read(abort?: AbortSignal): Promise<Uint8Array | undefined>;
  unread(bytes: Uint8Array): void;
  /** Whoever writes is told that nobody reads any more. */
  close(): void;
}

export interface Sink {
  /** Resolves when there is room for more. @throws BrokenPipe when nobody reads. */
  write(bytes: Uint8Array): Promise<void>;
  close(): void;
}

/** Who read has no more use for the bytes; they stay for the next reader. */
export class Interrupted extends Error {
  constructor() {
    super('Interrupted system call');
  }
}

/** Wakes a reader when its reading is aborted, as long as it reads. */
export async function abortable<T>(
  abort: AbortSignal | undefined,
  wake: () => void,
  work: () => Promise<T>,
): Promise<T> {
  abort?.addEventListener('abort', wake);
  try {
    return await work();
  } finally {
    abort?.removeEventListener('abort', wake);
  }
}

export class BrokenPipe extends Error {
  constructor() {
    super('Broken pipe');
  }
}

const encoder = new TextEncoder();
export const utf8 = (text: string): Uint8Array => encoder.encode(text);
export const fromUtf8 = (bytes: Uint8Array): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Bytes that a pipe holds before its writer has to wait (pipe(7)). */
const CAPACITY = 65_536;

export interface Pipe {
  readonly source: Source;
  readonly sink: Sink;
  /** Bytes that wait to be read. */
  waiting(): number;
}

export function pipe(capacity = CAPACITY): Pipe {
  let chunks: Uint8Array[] = [];
  let held = 0;
  let ended = false;
  let deaf = false;
  let wakeReaders: (() => void)[] = [];
  let wakeWriters: (() => void)[] = [];
  const wake = (): void => {
    const all = [...wakeReaders, ...wakeWriters];
    wakeReaders = [];
    wakeWriters = [];
    for (const one of all) one();
  };
  const changed = (list: 'readers' | 'writers'): Promise<void> =>
    new Promise((done) => {
      if (list === 'readers') wakeReaders.push(done);
      else wakeWriters.push(done);
    });
  return {
    waiting: () => held,
    source: {
      read: (abort) =>
        abortable(abort, wake, async () => {
          while (chunks.length === 0) {
            if (abort?.aborted === true) throw new Interrupted();
            if (ended) return undefined;
            await changed('readers');
          }
          const all = concat(chunks);
          chunks = [];
          held = 0;
          wake();
          return all;
        }),
      unread(bytes) {
        if (bytes.length === 0) return;
        chunks.unshift(bytes);
        held += bytes.length;
      },
      close() {
        deaf = true;
        wake();
      },
    },
    sink: {
      async write(bytes) {
        if (deaf) throw new BrokenPipe();
        if (bytes.length === 0 || ended) return;
        chunks.push(bytes);
        held += bytes.length;
        wake();
        while (held > capacity) {
          await changed('writers');
          if (deaf) throw new BrokenPipe();
        }
      },
      close() {
        ended = true;
        wake();
      },
    },
  };
}

/** A source that has these bytes and then ends. */
export function sourceOf(bytes: Uint8Array): Source {
  let left = bytes;
  return {
    read() {
      const now = left;
      left = new Uint8Array();
      return Promise.resolve(now.length === 0 ? undefined : now);
    },
    unread: (back) => void (left = concat([back, left])),
    close: () => undefined,
  };
}

export const emptySource: Source = {
  read: () => Promise.resolve(undefined),
  unread: () => undefined,
  close: () => undefined,
};

export const nullSink: Sink = { write: () => Promise.resolve(), close: () => undefined };

/** A sink that keeps what is written. */
export function collector(tell?: (held: number) => void): { readonly sink: Sink; bytes(): Uint8Array } {
  const parts: Uint8Array[] = [];
  let held = 0;
  return {
    sink: {
      write(bytes) {
        parts.push(bytes);
        held += bytes.length;
        tell?.(held);
        return Promise.resolve();
      },
      close: () => undefined,
    },
    bytes: () => concat(parts),
  };
}

/** All bytes up to the end. */
export async function drain(source: Source, tell?: (held: number) => void): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let held = 0;
  for (let part = await source.read(); part !== undefined; part = await source.read()) {
    parts.push(part);
    held += part.length;
    tell?.(held);
  }
  return concat(parts);
}

/** The next line with its end, or what is left before the end of the stream; undefined at the end. */
export async function readLine(source: Source, abort?: AbortSignal): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  for (;;) {
    const part = await source.read(abort);
    if (part === undefined) return parts.length === 0 ? undefined : concat(parts);
    const at = part.indexOf(10);
    if (at < 0) {
      parts.push(part);
      continue;
    }
    source.unread(part.subarray(at + 1));
    parts.push(part.subarray(0, at + 1));
    return concat(parts);
  }
}
