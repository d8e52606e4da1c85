/** The machine's time. Everything that takes time asks it, so that a test can drive it by hand. */
export interface Clock {
  /** Nanoseconds since 1970. */
  now(): bigint;
  /** Calls back at a moment, or soon when it is past. Gives what undoes it. */
  at(moment: bigint, then: () => void): () => void;
  /**
   * Nanoseconds after the start of a main process before which its end is not told. On a real engine runc, the shim and
   * containerd take at least that long, and clients that begin to listen meanwhile (Compose) count on it.
   */
  readonly earliestEnd: bigint;
}

const MS = 1_000_000n;
/** The longest that a timer of Node can wait. */
const LONGEST = 2_147_483_647;

/**
 * The computer's clock.
 * @param scale how many times faster than real time the machine's runs; 1 is real time
 */
export function realClock(scale = 1): Clock {
  const startedMs = BigInt(Date.now()) * MS;
  const started = process.hrtime.bigint();
  const factor = BigInt(Math.round(scale * 1000));
  const now = (): bigint => startedMs + ((process.hrtime.bigint() - started) * factor) / 1000n;
  return {
    now,
    earliestEnd: 100n * MS,
    at(moment, then) {
      const wait = Number(moment - now()) / 1e6 / scale;
      const timer = setTimeout(then, Math.min(LONGEST, Math.max(0, Math.ceil(wait))));
      return () => {
        clearTimeout(timer);
      };
    },
  };
}

/** A clock that stands until it is moved. */
export interface HandClock extends Clock {
  /** Moves on, stopping at each moment for which something waits; lets what was called there finish. */
  advance(ms: number): Promise<void>;
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export function handClock(start = 1_700_000_000_000_000_000n): HandClock {
  let moment = start;
  let waiting: { readonly at: bigint; readonly then: () => void }[] = [];
  return {
    now: () => moment,
    earliestEnd: 0n,
    at(at, then) {
      const entry = { at, then };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter((one) => one !== entry);
      };
    },
    async advance(ms) {
      const end = moment + BigInt(Math.round(ms * 1e6));
      for (;;) {
        await settled();
        const next = waiting.filter((one) => one.at <= end).sort((a, b) => (a.at < b.at ? -1 : 1))[0];
        if (!next) break;
        waiting = waiting.filter((one) => one !== next);
        if (next.at > moment) moment = next.at;
        next.then();
      }
      moment = end;
      await settled();
    },
  };
}
