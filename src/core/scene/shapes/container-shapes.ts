import { levelOf } from '../layout/levels';
import type { MarkOf } from '../marks';
import type { PictureContainer } from '../picture-containers';
import { textWidth } from '../text/fit';
import { at, type Fx } from './fx';
import { glyph, type GlyphKind } from './glyphs';
import { lampY, process, type Room } from './process-shapes';
import { d, group, line, path, rect, slab, words, type Shape } from './shape';

/** A box, outside in: roof (writable layer), room (the process), floor (the image's layers, seen through). */
export function container({ box, data }: MarkOf<'container'>, fx: Fx): Shape[] {
  const { c, level: id, depth } = data;
  const level = levelOf(id);
  const light = at(fx, 'light', c.lit ? 1 : 0);
  const lit = light > 0.5;
  const room: Room = {
    ...box,
    top: box.y + level.roof,
    bottom: box.y + box.h - level.floor,
    level: id,
    depth,
    ink: lit ? 'on-lit' : 'on-dark-room',
    lit,
  };
  const place = at(fx, 'place');
  const shapes: Shape[] = [];
  if (place < 1) {
    const round = 2 * (box.w + box.h);
    shapes.push(
      path(d`M${box.x},${box.y + box.h}H${box.x + box.w}V${box.y}H${box.x}Z`, {
        stroke: 'ink',
        sw: 2,
        dash: `${String(Math.round(round * place))} ${String(Math.round(round))}`,
      }),
    );
    shapes.push(...floor(room, c, fx, place));
    return shapes;
  }
  shapes.push(...walls(room, c, fx), ...floor(room, c, fx, 1), ...roof(room, c, fx));
  if (id >= 4) shapes.push(...roomWords(room, c, data.postX, fx));
  else if (id === 3) shapes.push(...houseWords(room, c));
  else if (id === 2) shapes.push(...crateWords(room, c));
  else if (id === 1)
    shapes.push(
      glyph(
        box.x + box.w / 2,
        room.top + (room.bottom - room.top) / 2,
        box.w < 28 ? 5 : 6,
        stateGlyph(c),
        room.ink,
      ),
    );
  const op = at(fx, 'gone');
  return op < 1 ? [group(shapes, { op: Math.max(0, op), y: 0 })] : shapes;
}

const stateGlyph = (c: PictureContainer): GlyphKind => c.glyph;

function walls(r: Room, c: PictureContainer, fx: Fx): Shape[] {
  const { x, w, top, bottom, depth, level } = r;
  const sw = level >= 3 ? 1.5 : 1;
  const h = bottom - top;
  const shapes: Shape[] = [];
  if (depth > 0) {
    const fl = levelOf(level).floor;
    shapes.push(
      path(d`M${x + w},${top}l${depth},${-depth}V${bottom - depth}l${-depth},${depth}Z`, {
        fill: r.lit && !c.fault ? 'lamp' : 'dark-room',
        stroke: 'ink',
        sw: 1,
      }),
    );
    shapes.push(
      path(d`M${x + w},${bottom}l${depth},${-depth}v${fl}l${-depth},${depth}Z`, {
        fill: 'k-image-side',
        stroke: 'k-image',
        sw: 1,
      }),
    );
  }
  shapes.push(rect(x, top, w, h, { fill: r.lit ? 'lit' : 'dark-room', stroke: 'ink', sw }));
  if (level === 0) {
    if (c.fault)
      shapes.push(
        line(x, top, x + w, r.y + r.h, { stroke: 'bad', sw: 1.6 }),
        line(x + w, top, x, r.y + r.h, { stroke: 'bad', sw: 1.6 }),
      );
    else if (c.glyph === 'done') shapes.push(line(x, r.y + r.h, x + w, top, { sw: 1 }));
    else if (c.glyph === 'paused') shapes.push(rect(x, top, w, h, { fill: 'url(#blinds)' }));
    else if (c.glyph === 'created')
      shapes.push(rect(x + 1.5, top + 1.5, w - 3, h - 3, { stroke: 'ink-2', sw: 1, dash: '2 2' }));
    return shapes;
  }
  const stamp = at(fx, 'stamp');
  if (c.glyph === 'done') shapes.push(rect(x, top, w, h, { fill: 'url(#off)', op: 0.55 * stamp }));
  if (c.fault) shapes.push(rect(x, top, w, h, { fill: 'url(#fault)', op: 0.4 * stamp }));
  if (c.glyph === 'paused') shapes.push(rect(x, top, w, h * at(fx, 'blinds'), { fill: 'url(#blinds)' }));
  if (c.glyph === 'created')
    shapes.push(rect(x + 3, top + 3, w - 6, h - 6, { stroke: 'ink-2', sw: 1, dash: '4 4' }));
  return shapes;
}

