import type { MarkOf } from '../marks';
import { textWidth } from '../text/fit';
import { d, line, path, rect, words, type Pen, type Shape } from './shape';

const DASHED: Pen = { stroke: 'ink-2', sw: 1.4, dash: '6 5' };
const LINE = 19;

/** What a typed command would change, in dashed lines: nothing of it is there. */
export function ghost(mark: MarkOf<'ghost'>): Shape[] {
  switch (mark.data.form) {
    case 'box':
      return box(mark);
    case 'slab':
      return slab(mark);
    case 'gone':
      return gone(mark);
    case 'note':
      return note(mark);
  }
}

function slab({ box: { x, y, w, h }, data: { title } }: MarkOf<'ghost'>): Shape[] {
  const outline = rect(x, y, w, h, DASHED);
  return title === ''
    ? [outline]
    : [outline, words(x + 6, y + h / 2 + 5, title, { fill: 'ink-2', max: w - 12 })];
}

/** The outline of a container to be: its lid and its floor, and what is known of it in words. */
function box({ box: { x, y, w, h }, data }: MarkOf<'ghost'>): Shape[] {
  const { depth, title, lines, foot } = data;
  const outline = [
    ...(depth > 0
      ? [
          path(
            d`M${x},${y}l${depth},${-depth}h${w}v${h}l${-depth},${depth}M${x + w},${y}l${depth},${-depth}`,
            DASHED,
          ),
        ]
      : []),
    rect(x, y, w, h, DASHED),
  ];
  if (h < 50 || w < 90) return outline;
  const floor = foot !== '' && h >= 150 ? y + h - 44 : null;
  const bottom = floor ?? y + h;
  const first = h >= 150 ? 60 : 44;
  const room = Math.floor((bottom - y - first + 12) / LINE);
  const shown = lines.slice(0, Math.max(0, lines.length > room ? room - 1 : room));
  const left = lines.length - shown.length;
  return [
    ...outline,
    words(x + 14, y + first - 24 + (h >= 150 ? 0 : 6), title, {
      size: w > 200 ? 16 : 14,
      weight: 560,
      fill: 'ink-2',
      max: w - 24,
    }),
    ...shown.map((text, i) => words(x + 14, y + first + i * LINE, text, { fill: 'ink-2', max: w - 24 })),
    ...(left > 0 && room > 0
      ? [
          words(x + 14, y + first + shown.length * LINE, `and ${String(left)} more`, {
            fill: 'ink-2',
            max: w - 24,
          }),
        ]
      : []),
    ...(floor === null
      ? []
      : [
          line(x, floor, x + w, floor, DASHED),
          words(x + 14, floor + 27, foot, { fill: 'ink-2', mono: true, max: w - 24 }),
        ]),
  ];
}

/** Struck out from corner to corner. */
function gone({ box: { x, y, w, h }, data }: MarkOf<'ghost'>): Shape[] {
  return [
    rect(x, y, w, h, { ...DASHED, stroke: 'ink', sw: 2 }),
    line(x, y + h, x + w, y, { ...DASHED, stroke: 'ink', sw: 2 }),
    ...tag(x, y, w, h, data.title),
  ];
}

function note({ box: { x, y, w, h }, data }: MarkOf<'ghost'>): Shape[] {
  return [
    rect(x - 3, y - 3, w + 6, h + 6, { ...DASHED, stroke: 'ink', sw: 2 }),
    ...tag(x, y, w, h, data.title),
  ];
}

/** A plate with a few words, below the name where there is room. */
function tag(x: number, top: number, w: number, h: number, text: string): Shape[] {
  const y = h >= 90 ? top + h * 0.52 : top;
  const face = { size: 13, weight: 600 };
  const max = Math.max(120, w - 16);
  const width = Math.min(max, textWidth(text, face)) + 14;
  return [
    rect(x + 4, y + 5, width, 21, { fill: 'sheet', stroke: 'ink', sw: 1.2 }),
    words(x + 11, y + 20, text, { ...face, max }),
  ];
}
