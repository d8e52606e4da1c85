/** Starting and ending processes beside the main one. The states are drawn in exec.ts. */
import type { Container } from '../container/container';
import { isLive } from '../container/find';
import { execProcess } from '../container/process';
import { tellContainer } from '../container/tell';
import { probeEnded } from '../health/health';
import { Refused, type Turn } from '../turn';
import type { Ticket } from '../wire';
import type { Exec } from './exec';

export type ExecWanted = Pick<
  Exec,
  | 'argv'
  | 'env'
  | 'user'
  | 'cwd'
  | 'tty'
  | 'stdin'
  | 'stdout'
  | 'stderr'
  | 'privileged'
  | 'detachKeys'
  | 'probe'
>;

/** The command line as events tell it: a blank stays after a program without arguments. */
const commandLine = (exec: Exec): string => `${exec.argv[0] ?? ''} ${exec.argv.slice(1).join(' ')}`;

export function makeExec(turn: Turn, container: Container, wanted: ExecWanted): Exec {
  const exec: Exec = {
    ...wanted,
    id: turn.id(),
    container: container.id,
    state: 'ready',
    exitCode: null,
    pid: 0,
    innerPid: 0,
    ticket: null,
  };
  turn.change({ execs: turn.model.execs.set(exec.id, exec) });
  tellContainer(turn, container, `exec_create: ${commandLine(exec)}`, { execID: exec.id });
  return exec;
}

/**
 * @param ticket who waits for the answer, when it does not hear the process itself
 * @throws Refused 404, 409
 */
export function startExec(turn: Turn, id: string, ticket: Ticket | null): Exec {
  const exec = turn.model.execs.get(id);
  if (!exec) throw new Refused(404, `No such exec instance: ${id}`);
  const container = turn.container(exec.container);
  if (!container || !isLive(container)) throw new Refused(409, `Container ${exec.container} is not running`);
  if (container.status === 'paused') {
    throw new Refused(409, `Container ${exec.container} is paused, unpause the container before exec`);
  }
  if (exec.state === 'ended') throw new Refused(409, `Error: Exec command ${id} has already run`);
  if (exec.state !== 'ready') throw new Refused(409, `Error: Exec command ${id} is already running`);
  const pid = turn.hostPid();
  const next = turn.putExec(id, { state: 'starting', pid, innerPid: container.nextPid, ticket });
  turn.put(container.id, { nextPid: container.nextPid + 1 });
  tellContainer(turn, container, `exec_start: ${commandLine(exec)}`, { execID: id });
  turn.do({ kind: 'start', process: id, spec: execProcess(container, next) });
  return next;
}

export function execStarted(turn: Turn, id: string): void {
  const exec = turn.model.execs.get(id);
  if (exec?.state !== 'starting') return;
  turn.putExec(id, { state: 'running', ticket: null });
  if (exec.ticket !== null) turn.answer(exec.ticket, { status: 200, body: null });
}

/** The program is not there: the words come as its output, the code is 126 whatever the reason, no exec_die. */
export function execRefused(turn: Turn, id: string, why: string): void {
  const exec = turn.model.execs.get(id);
  if (!exec) return;
  const words = `OCI runtime exec failed: exec failed: unable to start container process: ${why}: unknown`;
  turn.putExec(id, { state: 'ended', exitCode: 126, pid: 0, ticket: null });
  if (exec.ticket !== null) turn.answer(exec.ticket, { status: 400, body: { json: { message: words } } });
  turn.do({ kind: 'print', process: id, text: `${words}\r\n` }, { kind: 'hang up', process: id });
  probeEnded(turn, exec, 126);
}

/** @param code 0–255 */
export function execEnded(turn: Turn, id: string, code: number): void {
  const exec = turn.model.execs.get(id);
  if (!exec || exec.state === 'ended') return;
  turn.do({ kind: 'hang up', process: id });
  turn.putExec(id, { state: 'ended', exitCode: code });
  const container = turn.container(exec.container);
  if (!container) return;
  tellContainer(turn, container, 'exec_die', { execID: id, exitCode: String(code) });
  probeEnded(turn, exec, code);
  if (exec.probe) turn.change({ execs: turn.model.execs.delete(id) });
}
