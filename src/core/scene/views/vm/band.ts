import type { Box } from '../../layout/frame';
import type { Mark } from '../../marks';
import { rect, words } from '../../shapes/shape';
import type { Token } from '../../tokens';
import { part } from '../part';
import { longest } from '../sheet';

type Kind = 'hardware' | 'host' | 'vm' | 'engine';
const PATTERN: Readonly<Record<Kind, 'steel' | 'earth' | 'glass' | null>> = {
  hardware: 'steel',
  host: 'earth',
  vm: 'glass',
  engine: null,
};

/** One layer that all share: its hatch, its name, and the longest fact that fits between its edges. */
export function band(
  key: string,
  kind: Kind,
  box: Box,
  titles: readonly string[],
  facts: readonly string[],
  subject: Mark['subject'],
  left: number,
  end = box.w - 16,
): Mark {
  const face: Token = `k-${kind}-face`;
  const pattern = PATTERN[kind];
  const max = end - left;
  const two = box.h >= 44 && facts.length > 0;
  const mid = box.y + box.h / 2;
  return part(
    key,
    box,
    [
      rect(box.x, box.y, box.w, box.h, { fill: face }),
      ...(pattern ? [rect(box.x, box.y, box.w, box.h, { fill: `url(#${pattern})`, op: 0.34 })] : []),
      rect(box.x, box.y, box.w, box.h, { stroke: 'ink', sw: 1.5 }),
      rect(box.x, box.y + 1, 6, box.h - 1, { fill: `k-${kind}` }),
      words(box.x + left, two ? mid - 3 : mid + 5, longest(titles, max, two ? 17 : 15, 640), {
        size: two ? 17 : 15,
        weight: 640,
        halo: face,
        max,
      }),
      ...(two ? [words(box.x + left, mid + 16, longest(facts, max), { halo: face, max })] : []),
    ],
    subject,
  );
}
