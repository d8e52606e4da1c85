import type { Exit, Session } from '../process';
import type { Task } from '../task';

/** What a program needs beyond its task. */
export interface Kit {
  readonly session: Session;
  /** Called as an applet of busybox: other words for the same. */
  readonly busybox: boolean;
  /** Runs another program as a child, with the task's streams unless others are given. */
  spawn(
    argv: readonly string[],
    change?: Partial<Task>,
    started?: (deliver: (signal: string) => void) => void,
  ): Promise<Exit>;
}

export type Native = (task: Task, kit: Kit) => Promise<number>;

/** Says why on standard error and gives a code. */
export async function failed(task: Task, text: string, code = 1): Promise<number> {
  await task.err(`${text}\n`);
  return code;
}
