import type { Task } from '../task';

/** Grows as a program without bounds does, until the machine kills it or a real one would have given up. */
export async function grow(task: Task, from: number, step: number, until: number): Promise<void> {
  for (let held = from; held < until; held += step) {
    task.memory(held);
    await task.sleep(20);
  }
}
