import type { Entry } from '../journal/entry';
import type { Act } from '../motion/act';
import { actsOf } from '../motion/acts';
import { enqueue, type Item } from './queue';
import { motionRow } from '../motion/table';
import { fold } from '../world/fold';
import type { World } from '../world/world';

/**
 * The player in its live state. The world is never late; the stage follows it step by step:
 *
 *   following (nothing waits) ──entry with acts──► playing ──last act ends──► following
 *                                                    │
 *          more waits than one command makes, and lag > 4 s: twice as fast · > 8 s: merge · > 15 s: jump
 */
export interface Player {
  /** Now, as all entries tell. */
  readonly world: World;
  /** What the stage shows: the world after the last entry whose acts have been played. */
  readonly shown: World;
  readonly queue: readonly Item[];
  readonly current: Playing | null;
  /**
   * Output of programs whose start is not told yet: frames of an attached stream may overtake the event. On stage a
   * program prints after its light went on.
   */
  readonly early: readonly Item[];
  /** What can be shown again: the last command, or the last change that came from elsewhere. */
  readonly tape: Tape | null;
  /** The sentence of what is happening on the stage, and its ticket. */
  readonly say: Say | null;
}

export interface Say {
  readonly text: string;
  readonly ticket: number | null;
  /** Host time at which it happened. */
  readonly at: number;
}

export interface Tape {
  readonly before: World;
  readonly entries: readonly Entry[];
  /** It is over: the next change begins another one. */
  readonly closed: boolean;
}

/** Entries that are kept to be shown again; a command that makes more is not. */
const TAPE = 3000;

interface Playing {
  readonly item: Item;
  readonly index: number;
  readonly startedAt: number;
  readonly ms: number;
}

/**
 * Milliseconds of lag from which the stage hurries, and the number of waiting steps that is one command's worth: a single
 * `run` from Enter to its end is played whole and unhurried, however short it was on the engine.
 */
export const PACE = { brisk: 4000, merge: 8000, jump: 15_000, calm: 24, longest: 40_000 } as const;

export const startPlayer = (world: World): Player => ({
  world,
  shown: world,
  queue: [],
  current: null,
  early: [],
  tape: null,
  say: null,
});

/** Takes in entries that arrived at `now` of the stage's clock (milliseconds). */
export function take(player: Player, entries: readonly Entry[], now: number): Player {
  let next = player;
  for (const entry of entries) next = { ...takeOne(next, entry, now), tape: record(next, entry) };
  return next;
}

/** A tape begins with a command, or with the first change after everything stood still. */
function record(player: Player, entry: Entry): Tape | null {
  const { tape } = player;
  if (entry.kind === 'stats' || entry.kind === 'size' || entry.kind === 'changes')
    return tape === null ? null : append(tape, entry, tape.closed);
  const fresh = tape === null || (tape.closed && isStill(player));
  if (entry.kind === 'command-started' || (fresh && entry.kind === 'event')) {
    return { before: player.world, entries: [entry], closed: entry.kind === 'event' };
  }
  if (tape === null) return null;
  return append(tape, entry, tape.closed || entry.kind === 'command-finished');
}

const append = (tape: Tape, entry: Entry, closed: boolean): Tape | null =>
  tape.entries.length < TAPE ? { ...tape, entries: [...tape.entries, entry], closed } : null;

/** Shows the last command, or the last change, once more. The world stays what it is. */
export function replay(player: Player, now: number): Player {
  const { tape } = player;
  if (tape === null) return player;
  let again: Player = { ...startPlayer(tape.before), tape };
  for (const entry of tape.entries) again = takeOne(again, entry, now);
  return again;
}

/** The moment at which the act that runs ends, or null: what a step leads to. */
export const endOfAct = (player: Player): number | null =>
  player.current === null ? null : player.current.startedAt + player.current.ms;

/** Host time of the oldest entry that waits or runs; null when the stage is up to date. */
export const oldestAt = (player: Player): number | null =>
  player.current?.item.entry.at ?? player.queue[0]?.entry.at ?? null;

/** The container whose output this entry is, while it is not known to have started. */
function printsEarly(entry: Entry, after: World): boolean {
  if (entry.kind !== 'command-output' || entry.container === undefined) return false;
  const c = after.containers.get(entry.container);
  return c === undefined || (c.state === 'created' && c.startedAt === null);
}

function takeOne(player: Player, entry: Entry, now: number): Player {
  const after = fold(player.world, entry);
  const acts = actsOf(player.world, entry, after);
  const early = printsEarly(entry, after);
  if (early && acts.length > 0) {
    const held = { entry, arrived: now, after, acts };
    return { ...queued({ ...player, world: after }, { ...held, acts: [] }), early: [...player.early, held] };
  }
  const next = queued({ ...player, world: after }, { entry, arrived: now, after, acts });
  return release(next, entry, now);
}

