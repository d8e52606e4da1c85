import type { Table } from '../base/table';
import type { ContainerId } from '../base/brand';
import { hasProcess, type Container } from './world';

/** Figures over all containers, made in one pass. */
export interface Tally {
  readonly containers: number;
  /** Those that have a process. */
  readonly up: number;
  /** A grace period that a request told is counted down somewhere. */
  readonly counting: boolean;
  /** When the last start or end was, milliseconds by the engine's clock; 0: never. */
  readonly newest: number;
}

const known = new WeakMap<Table<ContainerId, Container>, Tally>();

/** Counted once for each table: several parts of the window ask for the same one after each entry. */
export function tallyOf(containers: Table<ContainerId, Container>): Tally {
  const last = known.get(containers);
  if (last) return last;
  let up = 0;
  let counting = false;
  let newest = 0;
  for (const c of containers.values()) {
    if (hasProcess(c)) up += 1;
    if (c.stopping?.grace != null) counting = true;
    newest = Math.max(newest, c.startedAt ?? 0, c.finishedAt ?? 0);
  }
  const tally = { containers: containers.size, up, counting, newest };
  known.set(containers, tally);
  return tally;
}
