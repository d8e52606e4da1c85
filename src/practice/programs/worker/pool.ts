/** Worker threads, started when the first shell needs one, and what passes between them and the machine. */
import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import type { Child, Duplex, ProcessHost, ProcessSpec, RunningProcess } from '../../programs';
import type { FsNode } from '../../model/files/node';
import type { FromWorker, Method, ToWorker } from './messages';
import { openWorker } from './where';

/** Threads at most. Shells share them when there are more. */
const THREADS = Math.max(4, Math.min(8, availableParallelism()));
/** A killed process whose thread does not answer within this many milliseconds takes the thread with it. */
const PATIENCE = 2000;

interface Member {
  readonly id: number;
  readonly host: ProcessHost;
  readonly connections: Map<number, Duplex>;
  readonly children: Map<number, Child>;
  readonly sleeping: Map<number, AbortController>;
  done(code: number, signal: string | undefined): void;
}

interface Thread {
  readonly worker: Worker;
  readonly members: Map<number, Member>;
  send(message: ToWorker): void;
}

export interface Pool {
  /** Gets a thread ready, so that the first prompt is quick. */
  warm(): void;
  start(spec: ProcessSpec, host: ProcessHost): RunningProcess;
  close(): Promise<void>;
}

async function perform(
  thread: Thread,
  member: Member,
  method: Method,
  args: readonly unknown[],
  call: number,
): Promise<unknown> {
  const { host } = member;
  const [first, second] = args;
  switch (method) {
    case 'get':
      return host.files.get(first as string);
    case 'list':
      return host.files.list(first as string);
    case 'put':
      return host.files.put(first as string, second as FsNode);
    case 'remove':
      return host.files.remove(first as string);
    case 'sleep': {
      const control = new AbortController();
      member.sleeping.set(call, control);
      await host.sleep(first as number, control.signal);
      member.sleeping.delete(call);
      return undefined;
    }
    case 'processes':
      return host.processes();
    case 'kill':
      return host.kill(first as number, second as string);
    case 'addresses':
      return host.addresses();
    case 'resolve':
      return host.resolve(first as string);
    case 'fork': {
      let pid = 0;
      const child = await host.fork(first as readonly string[], (signal) =>
        thread.send({ kind: 'signal', id: member.id, signal, child: pid }),
      );
      pid = child.pid;
      member.children.set(pid, child);
      return pid;
    }
    case 'connect':
      return attach(thread, member, await host.connect(first as string, second as number));
  }
}

let connections = 0;

function attach(
  thread: Thread,
  member: Member,
  duplex: Duplex,
  announce?: (connection: number) => void,
): number {
  connections += 1;
  const connection = connections;
  member.connections.set(connection, duplex);
  announce?.(connection);
  // The answer that names the connection has to be there before its bytes.
  setImmediate(() => {
    duplex.onData((bytes) => thread.send({ kind: 'data', id: member.id, connection, bytes }));
    duplex.onEnd(() => {
      member.connections.delete(connection);
      thread.send({ kind: 'ended', id: member.id, connection });
    });
  });
  return connection;
}

function take(thread: Thread, message: FromWorker): void {
  if (message.kind === 'ready') return;
  const member = thread.members.get(message.id);
  if (!member) return;
  const { host, id } = member;
  switch (message.kind) {
    case 'call': {
      const { call } = message;
      perform(thread, member, message.method, message.args, call).then(
        (value) => thread.send({ kind: 'answer', id, call, now: host.now(), value }),
        (error: unknown) =>
          thread.send({
            kind: 'answer',
            id,
            call,
            now: host.now(),
            error: error instanceof Error ? error.message : String(error),
          }),
      );
      return;
    }
    case 'cancel':
      member.sleeping.get(message.call)?.abort();
      return;
    case 'output':
      host.output(message.stream, message.bytes);
      // After a turn of the loop: a program that floods leaves room for everybody else's requests.
      setImmediate(() => thread.send({ kind: 'taken', id, bytes: message.bytes.length }));
      return;
    case 'memory':
      host.memory(message.bytes, message.child);
      return;
    case 'became':
      host.became(message.argv);
      return;
    case 'child exited':
      member.children.get(message.pid)?.exited();
      member.children.delete(message.pid);
      return;
    case 'listen':
      host.listen(message.port, (duplex) => {
        attach(thread, member, duplex, (connection) =>
          thread.send({ kind: 'accepted', id, port: message.port, connection }),
        );
      });
      return;
    case 'write':
      member.connections.get(message.connection)?.write(message.bytes);
      return;
    case 'end':
      member.connections.get(message.connection)?.end();
      return;
    case 'exited':
      member.done(message.code, message.signal);
  }
}

export function poolOf(): Pool {
  const threads = new Set<Thread>();
  let ids = 0;

  function open(): Thread {
    const worker = openWorker();
    const members = new Map<number, Member>();
    const thread: Thread = { worker, members, send: (message) => worker.postMessage(message) };
    threads.add(thread);
    worker.on('message', (message: FromWorker) => take(thread, message));
    // What ends a thread (its memory, our hand) ends all that ran in it, as the kernel would.
    const lost = (): void => {
      threads.delete(thread);
      for (const member of [...members.values()]) member.done(137, 'SIGKILL');
    };
    worker.on('error', lost);
    worker.on('exit', lost);
    worker.unref();
    return thread;
  }

  function chosen(): Thread {
    const all = [...threads].sort((a, b) => a.members.size - b.members.size);
    const [least] = all;
    if (least && (least.members.size === 0 || threads.size >= THREADS)) return least;
    return open();
  }

  return {
    warm() {
      if (![...threads].some((thread) => thread.members.size === 0) && threads.size < THREADS) open();
    },
    start(spec, host) {
      const thread = chosen();
      ids += 1;
      const id = ids;
      let over = false;
      const member: Member = {
        id,
        host,
        connections: new Map(),
        children: new Map(),
        sleeping: new Map(),
        done(code, signal) {
          thread.members.delete(id);
          if (thread.members.size === 0) thread.worker.unref();
          for (const one of member.sleeping.values()) one.abort();
          for (const one of member.connections.values()) one.end();
          for (const one of member.children.values()) one.exited();
          if (over) return;
          over = true;
          host.exited(code, signal);
        },
      };
      thread.members.set(id, member);
      thread.worker.ref();
      thread.send({ kind: 'start', id, spec, kernel: host.kernel, now: host.now() });
      return {
        write: (bytes) => thread.send({ kind: 'input', id, bytes }),
        closeInput: () => thread.send({ kind: 'close', id }),
        resize: (columns, rows) => thread.send({ kind: 'resize', id, columns, rows }),
        signal(signal) {
          thread.send({ kind: 'signal', id, signal });
          if (signal !== 'SIGKILL' || over) return;
          over = true;
          host.exited(137, 'SIGKILL');
          setTimeout(() => {
            if (thread.members.has(id)) void thread.worker.terminate();
          }, PATIENCE).unref();
        },
        freeze: () => thread.send({ kind: 'freeze', id }),
        thaw: () => thread.send({ kind: 'thaw', id }),
      };
    },
    async close() {
      await Promise.all([...threads].map((thread) => thread.worker.terminate()));
    },
  };
}
