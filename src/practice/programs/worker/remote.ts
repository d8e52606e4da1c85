/** The machine as a process in a worker sees it: the same interface, every question a message. */
import type { Abort, Duplex, ProcessHost } from '../../programs';
import type { Calls, FromWorker, Method, ToWorker } from './messages';

/** Bytes of output on their way to the host's thread before a program has to wait. */
const AHEAD = 1 << 18;

export interface Remote {
  readonly host: ProcessHost;
  /** Resolves when there is room for more. */
  output(stream: 'stdout' | 'stderr', bytes: Uint8Array): Promise<void>;
  /** What came for this process and is an answer, a signal for a child, or of a connection. */
  take(message: ToWorker): void;
}

interface Connection {
  data: (bytes: Uint8Array) => void;
  end: () => void;
  readonly early: Uint8Array[];
  over: boolean;
}

export function remoteOf(
  id: number,
  kernel: ProcessHost['kernel'],
  now: number,
  send: (message: FromWorker) => void,
): Remote {
  let time = now;
  let calls = 0;
  let ahead = 0;
  const waiting = new Map<number, { done: (value: unknown) => void; fail: (error: Error) => void }>();
  const children = new Map<number, (signal: string) => void>();
  const connections = new Map<number, Connection>();
  const acceptors = new Map<number, (connection: Duplex) => void>();
  let room: (() => void)[] = [];

  function ask<M extends Method>(
    method: M,
    args: Calls[M]['args'],
    abort?: Abort,
  ): Promise<Calls[M]['result']> {
    calls += 1;
    const call = calls;
    return new Promise((done, fail) => {
      const cancel = (): void => send({ kind: 'cancel', id, call });
      waiting.set(call, {
        done: (value) => {
          abort?.removeEventListener('abort', cancel);
          done(value as Calls[M]['result']);
        },
        fail,
      });
      abort?.addEventListener('abort', cancel);
      send({ kind: 'call', id, call, method, args });
    });
  }

  function duplex(connection: number): Duplex {
    const own: Connection = connections.get(connection) ?? {
      data: () => undefined,
      end: () => undefined,
      early: [],
      over: false,
    };
    connections.set(connection, own);
    return {
      write: (bytes) => send({ kind: 'write', id, connection, bytes }),
      end: () => send({ kind: 'end', id, connection }),
      onData(take) {
        own.data = take;
        for (const bytes of own.early.splice(0)) take(bytes);
      },
      onEnd(ended) {
        own.end = ended;
        if (own.over) ended();
      },
    };
  }

  const host: ProcessHost = {
    kernel,
    files: {
      get: (path) => ask('get', [path]),
      list: (path) => ask('list', [path]),
      put: (path, node) => ask('put', [path, node]),
      remove: (path) => ask('remove', [path]),
    },
    now: () => time,
    sleep: (ms, abort) => (abort?.aborted === true ? Promise.resolve() : ask('sleep', [ms], abort)),
    processes: () => ask('processes', []),
    kill: (pid, signal) => ask('kill', [pid, signal]),
    async fork(argv, signalled) {
      const pid = await ask('fork', [argv]);
      children.set(pid, signalled);
      return {
        pid,
        exited() {
          children.delete(pid);
          send({ kind: 'child exited', id, pid });
        },
      };
    },
    became: (argv) => send({ kind: 'became', id, argv }),
    addresses: () => ask('addresses', []),
    resolve: (name) => ask('resolve', [name]),
    connect: async (ip, port) => duplex(await ask('connect', [ip, port])),
    listen(port, accept) {
      acceptors.set(port, accept);
      send({ kind: 'listen', id, port });
    },
    output: (stream, bytes) => send({ kind: 'output', id, stream, bytes }),
    memory: (bytes, child) => send({ kind: 'memory', id, bytes, child }),
    exited: (code, signal) => send({ kind: 'exited', id, code, signal }),
  };

  return {
    host,
    async output(stream, bytes) {
      ahead += bytes.length;
      send({ kind: 'output', id, stream, bytes });
      while (ahead > AHEAD) await new Promise<void>((done) => room.push(done));
    },
    take(message) {
      if (message.kind === 'answer') {
        time = message.now;
        const one = waiting.get(message.call);
        waiting.delete(message.call);
        if (message.error === undefined) one?.done(message.value);
        else one?.fail(new Error(message.error));
      } else if (message.kind === 'taken') {
        ahead -= message.bytes;
        const all = room;
        room = [];
        for (const go of all) go();
      } else if (message.kind === 'signal' && message.child !== undefined)
        children.get(message.child)?.(message.signal);
      else if (message.kind === 'accepted') acceptors.get(message.port)?.(duplex(message.connection));
      else if (message.kind === 'data') {
        const one = connections.get(message.connection);
        if (one) one.data(message.bytes);
      } else if (message.kind === 'ended') {
        const one = connections.get(message.connection);
        if (one) one.over = true;
        one?.end();
        connections.delete(message.connection);
      }
    },
  };
}
