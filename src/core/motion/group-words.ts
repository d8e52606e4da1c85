import type { MotionKind } from './table';

const WORDS: Partial<Record<MotionKind, (n: string) => string>> = {
  place: (n) => `${n} containers are made.`,
  roof: (n) => `${n} thin writable layers, one for each.`,
  pile: (n) => `${n} processes start on the one kernel.`,
  light: (n) => `${n} containers run.`,
  leave: (n) => `${n} processes end.`,
  dark: (n) => `${n} lights go out.`,
  stamp: (n) => `${n} containers have ended. The boxes stay.`,
  remove: (n) => `${n} are removed.`,
  pause: (n) => `${n} containers are held.`,
  unpause: (n) => `${n} containers go on.`,
  shelve: (n) => `${n} images stay on the shelf.`,
  signal: (n) => `${n} processes get a signal.`,
};

/** One sentence for a group that moves together, with its count; null where a motion is never shared. */
export const groupWords = (motion: MotionKind, n: number): string | null =>
  WORDS[motion]?.(n.toLocaleString('en-US')) ?? null;