/** Hollow slabs: the bytes are stored once, on the shelf. */
function floor(r: Room, c: PictureContainer, fx: Fx, place: number): Shape[] {
  const { level, x, w, bottom } = r;
  const h = levelOf(level).floor;
  if (h === 0) return [];
  const lines = Math.min(c.layers - 1, level >= 4 ? 5 : 4);
  const shapes: Shape[] = [
    rect(x, bottom, w, h, { fill: 'sheet', stroke: 'k-image', sw: 1.2 }),
    rect(x, bottom, w, h, { fill: 'url(#ro)', op: 0.35 }),
  ];
  if (level >= 4) {
    const label = 20;
    for (let i = 0; i <= lines && lines > 0; i += 1) {
      const y = bottom + label + (i * (h - label)) / lines;
      shapes.push(line(x, y, x + w, y, { stroke: 'k-image', sw: 1.2 }));
    }
    shapes.push(
      rect(x + 1, bottom + 1, w - 2, lines > 0 ? label - 1 : h - 2, { fill: 'sheet' }),
      words(x + 12, bottom + (lines > 0 ? 15 : h / 2 - 2), c.image, { mono: true, max: w - 24 }),
    );
    if (lines === 0)
      shapes.push(
        words(x + 12, bottom + h / 2 + 16, '1 read-only layer, kept on the shelf', {
          fill: 'ink-2',
          max: w - 20,
        }),
      );
  } else if (level === 3) {
    shapes.push(rect(x + 1, bottom + 1, w - 2, h - 2, { fill: 'sheet' }));
    for (let i = 0; i < Math.min(3, c.layers); i += 1)
      shapes.push(
        line(x, bottom + h - 3 - i * 3.5, x + w, bottom + h - 3 - i * 3.5, { stroke: 'k-image', sw: 1 }),
      );
    shapes.push(words(x + 8, bottom + 13, c.image, { max: w - 14, fill: 'ink-2' }));
  } else if (level === 2) {
    for (let i = 1; i < 3; i += 1)
      shapes.push(line(x, bottom + (i * h) / 3, x + w, bottom + (i * h) / 3, { stroke: 'k-image', sw: 1 }));
  }
  if (place >= 1) return shapes;
  const slide = 1 - at(fx, 'floor');
  return [
    group(shapes, {
      x: -slide * at(fx, 'fromX', 0),
      y: -slide * at(fx, 'fromY', 0),
      op: Math.max(0.25, 1 - slide),
    }),
  ];
}

/** The writable layer: overhangs the box, dotted. */
function roof(r: Room, c: PictureContainer, fx: Fx): Shape[] {
  const p = at(fx, 'roof');
  if (p <= 0) return [];
  const { level, x, w } = r;
  const h = levelOf(level).roof;
  if (level === 0) return [rect(x, r.y, w, h, { fill: 'k-container' })];
  const over = level >= 3 ? 5 : level === 2 ? 3 : 0;
  const y = r.y - (1 - p) * 46 - at(fx, 'lift', 0) * 30;
  const shapes = slab(x - over, y, w + 2 * over, h, r.depth, 'container', {
    pattern: 'rw',
    sw: level >= 3 ? 1.5 : 1,
  });
  if (level >= 4) {
    const text = c.writable === null ? 'writable layer' : `writable layer · ${c.writable}`;
    shapes.push(
      rect(x - over + 2, y + 2, textWidth(text, { size: 13 }) + 18, h - 4, { fill: 'k-container-face' }),
      words(x + 6, y + h / 2 + 4.8, text),
    );
  }
  return p < 1 ? [group(shapes, { op: Math.min(1, p * 2) })] : shapes;
}

function roomWords(r: Room, c: PictureContainer, postX: number, fx: Fx): Shape[] {
  const { x, w, top, ink } = r;
  const shapes: Shape[] = [
    words(x + 14, top + 27, c.name, {
      size: 17,
      weight: 620,
      fill: ink,
      max: w - (c.health === null ? 26 : 52),
    }),
    glyph(x + 22, top + 46, 7, stateGlyph(c), ink),
    words(x + 36, top + 51, c.state, { size: 15, weight: 600, fill: ink, max: w - 46 }),
  ];
  if (c.health !== null) shapes.push(glyph(x + w - 22, top + 22, 9, c.health, ink));
  if (c.since !== '') {
    // A line of its own, where the words beside the lamp leave it one; else behind the state.
    const state = { size: 15, weight: 600 };
    const x2 = x + 46 + textWidth(c.state, state);
    if (lampY(r) > top + 98) shapes.push(words(x + 14, top + 74, c.since, { fill: ink, max: w - 26 }));
    else if (x + w - x2 > 60) shapes.push(words(x2, top + 51, c.since, { fill: ink, max: x + w - x2 - 8 }));
  }
  shapes.push(...process(r, c, postX, fx));
  return shapes;
}

function houseWords(r: Room, c: PictureContainer): Shape[] {
  const { x, w, top, bottom, ink } = r;
  const nameMax = w - 14 - (c.health === null ? 0 : 18);
  const large = textWidth(c.name, { size: 15, weight: 620 }) <= nameMax;
  const fact = c.execs.length > 0 ? `also: ${c.execs.at(-1) ?? ''}` : (c.load ?? c.since);
  const shapes: Shape[] = [
    words(x + 9, top + 20, c.name, { size: large ? 15 : 13, weight: 620, fill: ink, max: nameMax }),
    glyph(x + 15, top + 35, 6, stateGlyph(c), ink),
    words(x + 26, top + 40, c.state, { fill: ink, weight: 600, max: w - 30 }),
  ];
  if (top + 59 < bottom) shapes.push(words(x + 9, top + 58, fact, { fill: ink, max: w - 14 }));
  if (c.health !== null) shapes.push(glyph(x + w - 14, top + 14, 6.5, c.health, ink));
  return shapes;
}

function crateWords(r: Room, c: PictureContainer): Shape[] {
  const { x, w, top, ink } = r;
  return [
    words(x + 6, top + 16, c.name, { fill: ink, weight: 600, max: w - 26 }),
    glyph(x + w - 11, top + 11, 5.5, stateGlyph(c), ink),
    words(x + 6, top + 32, c.state, { fill: ink, max: w - 12 }),
  ];
}
