import { stageNow } from '../clock';

/**
 * The stage's own time. It runs with the clock, slower or faster, or stands still; what is on stage is a function of it
 * alone. The world does not wait for it.
 */
export const SPEEDS = [0.25, 0.5, 1, 2, 4] as const;

let virtual = 0;
let real = 0;
let speed = 1;
let paused = false;

/** Milliseconds of stage time. */
export const stageTime = (): number => (paused ? virtual : virtual + (stageNow() - real) * speed);

function rebase(): void {
  virtual = stageTime();
  real = stageNow();
}

export const isPaused = (): boolean => paused;
export const speedNow = (): number => speed;

export function setPaused(next: boolean): void {
  rebase();
  paused = next;
}

/** One speed slower (-1) or faster (1) in the row of speeds. */
export function changeSpeed(step: -1 | 1): number {
  rebase();
  const at = SPEEDS.findIndex((s) => s === speed);
  speed = SPEEDS[Math.max(0, Math.min(SPEEDS.length - 1, at + step))] ?? 1;
  return speed;
}

/** The next speed in the row, and from the last back to the first: what one button needs. */
export function nextSpeed(): void {
  rebase();
  speed = SPEEDS[(SPEEDS.findIndex((s) => s === speed) + 1) % SPEEDS.length] ?? 1;
}

/** Moves the stage's time on to a moment, as a step does. Never back. */
export function advanceTo(moment: number): void {
  rebase();
  virtual = Math.max(virtual, moment);
}
