import type { Box } from '../scene/layout/frame';
import type { MarkKind, Scene } from '../scene/marks';
import { EASES } from './table';

/** Milliseconds in which marks travel to their new places when the layout had to make room. */
export const RELAYOUT = 480;

/** More than that many travelling at once is no motion that can be followed: the picture is simply laid out anew. */
const MOST = 300;

const TRAVELS: ReadonlySet<MarkKind> = new Set([
  'container',
  'plug',
  'pile',
  'lane',
  'drum',
  'bind',
  'port',
  'bay',
  'image',
  'slab',
  'output',
  'part',
]);

/** From one view to another everything goes along that is a thing in both. */
const STAYS: ReadonlySet<MarkKind> = new Set(['ground', 'wall', 'plate', 'note', 'lost']);

export interface Move {
  readonly from: Box;
  readonly to: Box;
}

/**
 * Marks that stand elsewhere after a change, though nothing happened to them: they travel, so that the eye keeps them.
 * What did not move is not in it. Empty for another window size, and for a crowd.
 * @param turned the two are different views: everything that is in both goes along
 */
export function relayoutOf(before: Scene, after: Scene, turned = false): ReadonlyMap<string, Move> {
  const moves = new Map<string, Move>();
  if (before.W !== after.W || before.H !== after.H) return moves;
  const old = new Map(before.marks.map((mark) => [mark.key, mark.box]));
  for (const mark of after.marks) {
    const from = old.get(mark.key);
    if (!from || (turned ? STAYS.has(mark.kind) || mark.subject === null : !TRAVELS.has(mark.kind))) continue;
    const to = mark.box;
    if (
      Math.abs(from.x - to.x) + Math.abs(from.y - to.y) + Math.abs(from.w - to.w) + Math.abs(from.h - to.h) <
      1
    )
      continue;
    moves.set(mark.key, { from, to });
  }
  return moves.size > MOST ? new Map() : moves;
}

const n = (value: number): string => String(Math.round(value * 1000) / 1000);

/** The transform that puts a mark, drawn at its new place, where it is on its way at `p`. */
export function transformAt({ from, to }: Move, p: number): string {
  const left = 1 - EASES.travel(p);
  const sx = to.w > 0 ? 1 + (from.w / to.w - 1) * left : 1;
  const sy = to.h > 0 ? 1 + (from.h / to.h - 1) * left : 1;
  const x = to.x + (from.x - to.x) * left - to.x * sx;
  const y = to.y + (from.y - to.y) * left - to.y * sy;
  return `translate(${n(x)},${n(y)}) scale(${n(sx)},${n(sy)})`;
}
