/** The thread in which shells and what they run live. Many processes share one; each is a task of its own. */
import { parentPort } from 'node:worker_threads';
import { isLeaf, runLeaf } from '../leaf/leaf';
import { openSession, runPrepared, type Heavy, type Started } from '../session';
import { shellProgram } from '../shell/main';
import type { Running } from '../process';
import type { FromWorker, ToWorker } from './messages';
import { remoteOf, type Remote } from './remote';

export const HEAVY: Heavy = {
  shell: shellProgram,
  leaf: (name, busybox) => (isLeaf(name) ? (task) => runLeaf(task, name, busybox) : undefined),
};

interface Process {
  readonly remote: Remote;
  readonly started: Started;
  running: Running | undefined;
  /** Signals that came before it ran. */
  readonly early: string[];
}

const processes = new Map<number, Process>();
const send = (message: FromWorker): void => parentPort?.postMessage(message);

async function start(message: Extract<ToWorker, { kind: 'start' }>): Promise<void> {
  const { id, spec } = message;
  const remote = remoteOf(id, message.kernel, message.now, send);
  const started = openSession(spec, remote.host, (stream, bytes) => remote.output(stream, bytes), HEAVY);
  const process: Process = { remote, started, running: undefined, early: [] };
  processes.set(id, process);
  const running = runPrepared(started.session, await started.prepare());
  process.running = running;
  for (const signal of process.early) running.deliver(signal);
  const exit = await running.exit;
  processes.delete(id);
  remote.host.exited(exit.code, exit.signal);
}

function take(message: ToWorker): void {
  if (message.kind === 'start') {
    void start(message);
    return;
  }
  const process = processes.get(message.id);
  if (!process) return;
  const { input } = process.started;
  if (message.kind === 'input') input.write(message.bytes);
  else if (message.kind === 'close') input.close();
  else if (message.kind === 'resize') input.resize(message.columns, message.rows);
  else if (message.kind === 'freeze') process.started.freeze();
  else if (message.kind === 'thaw') process.started.thaw();
  else if (message.kind === 'signal' && message.child === undefined) {
    if (process.running) process.running.deliver(message.signal);
    else process.early.push(message.signal);
  } else process.remote.take(message);
}

parentPort?.on('message', take);
send({ kind: 'ready' });
