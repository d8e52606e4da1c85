import type { Waiter } from '../state';
import type { Turn } from '../turn';
import type { Container } from './container';

/** The body of `wait`, which ends it. `Error` is the daemon's trouble in waiting, and there is none here. */
export const waitBody = (code: number): { Error: null; StatusCode: number } => ({
  Error: null,
  StatusCode: code,
});

/** Answers those who wait for one of these. */
export function endWaits(turn: Turn, container: Container, conditions: readonly Waiter['condition'][]): void {
  const meant = turn.model.waiters.filter(
    (one) => one.container === container.id && conditions.includes(one.condition),
  );
  if (meant.length === 0) return;
  turn.change({ waiters: turn.model.waiters.filter((one) => !meant.includes(one)) });
  for (const one of meant) {
    turn.say(one.ticket, waitBody(container.exitCode), '\n');
    turn.do({ kind: 'end', ticket: one.ticket });
  }
}
