export type Point = readonly [number, number];

/** A point on a run of straight lines, at `p` of its whole length. */
export function along(points: readonly Point[], p: number): Point {
  const lengths = points
    .slice(1)
    .map((b, i) => Math.hypot(b[0] - (points[i]?.[0] ?? 0), b[1] - (points[i]?.[1] ?? 0)));
  let left = p * lengths.reduce((sum, length) => sum + length, 0);
  for (let i = 0; i < lengths.length; i += 1) {
    const length = lengths[i] ?? 0;
    const a = points[i] as Point;
    const b = points[i + 1] as Point;
    if (left <= length || i === lengths.length - 1) {
      const f = length === 0 ? 0 : Math.min(1, left / length);
      return [a[0] + (b[0] - a[0]) * f, a[1] + (b[1] - a[1]) * f];
    }
    left -= length;
  }
  return points.at(-1) ?? [0, 0];
}

/** Whether the corner `i` of a run lies behind its point at `q`. */
export function reached(points: readonly Point[], i: number, q: number): boolean {
  const lengths = points
    .slice(1)
    .map((b, k) => Math.hypot(b[0] - (points[k]?.[0] ?? 0), b[1] - (points[k]?.[1] ?? 0)));
  const all = lengths.reduce((sum, length) => sum + length, 0);
  return lengths.slice(0, i).reduce((sum, length) => sum + length, 0) <= q * all;
}