/** Lets early output follow once its program has started, or once its command is over. */
function release(player: Player, entry: Entry, now: number): Player {
  const ready = player.early.filter(
    (item) => entry.kind === 'command-finished' || !printsEarly(item.entry, player.world),
  );
  if (ready.length === 0) return player;
  const rest = player.early.filter((item) => !ready.includes(item));
  return ready.reduce<Player>((next, item) => queued(next, { ...item, arrived: now, after: player.world }), {
    ...player,
    early: rest,
  });
}

function queued(player: Player, item: Item): Player {
  const idle = player.current === null && player.queue.length === 0;
  if (idle && item.acts.length === 0) return { ...player, shown: item.after };
  return { ...player, queue: enqueue(player.queue, item) };
}

const say = (act: Act, at: number): Say | null =>
  act.say === null ? null : { text: act.say, ticket: act.ticket, at };

function play(
  player: Player,
  item: Item,
  index: number,
  startedAt: number,
  now: number,
  reduced: boolean,
): Player {
  const act = item.acts[index] as Act;
  const lag = now - item.arrived;
  const pace = lag > PACE.brisk && player.queue.length > PACE.calm ? 0.5 : 1;
  // Under reduced motion a step is held long enough to be read, and nothing travels.
  const ms = reduced ? Math.max(act.ms, 600) : act.ms;
  return {
    ...player,
    current: { item, index, startedAt, ms: ms * pace },
    say: say(act, item.entry.at) ?? player.say,
  };
}

/** Lets the stage's clock come to `now`: ends what has run its time, begins what waits. */
export function tick(player: Player, now: number, reduced = false): Player {
  let next = catchUp(player, now);
  for (;;) {
    const { current } = next;
    if (current) {
      const end = current.startedAt + current.ms;
      if (now < end) return next;
      const more = current.index + 1 < current.item.acts.length;
      next = more
        ? play(next, current.item, current.index + 1, end, now, reduced)
        : { ...next, current: null, shown: current.item.after };
      continue;
    }
    const [item, ...rest] = next.queue;
    // The same object: a player at rest that were copied would ask its watchers for a frame, for ever.
    if (!item) return next;
    if (item.acts.length === 0) {
      next = { ...next, queue: rest, shown: item.after };
      continue;
    }
    next = play({ ...next, queue: rest }, item, 0, Math.max(item.arrived, now - 16), now, reduced);
  }
}

/** Milliseconds of stage time by which the stage is behind: since the oldest entry that waits arrived. */
export function lagOf(player: Player, now: number): number {
  const oldest = player.queue[0] ?? player.current?.item;
  return oldest ? Math.max(0, now - oldest.arrived) : 0;
}

/** Beyond eight seconds intermediate steps are left out; beyond fifteen the stage jumps to the world. */
function catchUp(player: Player, now: number): Player {
  const oldest = player.queue[0];
  if (!oldest) return player;
  const lag = now - oldest.arrived;
  const crowded = player.queue.length > PACE.calm;
  if ((crowded && lag > PACE.jump) || lag > PACE.longest) {
    const last = player.queue.at(-1) as Item;
    const text = `${String(player.queue.length)} things happened while the picture was behind.`;
    return {
      ...player,
      queue: [],
      current: null,
      shown: last.after,
      say: { text, ticket: null, at: last.entry.at },
    };
  }
  if (!crowded || lag <= PACE.merge) return player;
  const lastOf = new Map<string, number>();
  const subject = (item: Item, i: number): string => item.acts[0]?.subject ?? String(i);
  player.queue.forEach((item, i) => lastOf.set(subject(item, i), i));
  const kept = player.queue.filter((item, i) => lastOf.get(subject(item, i)) === i);
  return kept.length === player.queue.length ? player : { ...player, queue: kept };
}

/** Ends everything at once: what a resize in the middle, a hidden window or a key asks for. */
export function settle(player: Player): Player {
  return { ...player, shown: player.world, queue: [], current: null, early: [] };
}

export interface Moment {
  /** The world to lay out. */
  readonly world: World;
  readonly act: Act | null;
  /** 0 to 1, before easing. */
  readonly p: number;
  /** Motions of the same entry whose end is kept while this one runs. */
  readonly acts: readonly Act[];
  readonly index: number;
}

/** What is on stage at `now`: pure, so that any moment can be drawn again. */
export function momentOf(player: Player, now: number, reduced = false): Moment {
  const { current } = player;
  const act = current?.item.acts[current.index];
  if (!current || !act) return { world: player.shown, act: null, p: 1, acts: [], index: 0 };
  const row = motionRow(act.motion);
  const p = reduced
    ? row.still
    : current.ms === 0
      ? 1
      : Math.min(1, Math.max(0, (now - current.startedAt) / current.ms));
  return {
    world: row.shows === 'after' ? current.item.after : player.shown,
    act,
    p,
    acts: current.item.acts,
    index: current.index,
  };
}

export const isStill = (player: Player): boolean => player.current === null && player.queue.length === 0;
