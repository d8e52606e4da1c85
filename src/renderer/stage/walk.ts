import type { Mark, Scene } from '../../core/scene/marks';

export type Direction = 'up' | 'down' | 'left' | 'right' | 'first' | 'last';

const centre = (mark: Mark): readonly [number, number] => [
  mark.box.x + mark.box.w / 2,
  mark.box.y + mark.box.h / 2,
];

/**
 * Where an arrow key leads: the nearest mark in that direction, nearer along the arrow's own axis. What lies far aside is
 * no neighbour unless there is nothing else.
 */
export function walk(scene: Scene, from: string | null, direction: Direction): string | null {
  const marks = scene.marks.filter((m) => m.subject !== null && m.kind !== 'bay' && m.kind !== 'slab');
  const containers = marks.filter((m) => m.subject?.kind === 'container');
  const start = marks.find((m) => m.key === from);
  if (direction === 'first') return (containers[0] ?? marks[0])?.key ?? null;
  if (direction === 'last') return (containers.at(-1) ?? marks.at(-1))?.key ?? null;
  if (!start) return (containers[0] ?? marks.find((m) => m.kind === 'engine') ?? marks[0])?.key ?? null;
  const [x, y] = centre(start);
  const sideways = direction === 'left' || direction === 'right';
  const sign = direction === 'right' || direction === 'down' ? 1 : -1;
  let best: Mark | null = null;
  let least = Infinity;
  for (const mark of marks) {
    if (mark === start) continue;
    const [mx, my] = centre(mark);
    const along = (sideways ? mx - x : my - y) * sign;
    const aside = Math.abs(sideways ? my - y : mx - x);
    if (along < 2) continue;
    const cost = along + aside * 2.2;
    if (cost < least) {
      least = cost;
      best = mark;
    }
  }
  return best?.key ?? start.key;
}
