import { formatSize } from '../../../docker/size';
import type { Box } from '../../layout/frame';
import { clamp } from '../../layout/frame';
import type { Mark } from '../../marks';
import { d, line, path, rect, slab, words, type Shape } from '../../shapes/shape';
import { textWidth } from '../../text/fit';
import { part } from '../part';
import { balloon } from './dockerfile-marks';
import type { Stack, StackLayer } from './stack';

const GAP = 4;
const LEAST = 19;
/** What the lowest slab takes of the height, with its gap. */
export const LEAST_SLAB = GAP + LEAST;

/** `sha256:e4c2…`: the digest, as much of it as tells layers apart. */
const digest = (id: string): string => `${id.slice(0, 15)}…`;
const sizeWords = (size: number | null): string => (size === null ? 'size not told' : formatSize(size));

/** How high a slab wants to be: more bytes, more height, by their magnitude. */
const wanted = (size: number | null): number => clamp(30 + 4.6 * Math.log2(1 + (size ?? 0) / 1e4), 34, 92);

/** Boxes of these layers, base at the bottom, within `h` above `foot`. */
export function stackBoxes(
  layers: readonly StackLayer[],
  at: { readonly x: number; readonly foot: number; readonly w: number; readonly h: number },
): ReadonlyMap<string, Box> {
  const want = layers.map((layer) => (layer.empty ? LEAST : wanted(layer.size)));
  const sum = want.reduce((total, h) => total + h + GAP, 0);
  const room = at.h - layers.length * GAP;
  const least = layers.length * LEAST;
  // Shrunk evenly above the least height; stretched a little where there is room.
  const k =
    sum > at.h
      ? Math.max(0, (room - least) / Math.max(1, sum - layers.length * GAP - least))
      : Math.min(1.7, at.h / sum);
  const boxes = new Map<string, Box>();
  let y = at.foot;
  layers.forEach((layer, i) => {
    const own = want[i] ?? LEAST;
    const h = sum > at.h ? LEAST + (own - LEAST) * k : own * k;
    y -= h + GAP;
    boxes.set(layer.chain, { x: at.x, y, w: at.w, h });
  });
  return boxes;
}

/** The layers on the shelf: solid, since the bytes are stored here. */
export function layerMarks(
  stack: Stack,
  layers: readonly StackLayer[],
  boxes: ReadonlyMap<string, Box>,
): Mark[] {
  return layers.flatMap((layer): Mark[] => {
    const box = boxes.get(layer.chain);
    if (!box) return [];
    const { x, y, w, h } = box;
    const mid = y + h / 2;
    const size = sizeWords(layer.size);
    const id = digest(layer.diff);
    const two = h > 44;
    const fits =
      textWidth(id, { size: 13, mono: true }) + textWidth(size, { size: 13, weight: 600 }) + 52 < w;
    const shapes: Shape[] = [
      ...(layer.empty
        ? [rect(x, y, w, h, { fill: 'sheet', stroke: 'k-image', sw: 1.2, dash: '4 3' })]
        : slab(x, y, w, h, 10, 'image')),
      ...balloon(x, mid, layer.n),
    ];
    if (two)
      shapes.push(
        words(x + 24, mid - 4, id, { mono: true, max: w - 34 }),
        words(x + 24, mid + 15, layer.empty ? `${size}, no files` : size, { weight: 600, max: w - 34 }),
      );
    else {
      if (fits) shapes.push(words(x + 24, mid + 4.6, id, { mono: true }));
      shapes.push(words(x + w - 12, mid + 4.6, size, { weight: 600, anchor: 'end', max: w - 36 }));
    }
    const made = [layer.createdBy.word, layer.createdBy.rest].filter(Boolean).join(' ');
    const users = layer.sharedWith.length;
    return [
      part(`slab ${layer.chain}`, box, shapes, {
        kind: 'layer',
        id: layer.chain,
        words: [
          `read-only layer ${String(layer.n)} of ${String(stack.layers.length)}`,
          layer.empty ? 'empty' : size,
          made.slice(0, 120),
          users > 0 ? `stored once for ${String(users + 1)} images` : 'only in this image',
        ]
          .filter(Boolean)
          .join(', '),
      }),
    ];
  });
}

/** Threads from instruction to layer: written downwards, stacked upwards, so they cross once. */
export function threadMark(
  threads: readonly { readonly from: readonly [number, number]; readonly to: readonly [number, number] }[],
  box: Box,
): Mark {
  const curve = ([x1, y1]: readonly [number, number], [x2, y2]: readonly [number, number]): string => {
    const k = (x2 - x1) * 0.55;
    return d`M${x1 + 11},${y1}C${x1 + k},${y1} ${x2 - k},${y2} ${x2 - 11},${y2}`;
  };
  return part(
    'threads',
    box,
    threads.flatMap(({ from, to }) => [
      path(curve(from, to), { stroke: 'bg', sw: 5 }),
      path(curve(from, to), { stroke: 'k-image', sw: 2 }),
    ]),
  );
}

/** A dimension line, as on a drawing: how wide, and what it means. */
export function dimension(x0: number, x1: number, y: number, text: string): Shape[] {
  const w = textWidth(text, { size: 13 }) + 12;
  const mid = (x0 + x1) / 2;
  const dash = { stroke: 'ink-2', sw: 1 } as const;
  const ends = [line(x0, y - 5, x0, y + 5, dash), line(x1, y - 5, x1, y + 5, dash)];
  return w > x1 - x0 - 20
    ? [
        ...ends,
        line(x0, y, x1, y, dash),
        words(mid, y + 18, text, { anchor: 'middle', fill: 'ink-2', max: x1 - x0 + 60 }),
      ]
    : [
        ...ends,
        line(x0, y, mid - w / 2, y, dash),
        line(mid + w / 2, y, x1, y, dash),
        words(mid, y + 4.6, text, { anchor: 'middle', fill: 'ink-2' }),
      ];
}
