import type { Clock } from './clock';

/** Timers by their key: a new one with the same key takes the old one's place. */
export interface Timers {
  set(key: string, at: bigint): void;
  cancel(key: string): void;
  clear(): void;
}

export function openTimers(clock: Clock, fired: (key: string) => void): Timers {
  const waiting = new Map<string, () => void>();
  const cancel = (key: string): void => {
    waiting.get(key)?.();
    waiting.delete(key);
  };
  return {
    set(key, at) {
      cancel(key);
      waiting.set(
        key,
        clock.at(at, () => {
          waiting.delete(key);
          fired(key);
        }),
      );
    },
    cancel,
    clear() {
      for (const key of [...waiting.keys()]) cancel(key);
    },
  };
}
