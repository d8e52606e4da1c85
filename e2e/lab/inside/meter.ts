/** A budget of bytes per second that any number of connections share. */

const TICK_MS = 50;

export interface Meter {
  /** Bytes per second; Infinity for no limit, 0 for none at all. */
  setRate(rate: number): void;
  /** Resolves with how many of the wanted bytes may pass now: at least one. */
  take(wanted: number): Promise<number>;
}

export function createMeter(): Meter {
  let rate = Infinity;
  let budget = 0;
  let last = performance.now();
  let waiting: (() => void)[] = [];

  setInterval(() => {
    const now = performance.now();
    // Unused budget lasts for two ticks: a pause is not paid back with a burst.
    budget = Math.min(budget + (rate * (now - last)) / 1000, (rate * 2 * TICK_MS) / 1000);
    last = now;
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  }, TICK_MS);

  return {
    setRate(next) {
      rate = next;
      budget = 0;
    },
    async take(wanted) {
      while (rate !== Infinity && budget < 1) await new Promise<void>((wake) => waiting.push(wake));
      if (rate === Infinity) return wanted;
      const granted = Math.min(wanted, Math.floor(budget));
      budget -= granted;
      return granted;
    },
  };
}
