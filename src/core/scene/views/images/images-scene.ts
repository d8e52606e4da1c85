import { formatSize } from '../../../docker/size';
import { frameOf, clamp, type Box } from '../../layout/frame';
import type { Mark, Scene } from '../../marks';
import { pictureOf } from '../../picture';
import { rect, words } from '../../shapes/shape';
import { part } from '../part';
import { sheetOf, type Sheet } from '../sheet';
import type { Draw } from '../view';
import { changesMark } from './changes-mark';
import { columnMarks, sharedLines } from './column-marks';
import { BAND, containerStrip, FLAT, STRIP_SIZES, type StripSize } from './container-strip';
import { dockerfileMarks, rowY, sheetHeight, type DockerfilePlace } from './dockerfile-marks';
import { dimension, LEAST_SLAB, layerMarks, stackBoxes, threadMark } from './layer-marks';
import { chosenImage, sharing, stackOf, type Stack } from './stack';
import { columnsFor, WHERE_ROW, whereMark, whereRows } from './where';

const SAYS = [
  'Written from the top down, stacked from the bottom up. Each instruction that changes files makes one layer.',
  'Each instruction that changes files makes one layer.',
  'A stack of read-only layers.',
];
const HEAD = 24;
const LEAST_ROW = 24;
const RELATIVES = 86;
const TALLEST_ROW = 92;

/** An image as its stack of read-only layers: what made them, who else stands on them, and what containers add. */
export const imagesScene: Draw = (world, viewport, options) => {
  const picture = pictureOf(world, options.now);
  const frame = frameOf(picture, viewport.W, viewport.H);
  const { selected } = options;
  const image = chosenImage(world, selected);
  const scene = (marks: readonly Mark[], wants: Scene['wants']): Scene => ({
    W: viewport.W,
    H: viewport.H,
    level: 3,
    marks,
    frame,
    wireY: 0,
    travel: 'none',
    ...(wants ? { wants } : {}),
  });
  if (image === null) {
    const sheet = sheetOf(picture, viewport, { title: 'No images yet', sub: NONE }, options.clock);
    return scene([...sheet.marks, emptyShelf(sheet), ...sheet.above], { ids: [], load: [], sizes: [] });
  }
  const first = selected?.kind === 'container' ? selected.id : null;
  const stack = stackOf(world, image, first);
  const right = PICKER;
  const sheet = sheetOf(picture, viewport, { title: stack.name, sub: SAYS, right }, options.clock);
  const place = placesOf(sheet, stack, whereRows(world, stack).length, options.choices.page, options.now);
  const compared =
    options.choices.compare === null
      ? undefined
      : stack.containers.find((c) => c.id === options.choices.compare);
  const strip = containerStrip(world, picture, stack, sheet, place.strip, options.now);
  const body = bodyMarks(stack, sheet, place, compared);
  const rows = whereRows(world, stack);
  const columns = columnsFor(rows, sheet.x1 - sheet.x0);
  const marks = [
    ...sheet.marks,
    ...body,
    whereMark(rows, place.where, columns),
    ...strip.marks,
    ...sheet.above,
  ];
  return scene(marks, {
    ids: strip.shown,
    load: [],
    sizes: strip.shown,
    changes: compared ? [compared.id] : [],
  });
};

/** px at the right of the title that the choice of images takes. */
const PICKER = 250;
const NONE = [
  'Images are what containers are made from. docker pull busybox fetches one.',
  'docker pull busybox fetches one.',
];

function emptyShelf(sheet: Sheet): Mark {
  const box = { x: sheet.x0, y: sheet.y0 + 10, w: Math.min(420, sheet.x1 - sheet.x0), h: 150 };
  return part('empty', box, [
    rect(box.x, box.y, box.w, box.h, { stroke: 'ink-3', sw: 1.5, dash: '6 6' }),
    words(box.x + 20, box.y + 40, 'Layers will be stacked here', { size: 17, weight: 640, max: box.w - 40 }),
    words(box.x + 20, box.y + 68, 'as soon as the engine has an image.', { size: 15, max: box.w - 40 }),
  ]);
}

interface Places {
  readonly dockerfile: DockerfilePlace;
  readonly base: number;
  readonly strip: StripSize;
  readonly where: Box;
  readonly stack: { readonly x: number; readonly w: number };
}

