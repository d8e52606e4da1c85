import type { Box } from '../layout/frame';
import type { Scene } from '../marks';
import { FACE_CODE, type Shape } from '../shapes/shape';
import { shapesOf } from '../shapes/table';
import { textWidth } from '../text/fit';

/** Least size of words on the stage, px. */
const LEAST = 13;
/** Letters may touch by so much: the line's own box has air around them. */
const TOUCH = 1;

interface Placed {
  readonly text: string;
  readonly box: Box;
  readonly key: string;
  readonly size: number;
}

const number = (value: string | number | undefined): number => Number(value ?? 0);

/** The box of the letters of a text shape, without the air above and below them. */
function letters(shape: Shape, dx: number, dy: number): Box {
  const size = number(shape.a['font-size']);
  const w = textWidth(shape.t ?? '', {
    size,
    weight: number(shape.a['font-weight']),
    mono: shape.a['font-family'] === FACE_CODE,
  });
  const anchor = shape.a['text-anchor'];
  const x = number(shape.a['x']) + dx - (anchor === 'end' ? w : anchor === 'middle' ? w / 2 : 0);
  return { x, y: number(shape.a['y']) + dy - size * 0.74, w, h: size * 0.92 };
}

function overlap(a: Box, b: Box): boolean {
  return (
    Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x) > TOUCH &&
    Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y) > TOUCH
  );
}

/** A rectangle that hides what was drawn before it. */
function cover({ tag, a }: Shape, dx: number, dy: number): Box | null {
  const fill = String(a['fill'] ?? 'none');
  if (tag !== 'rect' || fill === 'none' || fill.startsWith('url(') || a['opacity'] !== undefined) return null;
  return {
    x: number(a['x']) + dx,
    y: number(a['y']) + dy,
    w: number(a['width']),
    h: number(a['height']),
  };
}

/**
 * Why the words of a scene cannot all be read, from the boxes of its shapes alone: words over words, outside of the
 * stage, too small, or covered by what is drawn after them. Empty for a scene that can be read.
 */
export function unreadable(scene: Scene): readonly string[] {
  const faults: string[] = [];
  const texts: Placed[] = [];
  function take(shapes: readonly Shape[], key: string, dx: number, dy: number): void {
    for (const shape of shapes) {
      if (shape.tag === 'g') {
        const [, x = '0', y = '0'] =
          /^translate\(([-\d.]+),([-\d.]+)\)$/.exec(String(shape.a['transform'] ?? '')) ?? [];
        take(shape.c ?? [], key, dx + Number(x), dy + Number(y));
      } else if (shape.tag === 'text' && (shape.t ?? '').trim() !== '')
        texts.push({
          text: shape.t ?? '',
          box: letters(shape, dx, dy),
          key,
          size: number(shape.a['font-size']),
        });
      else {
        const over = cover(shape, dx, dy);
        if (over)
          for (const hidden of texts)
            if (overlap(over, hidden.box)) faults.push(`${key} covers “${hidden.text}” of ${hidden.key}`);
      }
    }
  }
  for (const mark of scene.marks) take(shapesOf(mark), mark.key, 0, 0);
  const sorted = [...texts].sort((a, b) => a.box.y - b.box.y);
  sorted.forEach((one, i) => {
    const { x, y, w, h } = one.box;
    if (one.size < LEAST) faults.push(`“${one.text}” of ${one.key} is ${String(one.size)} px`);
    if (x < -TOUCH || y < -TOUCH || x + w > scene.W + TOUCH || y + h > scene.H + TOUCH)
      faults.push(`“${one.text}” of ${one.key} is outside of the stage`);
    for (let j = i + 1; j < sorted.length; j += 1) {
      const other = sorted[j] as Placed;
      if (other.box.y > y + h) break;
      if (overlap(one.box, other.box))
        faults.push(`“${one.text}” of ${one.key} meets “${other.text}” of ${other.key}`);
    }
  });
  return faults;
}
