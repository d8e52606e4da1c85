import type { Box } from '../../layout/frame';
import type { Mark } from '../../marks';
import { path, rect, d, line, words, type Paint, type Shape } from '../../shapes/shape';
import { textWidth, wrap } from '../../text/fit';
import type { Token } from '../../tokens';
import { part } from '../part';
import { longest } from '../sheet';
import type { Evidence, Fact } from './fact';

const FACES: Readonly<
  Record<Fact['tone'], { readonly fill: Paint; readonly ink: Token; readonly note: Token }>
> = {
  inside: { fill: 'lit', ink: 'on-lit', note: 'on-lit' },
  host: { fill: 'k-host-face', ink: 'ink', note: 'ink' },
  image: { fill: 'k-image-face', ink: 'ink', note: 'ink' },
  plain: { fill: 'sheet-2', ink: 'ink', note: 'ink-2' },
  untold: { fill: 'none', ink: 'ink-2', note: 'ink-2' },
};

/** The first of these that can be told in so many lines; else the last one, cut. */
function told(texts: readonly string[], max: number, rows: number, size = 13): readonly string[] {
  for (const text of texts) {
    const lines = wrap(text, max, { size, weight: 420 });
    if (lines.length <= rows && lines.every((each) => textWidth(each, { size }) <= max)) return lines;
  }
  return rows > 0 ? [texts.at(-1) ?? ''] : [];
}

/** Room for words that are read from afar. */
const isBig = (w: number, h: number): boolean => w >= 1500 && h >= 220;

/** The sheet with the evidence of one point: a sentence and a command at the left, facts at the right. */
export function evidenceMarks(e: Evidence, box: Box, notch: number, title: string): readonly Mark[] {
  const { x, y, w, h } = box;
  const narrow = w < 800;
  const side = narrow ? w - 40 : Math.min(400, w * 0.27);
  const inset = x + 20;
  const command: Shape[] = [
    rect(inset, y + h - 46, side, 30, { fill: 'sheet-2', stroke: 'ink', sw: 1.5 }),
    words(inset + 12, y + h - 26, e.command, { mono: true, weight: 560, max: side - 22 }),
  ];
  const big = isBig(w, h);
  const size = big ? 17 : 13;
  const rows = Math.floor((h - 108) / (size + 6)) + 1;
  const says: readonly Shape[] = narrow
    ? [words(inset, y + 24, longest(e.says, side, 13, 420), { max: side })]
    : [
        words(inset, y + (big ? 36 : 32), title, { size: big ? 20 : 17, weight: 640, max: side }),
        ...told(e.says, side, rows, size).map((text, i) =>
          words(inset, y + (big ? 64 : 56) + i * (size + 6), text, { size, fill: 'ink-2', max: side }),
        ),
      ];
  const withCommand = !narrow || h >= 190;
  const sheet = part('evidence', box, [
    rect(x, y, w, h, { fill: 'sheet', stroke: 'ink', sw: 1.5 }),
    path(d`M${notch - 9},${y + 1}L${notch},${y - 13}L${notch + 9},${y + 1}`, {
      fill: 'sheet',
      stroke: 'ink',
      sw: 1.5,
    }),
    line(notch - 8, y + 1, notch + 8, y + 1, { stroke: 'sheet', sw: 2.5 }),
    ...says,
    ...(withCommand ? command : []),
  ]);
  const left = narrow ? inset : inset + side + 24;
  const top = narrow ? y + 34 : y + 16;
  const bottom = y + h - (narrow && withCommand ? 54 : 16);
  const gap = narrow ? 8 : 12;
  const n = e.facts.length;
  const fw = (x + w - 20 - left - (n - 1) * gap) / n;
  return [
    sheet,
    ...e.facts.map((fact, i) =>
      factMark(fact, i, { x: left + i * (fw + gap), y: top, w: fw, h: bottom - top }, big),
    ),
  ];
}

function factMark(fact: Fact, i: number, { x, y, w, h }: Box, big: boolean): Mark {
  const face = FACES[fact.tone];
  const inset = w < 150 ? 9 : 14;
  const max = w - 2 * inset;
  const row = big ? 24 : 18;
  const [titleSize, noteSize] = big ? [15, 17] : [13, 13];
  const sizes = big ? [26, 20, 17, 15, 13] : [15, 13];
  const weight = 600;
  // Whole on one line where it can be, if need be smaller.
  const size = sizes.find((each) => textWidth(fact.value, { size: each, weight, mono: true }) <= max) ?? 13;
  const lineH = size + 6;
  const broken = wrap(fact.value, max, { size, weight, mono: true });
  const gauge = fact.gauge !== undefined && h >= 110 ? 34 : 0;
  // A value is shown whole before its note.
  const most = Math.max(1, Math.min(3, Math.floor((h - 32 - gauge - row) / lineH)));
  const values =
    broken.length <= most ? broken : [...broken.slice(0, most - 1), broken.slice(most - 1).join('')];
  const first = y + (big ? 36 : 24) + lineH;
  const after = first + (values.length - 1) * lineH + 4 + gauge;
  const rows = Math.floor((y + h - 6 - after) / row);
  const shapes: Shape[] = [
    rect(x, y, w, h, {
      fill: face.fill,
      stroke: fact.tone === 'untold' ? 'ink-3' : 'ink',
      sw: 1.2,
      ...(fact.tone === 'untold' ? { dash: '5 5' } : {}),
    }),
    words(
      x + inset,
      y + (big ? 28 : 21),
      longest([fact.title, ...(fact.short === undefined ? [] : [fact.short])], max, titleSize, 600),
      { size: titleSize, weight: 600, fill: face.ink, max },
    ),
    ...values.map((text, k) =>
      words(x + inset, first + k * lineH, text, { size, weight, mono: true, fill: face.ink, max }),
    ),
    ...(gauge > 0 ? bar(x + inset, after - gauge + 12, max, fact.gauge ?? null) : []),
    ...told(fact.note, max, rows, noteSize).map((text, k) =>
      words(x + inset, after + row * (k + 1), text, { size: noteSize, fill: face.note, max }),
    ),
  ];
  return part(`fact ${String(i)}`, { x, y, w, h }, shapes);
}

/** A stop block is a limit; an open end with an arrow is none. */
function bar(x: number, y: number, w: number, used: number | null): Shape[] {
  const pen = { stroke: 'on-lit', sw: 1.5 } as const;
  if (used === null)
    return [
      path(d`M${x + w - 22},${y}H${x}v14H${x + w - 22}`, pen),
      line(x + w - 30, y + 7, x + w - 6, y + 7, { ...pen, sw: 2 }),
      path(d`M${x + w - 12},${y + 2}l8,5l-8,5`, pen),
    ];
  return [
    rect(x, y, w, 14, { fill: 'sheet', ...pen }),
    rect(x, y, Math.max(3, w * Math.min(1, used)), 14, { fill: 'k-container' }),
    rect(x + w - 4, y - 5, 8, 24, { fill: 'on-lit' }),
  ];
}
