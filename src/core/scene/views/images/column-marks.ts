import { formatSize } from '../../../docker/size';
import type { Image } from '../../../world/world';
import type { Box } from '../../layout/frame';
import type { Mark } from '../../marks';
import { line, rect, slab, words, type Shape } from '../../shapes/shape';
import { part } from '../part';
import { nameOf, type Stack, type StackLayer } from './stack';

export interface ColumnsPlace {
  readonly x: number;
  readonly w: number;
  /** Base line of the names. */
  readonly head: number;
  /** Where own layers of others may begin at the top. */
  readonly top: number;
  readonly gap: number;
  readonly columns: number;
}

/** Each image that stands on these layers, as a column: the same bytes are hollow, what it adds is solid. */
export function columnMarks(
  stack: Stack,
  layers: readonly StackLayer[],
  boxes: ReadonlyMap<string, Box>,
  place: ColumnsPlace,
): Mark[] {
  const all = [stack.image, ...stack.relatives];
  const shown = all.slice(0, place.columns);
  const hidden = all.length - shown.length;
  return shown.map((image, i): Mark => {
    const x = place.x + i * (place.w + place.gap);
    const box = { x, y: place.head - 16, w: place.w, h: bottomOf(boxes) - place.head + 16 };
    const { title, tag } = split(nameOf(image));
    const last = i === shown.length - 1 && hidden > 0;
    const shapes: Shape[] = [
      words(x, place.head, title, { size: 15, weight: 640, max: place.w }),
      words(x, place.head + 18, last ? `${tag} · +${String(hidden)} more` : tag, {
        fill: 'ink-2',
        max: place.w,
      }),
      ...(image.id === stack.image.id
        ? ownColumn(layers, boxes, x, place.w)
        : otherColumn(image, layers, boxes, x, place)),
    ];
    return part(`image ${image.id}`, box, shapes, {
      kind: 'image',
      id: image.id,
      words: `${nameOf(image)}, image, ${formatSize(image.size)}${image.id === stack.image.id ? ', shown' : ', shares layers'}`,
    });
  });
}

const bottomOf = (boxes: ReadonlyMap<string, Box>): number =>
  Math.max(0, ...[...boxes.values()].map((box) => box.y + box.h));

function split(name: string): { title: string; tag: string } {
  const colon = name.lastIndexOf(':');
  return colon > name.lastIndexOf('/')
    ? { title: name.slice(0, colon), tag: name.slice(colon + 1) }
    : { title: name, tag: '' };
}

const hollow = ({ y, h }: Box, x: number, w: number, text: string): Shape[] => [
  rect(x, y, w, h, { fill: 'sheet', stroke: 'k-image', sw: 1.5 }),
  rect(x, y, w, h, { fill: 'url(#ro)', op: 0.4 }),
  words(x + 10, y + h / 2 + 5, text, { halo: 'sheet', max: w - 16 }),
];

function ownColumn(
  layers: readonly StackLayer[],
  boxes: ReadonlyMap<string, Box>,
  x: number,
  w: number,
): Shape[] {
  return layers.flatMap((layer) => {
    const box = boxes.get(layer.chain);
    if (!box) return [];
    return hollow(box, x, w, layer.sharedWith.length > 0 ? 'the same bytes' : 'only here');
  });
}

/** What another image shares stands where the shelf has it; what it has of its own stands above, as one slab. */
function otherColumn(
  image: Image,
  layers: readonly StackLayer[],
  boxes: ReadonlyMap<string, Box>,
  x: number,
  place: ColumnsPlace,
): Shape[] {
  const shared = layers.filter((layer) => layer.sharedWith.some((other) => other.id === image.id));
  const chains = new Set(shared.map((layer) => layer.chain));
  const own = (image.layers ?? []).filter((layer) => !chains.has(layer.chain));
  const shapes = shared.flatMap((layer) => {
    const box = boxes.get(layer.chain);
    return box ? hollow(box, x, place.w, 'the same bytes') : [];
  });
  if (own.length === 0) return shapes;
  const top = Math.min(...shared.map((layer) => boxes.get(layer.chain)?.y ?? Infinity));
  if (!Number.isFinite(top)) return shapes;
  const told = own.every((layer) => layer.size !== null);
  const bytes = own.reduce((sum, layer) => sum + (layer.size ?? 0), 0);
  const h = Math.max(24, Math.min(52, top - place.top - 12));
  const y = top - 6 - h;
  const count = own.length === 1 ? '1 layer' : `${String(own.length)} layers`;
  const text = told ? `+ ${formatSize(bytes)}` : `+ ${count}`;
  return [
    ...shapes,
    ...slab(x, y, place.w, h, 8, 'image'),
    ...(h > 40 && told
      ? [
          words(x + 10, y + h / 2 - 3, text, { weight: 600, max: place.w - 16 }),
          words(x + 10, y + h / 2 + 15, `in ${count}`, { max: place.w - 16 }),
        ]
      : [words(x + 10, y + h / 2 + 5, text, { weight: 600, max: place.w - 16 })]),
  ];
}

/** Dotted lines from a shared layer to the columns that stand on it. */
export function sharedLines(
  layers: readonly StackLayer[],
  boxes: ReadonlyMap<string, Box>,
  to: number,
): Shape[] {
  return layers.flatMap((layer) => {
    const box = boxes.get(layer.chain);
    if (!box || layer.sharedWith.length === 0) return [];
    const y = box.y + box.h / 2;
    return [line(box.x + box.w + 13, y, to - 4, y, { stroke: 'k-image', sw: 1.5, dash: '3 4' })];
  });
}
