/** The devices of `/dev`. */
import { bulkChunks } from '../../model/files/bulk';
import { emptySource, nullSink, type Sink, type Source } from '../streams';
import { Failure } from './errno';

/** What a descriptor of a process leads to. */
export interface Fd {
  readonly source?: Source;
  readonly sink?: Sink;
  readonly terminal?: boolean;
}

/** Bytes without an end, as `/dev/zero` and `/dev/urandom` give them. */
export function endless(make: (round: number) => Uint8Array): Source {
  let round = 0;
  let kept: Uint8Array | undefined;
  return {
    async read() {
      await new Promise((done) => setImmediate(done));
      const bytes = kept ?? make(round++);
      kept = undefined;
      return bytes;
    },
    unread: (bytes) => void (kept = bytes),
    close: () => undefined,
  };
}

/** What a device of `/dev` is; undefined for a path that is a file. */
export function device(fds: ReadonlyMap<number, Fd>, path: string): Fd | undefined {
  switch (path) {
    case '/dev/null':
      return { source: emptySource, sink: nullSink };
    case '/dev/zero':
      return { source: endless(() => new Uint8Array(65_536)), sink: nullSink };
    case '/dev/random':
    case '/dev/urandom':
      return {
        source: endless((i) => [...bulkChunks(String(Math.random() + i), 65_536)][0] ?? new Uint8Array(1)),
        sink: nullSink,
      };
    case '/dev/stdin':
    case '/proc/self/fd/0':
      return fds.get(0) ?? {};
    case '/dev/stdout':
    case '/proc/self/fd/1':
    case '/proc/1/fd/1':
      return fds.get(1) ?? {};
    case '/dev/stderr':
    case '/proc/self/fd/2':
    case '/proc/1/fd/2':
      return fds.get(2) ?? {};
    case '/dev/tty':
      return [...fds.values()].find((fd) => fd.terminal === true);
    case '/dev/full':
      return { sink: { write: () => Promise.reject(new Failure('ENOSPC', path)), close: () => undefined } };
    default:
      return undefined;
  }
}
