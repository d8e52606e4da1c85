import { formatMemory, formatSize } from '../../../docker/size';
import { visible } from '../../../docker/visible';
import type { Container } from '../../../world/world';
import type { Box } from '../../layout/frame';
import type { PictureContainer } from '../../picture-containers';
import { glyph } from '../../shapes/glyphs';
import { line, rect, slab, words, type Shape } from '../../shapes/shape';
import type { Token } from '../../tokens';
import { startWords } from './figures';

/** One app of the comparison: the same in a machine of its own and in a container. */
export interface App {
  readonly c: Container;
  readonly p: PictureContainer;
}

export interface ColumnPlace {
  readonly app: App;
  readonly x: number;
  readonly w: number;
  readonly pile: number;
  /** Heights of what stands in it, and where its room begins. */
  readonly head: number;
  readonly guest: number;
  readonly room: number;
  readonly libs: number;
  readonly bottom: number;
}

/** App and libraries of one column: its own in both worlds; a roof of its own once it is a container. */
export function appShapes(p: ColumnPlace, { x, y, w }: Box, e: number): Shape[] {
  const { c, p: shown } = p.app;
  const libs = p.bottom - p.libs;
  const ink: Token = shown.lit ? 'on-lit' : 'on-dark-room';
  const max = w - 20;
  const shapes: Shape[] = [
    rect(x, libs, w, p.libs, { fill: 'sheet', stroke: 'k-image', sw: 1.5 }),
    rect(x, libs, w, p.libs, { fill: 'url(#ro)', op: 0.35 }),
    words(x + 10, libs + p.libs / 2 - 4, 'its own libraries', { max, halo: 'sheet' }),
    words(x + 10, libs + p.libs / 2 + 14, shown.image, { mono: true, max, halo: 'sheet' }),
    rect(x, y, w, p.room, { fill: shown.lit ? 'lit' : 'dark-room', stroke: 'ink', sw: 1.5 }),
    words(x + 10, y + Math.min(24, p.room * 0.6), visible(c.name), {
      size: p.room < 40 ? 15 : 17,
      weight: 620,
      fill: ink,
      max,
    }),
  ];
  const facts = e > 0.5 ? factsOf(c) : [];
  const roomFor = Math.floor((p.room - 62) / 18);
  if (p.room >= 56)
    shapes.push(
      glyph(x + 20, y + 43, 8, shown.glyph, ink),
      words(x + 36, y + 48, e > 0.5 ? shown.state : 'app', { size: 15, fill: ink, max: max - 26 }),
      ...facts
        .slice(0, Math.max(0, roomFor))
        .map((text, i) => words(x + 10, y + 70 + i * 18, text, { fill: ink, max })),
    );
  if (e > 0.5) {
    const h = 12;
    const drop = (1 - (2 * e - 1)) * 30;
    shapes.push(...slab(x - 5, y - h - drop, w + 10, h, 8, 'container', { pattern: 'rw' }));
    shapes.push(line(x, y, x + w, y, { sw: 1.5 }));
  }
  return shapes;
}

/** Measured of this one, each with its word. */
function factsOf(c: Container): readonly string[] {
  const memory = c.load?.memory ?? null;
  return [
    ...(c.startTook === null ? [] : [`started in ${startWords(c.startTook)}`]),
    ...(memory === null || memory === 0 ? [] : [`${formatMemory(memory)} memory`]),
    ...(c.writable === null ? [] : [`${formatSize(c.writable)} written`]),
  ];
}
