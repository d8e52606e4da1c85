import type { Frame } from '../layout/frame';
import type { Picture } from '../picture';
import { textWidth } from '../text/fit';

/** Left edge of the words at the right of the engine band; null where they have no room beside the cells. */
export function engineTextX(picture: Picture, frame: Frame): number | null {
  const right = frame.engine.x + frame.engine.w - 16;
  const width = Math.max(
    textWidth(picture.engine.name, { size: 15, weight: 640 }),
    textWidth(picture.engine.facts, { size: 13 }),
  );
  const last = frame.cells.at(-1);
  const x = right - width;
  return last && x > last.x + last.w + 24 && picture.engine.name !== '' ? x : null;
}
