import type { Entry } from '../journal/entry';
import type { Act } from '../motion/act';
import { groupWords } from '../motion/group-words';
import type { World } from '../world/world';

/** What waits for the stage: an entry, what it makes move, and the world after it. */
export interface Item {
  readonly entry: Entry;
  /** Time of the stage's clock at which it arrived. */
  readonly arrived: number;
  readonly after: World;
  readonly acts: readonly Act[];
}

/** Bytes of one pull, and lines of one program, flow: what waits of them is one motion, not many. */
const FLOWS: Readonly<Record<string, string>> = { bytes: 'pull', extract: 'pull', output: 'output' };
/** So many steps of one flow may wait side by side; more than that become one. */
const FLOW_STEPS = 4;

/** Takes a step of a flow into one that waits already. Null when none does, or when the steps can still be told apart. */
export function flowInto(queue: readonly Item[], item: Item): readonly Item[] | null {
  const act = item.acts[0];
  const flow = act && item.acts.length === 1 ? FLOWS[act.motion] : undefined;
  if (!act || flow === undefined) return null;
  const same = (other: Item): boolean => {
    const a = other.acts[0];
    return (
      a !== undefined && other.acts.length === 1 && a.subject === act.subject && FLOWS[a.motion] === flow
    );
  };
  let start = queue.length;
  let steps = 0;
  // Only what stands together at the end: a flow never reaches over another motion.
  for (let i = queue.length - 1; i >= 0; i -= 1) {
    const other = queue[i] as Item;
    if (same(other)) {
      steps += 1;
      start = i;
    } else if (other.acts.length > 0) break;
  }
  if (steps === 0) return null;
  const first = queue[start] as Item;
  const lastStep = queue.findLast(same) as Item;
  const alike = lastStep.acts[0]?.motion === act.motion;
  if (!alike && steps < FLOW_STEPS) return null;
  const from = alike && steps < FLOW_STEPS ? queue.lastIndexOf(lastStep) : start;
  const base = queue[from] ?? first;
  const a = base.acts[0] as Act;
  const merged: Act = {
    ...(a.motion === 'bytes' ? { ...a, cause: act.cause } : act),
    from: { ...act.from, ...a.from },
  };
  return [...queue.slice(0, from), { ...base, after: item.after, acts: [merged] }];
}

/** Motions that several things may make together, since one cause moved them all. */
const CROWD: ReadonlySet<string> = new Set([
  'place',
  'pile',
  'leave',
  'remove',
  'pause',
  'unpause',
  'shelve',
  'signal',
]);
/** Milliseconds within which changes of one kind are one act. */
const TOGETHER = 400;

const kinds = (item: Item): string => item.acts.map((a) => a.motion).join(' ');

/** Takes a change into one of the same kind that waits last: a group moves together, not one after the other. */
export function crowdInto(queue: readonly Item[], item: Item): readonly Item[] | null {
  const at = queue.findLastIndex((other) => other.acts.length > 0);
  const base = queue[at];
  const first = item.acts[0];
  if (!base || !first || !CROWD.has(first.motion) || kinds(base) !== kinds(item)) return null;
  if (item.arrived - base.arrived > TOGETHER) return null;
  const before = base.acts[0];
  if (before?.subject === first.subject || before?.also.includes(first.subject) === true) return null;
  const acts = base.acts.map((a) => {
    const also = [...a.also, first.subject];
    return { ...a, also, say: groupWords(a.motion, also.length + 1) ?? a.say };
  });
  return [...queue.slice(0, at), { ...base, after: item.after, acts }];
}

/** Adds to what waits: into a flow or a crowd where it belongs to one, else behind it. */
export function enqueue(queue: readonly Item[], item: Item): readonly Item[] {
  const last = queue.at(-1);
  // What has no motion is drawn at its turn: never before what came earlier.
  if (item.acts.length === 0 && last?.acts.length === 0)
    return queue.with(-1, { ...last, after: item.after });
  return flowInto(queue, item) ?? crowdInto(queue, item) ?? [...queue, item];
}
