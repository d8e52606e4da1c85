/** What follows when a container's main process has ended: events, waiters, its restart policy. */
import { number, object, text } from '../../../core/base/read';
import { buildContainerEnded } from '../build/run-step';
import { execEnded } from '../exec/run';
import { dropMemory } from '../files-of';
import { stopHealth } from '../health/health';
import { fromMs } from '../text/time';
import type { Turn } from '../turn';
import type { Answer } from '../wire';
import type { Container, OnEnd } from './container';
import { removeContainer } from './remove';
import { begin, release } from './start';
import { tellContainer } from './tell';
import { endWaits } from './waiters';

/** Back-off of the restart policy, in milliseconds. (moby, restartmanager) */
const FIRST_WAIT = 100;
const LONGEST_WAIT = 60_000;
/** A run of ten seconds counts as a success: the back-off starts anew. */
const STEADY = fromMs(10_000);

/**
 * Whether the policy starts it again.
 *
 *   no ─► never    always ─► unless stopped by hand    unless-stopped ─► the same
 *   on-failure[:n] ─► when the code is not 0 and it was not started again n times already
 */
export function policyRestarts(container: Container, code: number): boolean {
  const policy = object(container.hostConfig['RestartPolicy']);
  if (container.stoppedByHand) return false;
  const name = text(policy['Name']);
  if (name === 'always' || name === 'unless-stopped') return true;
  if (name !== 'on-failure' || code === 0) return false;
  const most = number(policy['MaximumRetryCount']);
  return most === 0 || container.restartCount < most;
}

function backOff(container: Container, ranFor: bigint): number {
  if (container.backOff === 0 || ranFor >= STEADY) return FIRST_WAIT;
  return Math.min(LONGEST_WAIT, container.backOff * 2);
}

const done: Answer = { status: 204, body: null };

function goOn(turn: Turn, container: Container, next: OnEnd): void {
  switch (next.kind) {
    case 'killed':
      turn.answer(next.ticket, done);
      break;
    case 'stopped':
      tellContainer(turn, container, 'stop');
      turn.answer(next.ticket, done);
      break;
    case 'restart':
      // All who asked for it get the same new start: see `startAgain`.
      break;
    case 'remove':
      removeContainer(turn, container.id, next.volumes);
      turn.answer(next.ticket, done);
      break;
  }
}

function startAgain(turn: Turn, id: string, asked: readonly OnEnd[]): void {
  const tickets = asked.flatMap((one) => (one.kind === 'restart' ? [one.ticket] : []));
  const container = turn.container(id);
  if (tickets.length === 0 || !container) return;
  tellContainer(turn, container, 'stop');
  begin(turn, id, { kind: 'restart', tickets });
}

/** The main process ended. @param code 0–255 */
export function ended(turn: Turn, id: string, code: number, oom: boolean): void {
  const before = turn.container(id);
  if (!before) return;
  stopHealth(turn, id);
  turn.do({ kind: 'cancel', key: `stop:${id}` });
  for (const exec of turn.model.execs.values()) {
    if (exec.container === id && exec.state === 'running') execEnded(turn, exec.id, 137);
  }
  turn.do({ kind: 'hang up', process: id });
  const at = turn.tick();
  const ranFor = before.startedAt === null ? 0n : at - before.startedAt;
  const again = policyRestarts(before, code) && !before.onEnd.some((one) => one.kind !== 'killed');
  const container = turn.put(id, {
    status: again ? 'restarting' : 'exited',
    pid: 0,
    exitCode: code,
    oomKilled: oom,
    finishedAt: at,
    onEnd: [],
    ...(again ? { backOff: backOff(before, ranFor), restartCount: before.restartCount + 1 } : {}),
  });
  tellContainer(turn, container, 'die', { exitCode: String(code) });
  turn.change(dropMemory(turn.model, container));
  release(turn, id);
  endWaits(turn, container, ['not-running', 'next-exit']);
  if (again) {
    turn.do({ kind: 'timer', key: `restart:${id}`, at: turn.now + fromMs(container.backOff) });
  }
  for (const next of before.onEnd) {
    const now = turn.container(id);
    if (now) goOn(turn, now, next);
    else if (next.kind !== 'restart') turn.answer(next.ticket, done);
  }
  startAgain(turn, id, before.onEnd);
  buildContainerEnded(turn, id, code);
  const left = turn.container(id);
  if (left?.status === 'exited' && !left.starting && left.hostConfig['AutoRemove'] === true) {
    removeContainer(turn, id, true);
  }
}

/** The back-off is over. */
export function policyStart(turn: Turn, id: string): void {
  const container = turn.container(id);
  if (container?.status === 'restarting') begin(turn, id, { kind: 'policy' });
}

/** A container that waits for its policy's next start gives it up. */
export function giveUpRestart(turn: Turn, id: string): Container {
  turn.do({ kind: 'cancel', key: `restart:${id}` });
  return turn.put(id, { status: 'exited', stoppedByHand: true });
}
