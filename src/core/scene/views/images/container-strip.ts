import { formatSize } from '../../../docker/size';
import type { World } from '../../../world/world';
import { containerWords } from '../../host/container-marks';
import type { Mark } from '../../marks';
import type { Picture } from '../../picture';
import { pictureContainer, type PictureContainer } from '../../picture-containers';
import { glyph } from '../../shapes/glyphs';
import { rect, words, type Shape } from '../../shapes/shape';
import { wrap } from '../../text/fit';
import { kernelBand, pileMark, shortPile } from '../kernel-band';
import { part } from '../part';
import type { Sheet } from '../sheet';
import type { Stack } from './stack';

/** How large the containers are drawn below the layers: flat, a house with a room, a whole room. */
export interface StripSize {
  readonly level: 0 | 3 | 4;
  readonly w: number;
  readonly h: number;
  readonly gap: number;
  /** What the strip takes in all, without the kernel band. */
  readonly need: number;
}

export const STRIP_SIZES: readonly StripSize[] = [
  { level: 4, w: 224, h: 204, gap: 44, need: 250 },
  { level: 3, w: 150, h: 116, gap: 30, need: 162 },
];

export const FLAT: StripSize = { level: 0, w: 196, h: 38, gap: 22, need: 64 };

export const BAND = 36;
const LABEL = 216;

/** The containers of the image, each with its own thin writable layer, on the one kernel. */
export function containerStrip(
  world: World,
  picture: Picture,
  stack: Stack,
  sheet: Sheet,
  size: StripSize,
  now: number,
): { readonly marks: readonly Mark[]; readonly shown: readonly string[] } {
  const { x0, x1, y1 } = sheet;
  const band = { x: x0, y: y1 - BAND, w: x1 - x0, h: BAND };
  const foot = band.y - (size.level === 0 ? 8 : 14);
  const left = x0 + LABEL;
  const step = size.w + size.gap;
  const room = x1 - 16 - left;
  const all = stack.containers.length;
  const fits = Math.max(1, Math.floor((room + size.gap) / step));
  const count = all > fits ? Math.max(1, Math.floor((room + size.gap - 70) / step)) : all;
  const shown = stack.containers.slice(0, count).map((c) => pictureContainer(c, world.images, now));
  const tip = band.y + BAND / 2;
  const marks: Mark[] = [
    kernelBand(picture, band, 'one kernel for all of them', band.x + 18, LABEL - 30),
    part(
      'strip label',
      { x: x0, y: foot - size.h, w: LABEL - 20, h: size.h },
      labelShapes(stack, x0, foot - size.h, size),
    ),
  ];
  shown.forEach((c, i) => {
    const box = { x: left + i * step, y: foot - size.h, w: size.w, h: size.h };
    if (size.level === 0) {
      marks.push(
        part(`container ${c.id}`, box, flatBox(c, box, tip), {
          kind: 'container',
          id: c.id,
          words: `${containerWords(c)}${written(c)}`,
        }),
      );
      return;
    }
    const pileX = box.x + 26;
    if (c.process)
      marks.push(pileMark(c.id, c.pid, { x: pileX, top: foot, tip, words: true }, picture.vm !== null));
    if (size.level === 3 && c.writable !== null)
      marks.push(
        part(`written ${c.id}`, { x: box.x, y: box.y - 30, w: box.w, h: 18 }, [
          words(box.x, box.y - 16, `${c.writable} written`, { max: box.w }),
        ]),
      );
    marks.push({
      kind: 'container',
      key: `container ${c.id}`,
      box,
      data: { c, level: size.level, postX: pileX, depth: size.level === 4 ? 12 : 8 },
      subject: { kind: 'container', id: c.id, words: `${containerWords(c)}${written(c)}` },
    });
  });
  if (all > count)
    marks.push(
      part('strip more', { x: left + count * step, y: foot - size.h, w: 60, h: size.h }, [
        words(left + count * step - size.gap + 16, foot - size.h / 2 + 5, `+ ${String(all - count)} more`, {
          fill: 'ink-2',
        }),
      ]),
    );
  return { marks, shown: shown.map((c) => c.id) };
}

const written = (c: PictureContainer): string => (c.writable === null ? '' : `, wrote ${c.writable}`);

function labelShapes(stack: Stack, x: number, y: number, size: StripSize): Shape[] {
  const all = stack.containers;
  const max = LABEL - 26;
  if (all.length === 0)
    return [
      words(x, y + 14, 'No container stands on it.', { weight: 600, max }),
      words(x, y + 34, `docker run ${stack.name}`, { mono: true, max }),
    ];
  const told = all.filter((c) => c.writable !== null);
  const sum = told.reduce((total, c) => total + (c.writable ?? 0), 0);
  const count = all.length === 1 ? '1 container' : `${all.length.toLocaleString('en-US')} containers`;
  const wrote = told.length === 0 ? '' : told.length === all.length ? `, ${formatSize(sum)} written` : '';
  const says = 'Each writes only to its own roof. The image stays what it is.';
  const lines = size.level === 0 ? ['each with a roof of its own'] : wrap(says, max, { size: 13 });
  return [
    words(x, y + 14, `${count}${wrote}`, { weight: 640, size: 15, max }),
    ...lines.map((text, i) => words(x, y + 34 + i * 18, text, { fill: 'ink-2', max })),
  ];
}

/** Roof and room only: the layers below are drawn above already. */
function flatBox(
  c: PictureContainer,
  { x, y, w, h }: { readonly x: number; readonly y: number; readonly w: number; readonly h: number },
  tip: number,
): Shape[] {
  const ink = c.lit ? 'on-lit' : 'on-dark-room';
  const text = c.writable === null ? c.name : `${c.name}, ${c.writable} written`;
  return [
    ...(c.process ? shortPile(x + 18, y + h, tip) : []),
    rect(x, y + 4, w, h - 4, { fill: c.lit ? 'lit' : 'dark-room', stroke: 'ink', sw: 1.5 }),
    rect(x - 3, y - 5, w + 6, 9, { fill: 'k-container-face', stroke: 'k-container', sw: 1.2 }),
    rect(x - 3, y - 5, w + 6, 9, { fill: 'url(#rw)' }),
    glyph(x + 18, y + h / 2 + 2, 7, c.glyph, ink),
    words(x + 34, y + h / 2 + 7, text, { fill: ink, max: w - 42 }),
  ];
}
