import type { SnapshotEntry } from '../../core/journal/entry';
import type { Cause, Part } from './lists';

/** Lists that are asked for again, because events left them in doubt. */
export interface Relists {
  /** At once: the engine said that many things changed, not which. */
  now(part: Part, cause: Cause): void;
  /** When events have been silent for a moment: one list, however many of them there were. */
  soon(part: Part): void;
  /** Something of this kind was told: an answer that is under way may be older than it. */
  doubt(part: Part): void;
  /** Resolves when nothing is planned and nothing is under way. */
  idle(): Promise<void>;
}

/** Milliseconds of silence that a list waits for, and the longest it is put off. */
const CALM = 300;
const LATEST = 2000;
/** So many answers in a row are thrown away as outdated; under steady change, an old list is better than none. */
const REFUSALS = 3;

interface State {
  cause: Cause;
  timer: NodeJS.Timeout | null;
  /** When the planned one was first wanted. */
  since: number;
  running: boolean;
  again: boolean;
  outdated: boolean;
  refused: number;
}

export function createRelists(
  fetch: (part: Part, cause: Cause) => Promise<SnapshotEntry>,
  note: (fact: SnapshotEntry) => void,
  signal: AbortSignal,
): Relists {
  const states = new Map<Part, State>();
  let idlers: (() => void)[] = [];

  function stateOf(part: Part): State {
    const known = states.get(part);
    if (known) return known;
    const state: State = {
      cause: 'event',
      timer: null,
      since: 0,
      running: false,
      again: false,
      outdated: false,
      refused: 0,
    };
    states.set(part, state);
    return state;
  }

  const isIdle = (): boolean =>
    signal.aborted || [...states.values()].every((state) => state.timer === null && !state.running);

  function release(): void {
    if (!isIdle()) return;
    for (const resolve of idlers) resolve();
    idlers = [];
  }

  async function run(part: Part, state: State): Promise<void> {
    state.running = true;
    state.again = false;
    state.outdated = false;
    try {
      const fact = await fetch(part, state.cause);
      const late = state.outdated && state.refused < REFUSALS;
      state.refused = late ? state.refused + 1 : 0;
      if (!late && !signal.aborted) {
        note(fact);
        if (!state.outdated && !state.again) state.cause = 'event';
      }
    } catch {
      // What it would have told stays unknown; the stream tells if the engine is gone.
    }
    state.running = false;
    if (state.again) now(part, state.cause);
    else if (state.outdated) soon(part);
    release();
  }

  function now(part: Part, cause: Cause): void {
    const state = stateOf(part);
    state.cause = cause;
    if (state.timer !== null) clearTimeout(state.timer);
    state.timer = null;
    if (signal.aborted) return;
    if (state.running) state.again = true;
    else void run(part, state);
  }

  function soon(part: Part): void {
    const state = stateOf(part);
    const time = performance.now();
    if (state.timer === null) state.since = time;
    else clearTimeout(state.timer);
    state.timer = null;
    if (signal.aborted) return;
    const wait = Math.max(0, Math.min(CALM, state.since + LATEST - time));
    state.timer = setTimeout(() => now(part, state.cause), wait);
  }

  signal.addEventListener(
    'abort',
    () => {
      for (const state of states.values()) if (state.timer !== null) clearTimeout(state.timer);
      release();
    },
    { once: true },
  );

  return {
    now,
    soon,
    doubt(part) {
      const state = states.get(part);
      if (state?.running) state.outdated = true;
    },
    idle: () => (isIdle() ? Promise.resolve() : new Promise((resolve) => idlers.push(resolve))),
  };
}
