import { humanDuration } from '../../../docker/duration';
import type { Mark } from '../../marks';
import { circle, line, rect, words, type Shape } from '../../shapes/shape';
import { textWidth } from '../../text/fit';
import { control, part } from '../part';
import type { Stack, StackRow } from './stack';

export interface DockerfilePlace {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  /** height of one row */
  readonly row: number;
  readonly rows: readonly StackRow[];
  /** Number of the first row that is shown, from 0, and of all. */
  readonly from: number;
  readonly all: number;
  readonly page: number;
  readonly pages: number;
  readonly now: number;
}

const PAD = 10;

/** Height of the sheet with so many rows. */
export const sheetHeight = (rows: number, row: number): number => rows * row + 2 * PAD;

/** Middle of a row. */
export const rowY = (place: DockerfilePlace, i: number): number => place.y + PAD + (i + 0.5) * place.row;

/** A number in a disc: the same one stands at the instruction and at its layer. */
export const balloon = (x: number, y: number, n: number): Shape[] => [
  circle(x, y, 11, { fill: 'ink', stroke: 'bg', sw: 1.5 }),
  words(x, y + 4.6, String(n), { anchor: 'middle', weight: 680, fill: 'bg' }),
];

/** The instructions as they were written, from the top down. */
export function dockerfileMarks(stack: Stack, place: DockerfilePlace): Mark[] {
  const { x, y, w, row, rows } = place;
  const h = sheetHeight(Math.max(1, rows.length), row);
  const word = w > 360 ? 104 : 84;
  const shapes: Shape[] = [
    rect(x, y, w, h, { fill: 'sheet', stroke: 'ink', sw: 1.5 }),
    words(x, y - 9, 'Instructions that made it', { weight: 600, max: w * 0.6 }),
  ];
  if (rows.length === 0)
    shapes.push(
      words(x + 16, y + PAD + row / 2 + 5, 'asking for its history …', { fill: 'ink-2', max: w - 30 }),
    );
  rows.forEach((each, i) => {
    const mid = rowY(place, i);
    const note = noteOf(stack, each, place.now);
    const room = w - word - 16 - (each.layer === null ? 16 : 26);
    const noteW = textWidth(note, { size: 13 });
    const shown = noteW < room * 0.5;
    if (i > 0) shapes.push(line(x + 12, mid - row / 2, x + w - 12, mid - row / 2, { stroke: 'rule' }));
    shapes.push(
      words(x + 16, mid + 5, each.line.word === '' ? '·' : each.line.word, {
        mono: true,
        weight: 680,
        size: 13,
        max: word - 10,
      }),
      words(x + word, mid + 4.6, each.line.rest, { mono: true, max: room - (shown ? noteW + 14 : 0) }),
    );
    if (shown)
      shapes.push(
        words(x + w - (each.layer === null ? 16 : 26), mid + 4.6, note, { anchor: 'end', fill: 'ink-2' }),
      );
    if (each.layer) shapes.push(...balloon(x + w, mid, each.layer.n));
  });
  const marks: Mark[] = [part('dockerfile', { x, y, w, h }, shapes)];
  if (place.pages > 1) marks.push(...turnMarks(place, h));
  return marks;
}

/** Why an instruction has no layer, or how old its layer is. */
function noteOf(stack: Stack, row: StackRow, now: number): string {
  if (row.layer) return row.created > 0 ? `${humanDuration(now - row.created)} ago` : '';
  if (!row.line.files) return 'config, no layer';
  return stack.matched ? 'no files, no layer' : '';
}

function turnMarks(place: DockerfilePlace, h: number): Mark[] {
  const { x, y, w, from, rows, all, page, pages } = place;
  const label = `${String(from + 1)} to ${String(from + rows.length)} of ${String(all)}`;
  const foot = y + h + 20;
  const earlier = { x, y: y + h + 4, w: 92, h: 24 };
  const later = { x: x + w - 92, y: y + h + 4, w: 92, h: 24 };
  const marks: Mark[] = [
    part('rows', { x: x + 92, y: y + h, w: w - 184, h: 24 }, [
      words(x + w / 2, foot, label, { anchor: 'middle', fill: 'ink-2' }),
    ]),
  ];
  if (page > 0)
    marks.push(
      control(
        'earlier',
        earlier,
        [words(x, foot, '‹ earlier', { weight: 600, fill: 'sel' })],
        'earlier instructions',
        {
          page: page - 1,
        },
      ),
    );
  if (page < pages - 1)
    marks.push(
      control(
        'later',
        later,
        [words(x + w, foot, 'later ›', { weight: 600, fill: 'sel', anchor: 'end' })],
        'later instructions',
        { page: page + 1 },
      ),
    );
  return marks;
}
