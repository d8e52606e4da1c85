import type { Entry } from '../journal/entry';
import type { Act } from '../motion/act';
import { actsOf } from '../motion/acts';
import { motionRow } from '../motion/table';
import { fold } from '../world/fold';
import type { World } from '../world/world';

/**
 * The player in its live state. The world is never late; the stage follows it step by step:
 *
 *   following (nothing waits) ──entry with acts──► playing ──last act ends──► following
 *                                                    │
 *                       lag > 4 s: twice as fast · > 8 s: merge · > 15 s: jump
 */
export interface Player {
  /** Now, as all entries tell. */
  readonly world: World;
  /** What the stage shows: the world after the last entry whose acts have been played. */
  readonly shown: World;
  readonly queue: readonly Item[];
  readonly current: Playing | null;
  /** The sentence of what is happening on the stage, and its ticket. */
  readonly say: Say | null;
  /** milliseconds by which the stage is behind */
  readonly lag: number;
}

export interface Say {
  readonly text: string;
  readonly ticket: number | null;
  /** Host time at which it happened. */
  readonly at: number;
}

interface Item {
  readonly entry: Entry;
  /** Time of the stage's clock at which it arrived. */
  readonly arrived: number;
  readonly after: World;
  readonly acts: readonly Act[];
}

interface Playing {
  readonly item: Item;
  readonly index: number;
  readonly startedAt: number;
  readonly ms: number;
}

export const PACE = { brisk: 4000, merge: 8000, jump: 15_000 } as const;

export const startPlayer = (world: World): Player => ({ world, shown: world, queue: [], current: null, say: null, lag: 0 });

/** Takes in entries that arrived at `now` of the stage's clock (milliseconds). */
export function take(player: Player, entries: readonly Entry[], now: number): Player {
  let next = player;
  for (const entry of entries) next = takeOne(next, entry, now);
  return next;
}

function takeOne(player: Player, entry: Entry, now: number): Player {
  const after = fold(player.world, entry);
  const acts = actsOf(player.world, entry, after);
  const next = { ...player, world: after };
  const last = player.queue.at(-1);
  if (acts.length === 0) {
    // What has no motion is drawn at once, but never before what came earlier.
    if (last) return { ...next, queue: player.queue.with(-1, { ...last, after }) };
    if (player.current) return { ...next, current: { ...player.current, item: { ...player.current.item, after } } };
    return { ...next, shown: after };
  }
  const item: Item = { entry, arrived: now, after, acts };
  if (last && merges(last, item)) return { ...next, queue: player.queue.with(-1, merge(last, item)) };
  return { ...next, queue: [...player.queue, item] };
}

/** Bytes of one pull, and lines of one program, flow: what waits of them is one motion, not many. */
const FLOWS: Readonly<Record<string, string>> = { bytes: 'pull', extract: 'pull', output: 'output' };

function merges(last: Item, next: Item): boolean {
  const [a, b] = [last.acts[0], next.acts[0]];
  if (!a || !b || last.acts.length !== 1 || next.acts.length !== 1) return false;
  return a.subject === b.subject && FLOWS[a.motion] !== undefined && FLOWS[a.motion] === FLOWS[b.motion];
}

function merge(last: Item, next: Item): Item {
  const [a, b] = [last.acts[0] as Act, next.acts[0] as Act];
  // While some bytes still come, it is a coming; what the first knew as its beginning stays the beginning.
  const base = a.motion === 'bytes' && b.motion === 'extract' ? { ...a, cause: b.cause } : b;
  return { ...last, after: next.after, acts: [{ ...base, from: { ...b.from, ...a.from } }] };
}

const say = (act: Act, at: number): Say | null => (act.say === null ? null : { text: act.say, ticket: act.ticket, at });

function play(player: Player, item: Item, index: number, startedAt: number, now: number, reduced: boolean): Player {
  const act = item.acts[index] as Act;
  const lag = now - item.arrived;
  const pace = lag > PACE.brisk ? 0.5 : 1;
  // Under reduced motion a step is held long enough to be read, and nothing travels.
  const ms = reduced ? Math.max(act.ms, 600) : act.ms;
  return { ...player, current: { item, index, startedAt, ms: ms * pace }, say: say(act, item.entry.at) ?? player.say };
}

/** Lets the stage's clock come to `now`: ends what has run its time, begins what waits. */
export function tick(player: Player, now: number, reduced = false): Player {
  let next = catchUp(player, now);
  for (;;) {
    const { current } = next;
    if (current) {
      const end = current.startedAt + current.ms;
      if (now < end) return withLag(next, now);
      const more = current.index + 1 < current.item.acts.length;
      next = more ? play(next, current.item, current.index + 1, end, now, reduced) : { ...next, current: null, shown: current.item.after };
      continue;
    }
    const [item, ...rest] = next.queue;
    if (!item) return { ...next, lag: 0 };
    next = play({ ...next, queue: rest }, item, 0, Math.max(item.arrived, now - 16), now, reduced);
  }
}

function withLag(player: Player, now: number): Player {
  const oldest = player.queue[0] ?? player.current?.item;
  return { ...player, lag: oldest ? Math.max(0, now - oldest.arrived) : 0 };
}

/** Beyond eight seconds intermediate steps are left out; beyond fifteen the stage jumps to the world. */
function catchUp(player: Player, now: number): Player {
  const oldest = player.queue[0];
  if (!oldest) return player;
  const lag = now - oldest.arrived;
  if (lag > PACE.jump) {
    const last = player.queue.at(-1) as Item;
    const text = `${String(player.queue.length)} things happened while the picture was behind.`;
    return { ...player, queue: [], current: null, shown: last.after, say: { text, ticket: null, at: last.entry.at } };
  }
  if (lag <= PACE.merge) return player;
  const lastOf = new Map<string, number>();
  player.queue.forEach((item, i) => lastOf.set(item.acts[0]?.subject ?? '', i));
  const kept = player.queue.filter((item, i) => lastOf.get(item.acts[0]?.subject ?? '') === i);
  return kept.length === player.queue.length ? player : { ...player, queue: kept };
}

/** Ends everything at once: what a resize in the middle, a hidden window or a key asks for. */
export function settle(player: Player): Player {
  return { ...player, shown: player.world, queue: [], current: null, lag: 0 };
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
  const p = reduced ? row.still : current.ms === 0 ? 1 : Math.min(1, Math.max(0, (now - current.startedAt) / current.ms));
  return { world: row.shows === 'after' ? current.item.after : player.shown, act, p, acts: current.item.acts, index: current.index };
}

export const isStill = (player: Player): boolean => player.current === null && player.queue.length === 0;
