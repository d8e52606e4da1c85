import { clamp } from '../../layout/frame';
import { glyph } from '../../shapes/glyphs';
import { d, line, path, rect, slab, words, type Shape } from '../../shapes/shape';
import { textWidth } from '../../text/fit';
import { shortPile } from '../kernel-band';
import { longest } from '../sheet';
import { GROUND, type Places } from './places';

const WALL = 8;

/** Inner places of the box of one column. */
export interface BoxPlace {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  /** Where its floor and its ground begin. */
  readonly floor: number;
  readonly ground: number;
  /** The tip of its processes. */
  readonly tip: number;
  /** Height of its roof; a high one is labelled. */
  readonly roof: number;
  /** px of its words */
  readonly size: number;
}

export function boxPlace(p: Places, i: number): BoxPlace {
  const floorH = clamp(p.box.h * 0.2, Math.min(44, p.box.h * 0.24), 76);
  const tall = p.box.h > 260 && p.box.w > 180;
  return {
    x: p.x(i) + 6,
    y: p.box.y,
    w: p.box.w,
    floor: p.ground - floorH,
    ground: p.ground,
    tip: p.ground + GROUND * 0.55,
    roof: tall ? 24 : 12,
    size: tall ? 17 : 13,
  };
}

/** What is still to come. */
const dashed = (x: number, y: number, w: number, h: number): Shape =>
  rect(x, y, w, h, { stroke: 'ink-3', sw: 1.2, dash: '5 5' });

const roofToCome = (b: BoxPlace): Shape => dashed(b.x - 5, b.y, b.w + 10, b.roof);

function floor(b: BoxPlace, texts: readonly string[], left: number): Shape[] {
  const max = b.w - left - 6;
  const h = b.ground - b.floor;
  return [
    rect(b.x, b.floor, b.w, h, { fill: 'sheet', stroke: 'k-image', sw: 1.5 }),
    rect(b.x, b.floor, b.w, h, { fill: 'url(#ro)', op: 0.35 }),
    words(b.x + left, b.floor + h / 2 + 5, longest(texts, max, b.size), { size: b.size, halo: 'sheet', max }),
  ];
}

function walls(b: BoxPlace): Shape[] {
  const y = b.y + b.roof;
  const h = b.floor - y;
  return [
    rect(b.x, y, b.w, h, { fill: 'lit', stroke: 'ink', sw: 1.2 }),
    ...[b.x, b.x + b.w - WALL].flatMap((x) => [
      rect(x, y, WALL, h, { fill: 'sheet' }),
      rect(x, y, WALL, h, { fill: 'url(#cut)', stroke: 'ink', sw: 1.5 }),
    ]),
  ];
}

/** A bar with a stop: a limit. */
function stop(b: BoxPlace): Shape[] {
  const x = b.x + Math.min(44, b.w * 0.26);
  const w = b.w - (x - b.x) - 28;
  const y = b.y + b.roof + 14;
  return [
    rect(x, y, w, 12, { fill: 'sheet', stroke: 'on-lit', sw: 1.5 }),
    rect(x, y, w * 0.3, 12, { fill: 'k-container' }),
    rect(x + w - 3, y - 5, 7, 22, { fill: 'on-lit' }),
  ];
}

function process(b: BoxPlace, x: number, y: number, dark: boolean): Shape[] {
  return [...shortPile(x, y, b.tip), glyph(x, y, 9, 'running', dark ? 'on-lit' : 'ink')];
}

