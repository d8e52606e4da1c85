/** Which processes there are: by their key, and by container. */
import type { ProcessKey } from '../model/wire';
import type { ProcessRow, ProcessSpec, RunningProcess } from '../programs';

/** A process that lives inside a program: the machine knows its row, and passes signals on. */
export interface Fork {
  readonly row: ProcessRow;
  readonly signalled: (signal: string) => void;
  memory: number;
  oom: boolean;
}

export interface One {
  readonly key: ProcessKey;
  readonly spec: ProcessSpec;
  readonly startedAt: number;
  /** When the engine told of its start, nanoseconds. */
  begun: bigint;
  running: RunningProcess | undefined;
  /** Signals that came before it ran. */
  readonly early: string[];
  /** The size of its terminal, which clients tell as soon as they have asked for the start. */
  size: readonly [columns: number, rows: number] | null;
  /** What it is now: `exec` makes another program of it. */
  argv: readonly string[];
  readonly forks: Map<number, Fork>;
  memory: number;
  oom: boolean;
}

export const rowOf = ({ spec, argv, startedAt }: One): ProcessRow => ({
  pid: spec.pid,
  hostPid: spec.hostPid,
  ppid: 0,
  user: spec.user === '' ? 'root' : spec.user,
  tty: spec.tty,
  startedAt,
  argv,
});

export interface ProcessTable {
  readonly all: ReadonlyMap<ProcessKey, One>;
  /** Those of a container. */
  of(container: string): readonly One[];
  add(one: One): void;
  drop(one: One): void;
  /** Bytes that a container's processes hold. */
  held(container: string): number;
  /** Its processes and what they forked, by their numbers inside. */
  rows(container: string): readonly ProcessRow[];
}

export function openProcessTable(): ProcessTable {
  const all = new Map<ProcessKey, One>();
  /** By container, so that a step of one costs the same among ten thousand. */
  const groups = new Map<string, Set<One>>();
  const of = (container: string): One[] => [...(groups.get(container) ?? [])];
  const add = (one: One): void => {
    all.set(one.key, one);
    const group = groups.get(one.spec.container) ?? new Set();
    groups.set(one.spec.container, group.add(one));
  };
  const drop = (one: One): void => {
    all.delete(one.key);
    const group = groups.get(one.spec.container);
    group?.delete(one);
    if (group?.size === 0) groups.delete(one.spec.container);
  };
  const held = (container: string): number =>
    of(container).reduce(
      (sum, one) => sum + one.memory + [...one.forks.values()].reduce((more, fork) => more + fork.memory, 0),
      0,
    );

  const rows = (container: string): readonly ProcessRow[] =>
    of(container)
      .flatMap((one) => [rowOf(one), ...[...one.forks.values()].map((fork) => fork.row)])
      .sort((a, b) => a.pid - b.pid);
  return { all, of, add, drop, held, rows };
}
