import type { Box } from '../layout/frame';
import type { Mark } from '../marks';
import { d } from '../shapes/shape';

/** px */
const THICK = 8;

/** The machine's wall, cut, around a part of a view. */
export function cutWall({ x, y, w, h }: Box): Mark {
  const t = THICK;
  return {
    kind: 'wall',
    key: 'wall',
    box: { x: x - t, y: y - t, w: w + 2 * t, h: h + 2 * t },
    data: {
      outer: d`M${x - t},${y - t}H${x + w + t}V${y + h + t}H${x - t}Z`,
      inner: d`M${x},${y}H${x + w}V${y + h}H${x}Z`,
    },
    subject: null,
  };
}