/** The box as far as it had come by point `i`: the first four, of nobody in particular. */
export function boxShapes(b: BoxPlace, i: number): readonly Shape[] {
  const inner = b.floor - b.y - b.roof;
  const lamp = Math.max(b.y + b.roof + 46, b.floor - Math.max(34, inner * 0.4));
  const left = Math.min(44, b.w * 0.42);
  const max = b.w - left - 14;
  const inside = (...lines: readonly string[]): Shape[] =>
    lines.map((text, k) =>
      words(b.x + left, lamp + 5 + k * (b.size + 4), text, { size: b.size, fill: 'on-lit', max }),
    );
  switch (i) {
    case 0:
      return [
        roofToCome(b),
        dashed(b.x, b.y + b.roof, b.w, b.floor - b.y - b.roof),
        ...floor(b, ['its own /', 'own /'], 36),
        ...process(b, b.x + 20, lamp, false),
      ];
    case 1:
      return [
        roofToCome(b),
        ...walls(b),
        ...floor(b, ['its own /', 'own /'], 40),
        ...inside(...(b.w > 116 ? ['sees no', 'neighbour'] : ['alone'])),
        ...process(b, b.x + 24, lamp, true),
      ];
    case 2:
      return [
        roofToCome(b),
        ...walls(b),
        ...floor(b, ['its own /', 'own /'], 40),
        ...stop(b),
        ...inside(b.w > 116 ? 'up to here' : 'limit'),
        ...process(b, b.x + 24, lamp, true),
      ];
    default: {
      const step = (b.w - 48) / 2;
      return [
        ...walls(b),
        ...slab(b.x - 5, b.y, b.w + 10, b.roof, 8, 'container'),
        ...floor(b, ['a whole system', 'a system', 'system'], 12),
        ...stop(b),
        ...[0, 1, 2].flatMap((k) => {
          const x = b.x + 24 + k * step;
          return [
            rect(x - 3, lamp, 6, b.floor - lamp, { fill: 'lit', stroke: 'on-lit', sw: 1 }),
            ...shortPile(x, b.ground, b.tip),
            glyph(x, lamp, 8, 'running', 'on-lit'),
          ];
        }),
      ];
    }
  }
}

export interface Whole {
  readonly name: string;
  readonly state: string;
  readonly glyph: Parameters<typeof glyph>[3];
  readonly lit: boolean;
  readonly image: string;
  /** More of it, where its box is high. */
  readonly more: readonly { readonly text: string; readonly mono: boolean }[];
}

/** The box that is known from everywhere else: layers as its floor, a writable roof. */
export function wholeShapes(b: BoxPlace, c: Whole): readonly Shape[] {
  const y = b.y + b.roof;
  const ink = c.lit ? 'on-lit' : 'on-dark-room';
  const max = b.w - 20;
  const h = b.ground - b.floor;
  const lines = (h > 50 ? [0.48, 0.65, 0.82] : [0.72, 0.86]).map((part) =>
    line(b.x, b.floor + h * part, b.x + b.w, b.floor + h * part, { stroke: 'k-image' }),
  );
  return [
    rect(b.x, y, b.w, b.floor - y, { fill: c.lit ? 'lit' : 'dark-room', stroke: 'ink', sw: 1.5 }),
    ...slab(b.x - 5, b.y, b.w + 10, b.roof, 8, 'container', { pattern: 'rw' }),
    ...(b.roof > 20 ? [words(b.x + 8, b.y + 17, 'writable layer', { halo: 'k-container-face', max })] : []),
    words(b.x + 10, y + 24, c.name, { size: 17, weight: 620, fill: ink, max }),
    glyph(b.x + 18, y + 42, 7, c.glyph, ink),
    words(b.x + 32, y + 47, c.state, { size: 15, fill: ink, max: max - 22 }),
    ...c.more
      .slice(0, Math.max(0, Math.floor((b.floor - y - 66) / 26)))
      .map(({ text, mono }, k) => words(b.x + 10, y + 78 + k * 26, text, { size: 15, mono, fill: ink, max })),
    rect(b.x, b.floor, b.w, h, { fill: 'sheet', stroke: 'k-image', sw: 1.5 }),
    ...lines,
    words(b.x + 10, b.floor + Math.min(18, h * 0.55), imageWords(c.image, max), { mono: true, max }),
  ];
}

/** Without its tag where that does not fit. */
const imageWords = (image: string, max: number): string =>
  textWidth(image, { size: 13, mono: true }) <= max ? image : image.replace(/:[^:/]+$/, '');

/** A dimension line along the right of a box: it has become a norm. */
export function norm(b: BoxPlace): readonly Shape[] {
  const x = b.x + b.w + 17;
  const pen = { stroke: 'ink-2', sw: 1.2 } as const;
  const [top, bottom] = [b.y, b.ground - 1];
  return [
    line(x - 5, top, x + 5, top, pen),
    line(x - 5, bottom, x + 5, bottom, pen),
    line(x, top, x, bottom, pen),
    path(d`M${x - 4},${top + 9}L${x},${top}L${x + 4},${top + 9}`, pen),
    path(d`M${x - 4},${bottom - 9}L${x},${bottom}L${x + 4},${bottom - 9}`, pen),
  ];
}