function placesOf(sheet: Sheet, stack: Stack, facts: number, page: number, now: number): Places {
  const { x0, x1, y0, y1, small } = sheet;
  const W = x1 - x0;
  const n = Math.max(1, stack.rows.length, Math.ceil(stack.layers.length * 0.9));
  const factRows = small ? 2 : W > 1000 ? Math.ceil(facts / 2) : Math.min(4, facts);
  const whereH = factRows * WHERE_ROW;
  const dims = 40;
  const avail = y1 - y0 - BAND - whereH - dims - 14;
  const wanted = HEAD + sheetHeight(n, 34) + 10;
  const strip =
    STRIP_SIZES.find(({ need }) => avail - need >= Math.min(wanted, 460) && avail - need > 200) ?? FLAT;
  const room = avail - strip.need - HEAD - 20;
  const all = stack.rows.length;
  // Above the stack stand the names of its relatives, and what those have of their own.
  const head = stack.relatives.length > 0 ? RELATIVES - HEAD : 6;
  const whole = Math.floor((room - head) / LEAST_ROW);
  const each = all <= whole ? Math.max(1, all) : Math.max(2, Math.floor((room - 26 - head) / LEAST_ROW));
  const pages = Math.max(1, Math.ceil(all / each));
  const at = clamp(page, 0, pages - 1);
  const rows = stack.rows.slice(at * each, (at + 1) * each);
  const row = clamp(
    (room - (pages > 1 ? 26 : 0)) / Math.max(1, pages > 1 ? each : all),
    LEAST_ROW,
    TALLEST_ROW,
  );
  const w = clamp(W * 0.33, 260, 620);
  const stackX = x0 + w + clamp(W * 0.075, 70, 130);
  const dockerfile: DockerfilePlace = {
    x: x0,
    y: y0 + HEAD,
    w,
    row,
    rows,
    from: at * each,
    all,
    page: at,
    pages,
    now,
  };
  // A short list of instructions still leaves the stack room to stand in.
  const base = Math.max(
    y0 + HEAD + sheetHeight(Math.max(1, rows.length), row),
    y0 + HEAD + Math.min(room, Math.max(190, head + Math.min(rows.length, stack.layers.length) * LEAST_SLAB)),
  );
  const stripTop = y1 - BAND - strip.need;
  return {
    dockerfile,
    base,
    strip,
    where: { x: x0, y: stripTop - whereH - 8, w: W, h: whereH },
    stack: { x: stackX, w: clamp(W * 0.19, 160, 330) },
  };
}

function bodyMarks(
  stack: Stack,
  sheet: Sheet,
  place: Places,
  compared: Stack['containers'][number] | undefined,
): Mark[] {
  const { x1, y0 } = sheet;
  const { dockerfile, base } = place;
  const inRows = new Set(dockerfile.rows.flatMap((row) => (row.layer ? [row.layer.chain] : [])));
  const paged =
    dockerfile.pages > 1 && stack.matched
      ? stack.layers.filter((layer) => inRows.has(layer.chain))
      : stack.layers;
  const { x, w } = place.stack;
  const sx = x + w + clamp((x1 - x - w) * 0.12, 34, 76);
  const relatives = stack.relatives.length > 0 && !compared;
  const top = y0 + (relatives ? RELATIVES : 30);
  const layers = paged.slice(0, Math.max(1, Math.floor((base - top) / LEAST_SLAB)));
  const count =
    layers.length < stack.layers.length ? `, ${String(layers.length)} of ${String(stack.layers.length)}` : '';
  const boxes = stackBoxes(layers, { x, foot: base, w, h: base - top });
  const marks: Mark[] = [
    part('stack title', { x, y: y0 + 4, w, h: 18 }, [
      words(x, y0 + HEAD - 9, `Layers on the shelf${count}`, { weight: 600, max: w + 20 }),
    ]),
    ...dockerfileMarks(stack, dockerfile),
    threadMark(
      dockerfile.rows.flatMap((row, i) => {
        const box = row.layer ? boxes.get(row.layer.chain) : undefined;
        return box
          ? [
              {
                from: [dockerfile.x + dockerfile.w, rowY(dockerfile, i)] as const,
                to: [box.x, box.y + box.h / 2] as const,
              },
            ]
          : [];
      }),
      { x: dockerfile.x + dockerfile.w, y: y0, w: x - dockerfile.x - dockerfile.w, h: base - y0 },
    ),
    ...layerMarks(stack, layers, boxes),
  ];
  if (!stack.matched && stack.rows.length > 0)
    marks.push(
      part('unmatched', { x: dockerfile.x, y: base, w: dockerfile.w, h: 20 }, [
        words(dockerfile.x + dockerfile.w, y0 + HEAD - 9, 'its history does not say which made which', {
          fill: 'ink-2',
          anchor: 'end',
          max: dockerfile.w * 0.6,
        }),
      ]),
    );
  const stored = layers.reduce((sum, layer) => sum + (layer.size ?? 0), 0);
  const told = layers.length > 0 && layers.every((layer) => layer.size !== null);
  if (told && count === '')
    marks.push(
      part(
        'stored',
        { x, y: base + 8, w, h: 34 },
        dimension(x, x + w, base + 22, `${formatSize(stored)}, stored once`),
      ),
    );
  if (compared) {
    marks.push(changesMark(compared, { x: sx, y: y0 + 6, w: x1 - sx, h: base - y0 - 6 }));
    return marks;
  }
  const columns = Math.max(0, Math.floor((x1 - sx + 20) / (COLUMN + 20)));
  const w1 =
    columns === 0
      ? 0
      : Math.min(
          150,
          (x1 - sx - (Math.min(columns, stack.relatives.length + 1) - 1) * 20) /
            Math.min(columns, stack.relatives.length + 1),
        );
  if (columns > 1 && relatives) {
    marks.push(
      part('shared', { x: x + w, y: top, w: sx - x - w, h: base - top }, sharedLines(layers, boxes, sx)),
      ...columnMarks(stack, layers, boxes, { x: sx, w: w1, head: y0 + 16, top: y0 + 44, gap: 20, columns }),
    );
  }
  const serves = sharing(stack)
    .map(({ images, bytes }) => `${formatSize(bytes)} serves ${String(images)} images`)
    .join(', ');
  if (serves !== '' && x1 - sx > 120)
    marks.push(
      part('serves', { x: sx, y: base + 10, w: x1 - sx, h: 20 }, [
        words(sx, base + 27, serves, { size: 15, weight: 600, max: x1 - sx }),
      ]),
    );
  return marks;
}

/** Least width of a column, px. */
const COLUMN = 104;
