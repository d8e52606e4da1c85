import { PATTERNS } from '../../core/scene/shapes/patterns';
import type { Shape } from '../../core/scene/shapes/shape';

type Ink = string | CanvasPattern;

/** Turns the paint of a shape (`var(--ink)`, `url(#off)`) into one that a canvas knows. */
export interface Inks {
  of(paint: string): Ink;
}

const number = (value: string | number | undefined): number => Number(value ?? 0);

/**
 * The colours and hatches of a theme, read once from the style sheet.
 * @param scale device pixels to a pixel of the stage
 */
export function createInks(style: CSSStyleDeclaration, scale: number): Inks {
  const known = new Map<string, Ink>();
  const inks: Inks = {
    of(paint) {
      let ink = known.get(paint);
      if (ink === undefined) known.set(paint, (ink = read(paint)));
      return ink;
    },
  };
  function read(paint: string): Ink {
    const token = /^var\((--[\w-]+)\)$/.exec(paint)?.[1];
    if (token !== undefined) return style.getPropertyValue(token).trim();
    const id = /^url\(#([\w-]+)\)$/.exec(paint)?.[1];
    return id === undefined ? paint : hatch(id, inks, scale);
  }
  return inks;
}

function hatch(id: string, inks: Inks, scale: number): Ink {
  const pattern = PATTERNS.find((p) => p.id === id);
  const tile = document.createElement('canvas');
  const pen = tile.getContext('2d');
  if (!pattern || !pen) return 'transparent';
  tile.width = Math.max(1, Math.round(pattern.w * scale));
  tile.height = Math.max(1, Math.round(pattern.h * scale));
  pen.setTransform(tile.width / pattern.w, 0, 0, tile.height / pattern.h, 0, 0);
  paintShapes(pen, pattern.shapes, inks);
  const made = pen.createPattern(tile, 'repeat');
  made?.setTransform(
    new DOMMatrix().rotate(pattern.turn).scale(pattern.w / tile.width, pattern.h / tile.height),
  );
  return made ?? 'transparent';
}

/** Draws shapes without words on a canvas: the same data that the nodes are made of, so that both look alike. */
export function paintShapes(pen: CanvasRenderingContext2D, shapes: readonly Shape[], inks: Inks): void {
  for (const shape of shapes) paintShape(pen, shape, inks);
}

function paintShape(pen: CanvasRenderingContext2D, { tag, a, c }: Shape, inks: Inks): void {
  pen.save();
  if (a['opacity'] !== undefined) pen.globalAlpha *= number(a['opacity']);
  if (tag === 'g') {
    const [, x = '0', y = '0'] =
      /^translate\(([-\d.]+),([-\d.]+)\)$/.exec(String(a['transform'] ?? '')) ?? [];
    pen.translate(Number(x), Number(y));
    paintShapes(pen, c ?? [], inks);
  } else if (tag !== 'text') {
    const outline = outlineOf(tag, a);
    if (a['fill'] !== undefined && a['fill'] !== 'none' && tag !== 'line') {
      pen.fillStyle = inks.of(String(a['fill']));
      pen.fill(outline, a['fill-rule'] === 'evenodd' ? 'evenodd' : 'nonzero');
    }
    if (a['stroke'] !== undefined && a['stroke'] !== 'none') {
      pen.strokeStyle = inks.of(String(a['stroke']));
      pen.lineWidth = number(a['stroke-width'] ?? 1);
      pen.setLineDash(
        String(a['stroke-dasharray'] ?? '')
          .split(/[ ,]+/)
          .filter(Boolean)
          .map(Number),
      );
      pen.stroke(outline);
    }
  }
  pen.restore();
}

function outlineOf(tag: Shape['tag'], a: Shape['a']): Path2D {
  const outline = new Path2D(tag === 'path' ? String(a['d'] ?? '') : undefined);
  if (tag === 'rect') outline.rect(number(a['x']), number(a['y']), number(a['width']), number(a['height']));
  else if (tag === 'circle') outline.arc(number(a['cx']), number(a['cy']), number(a['r']), 0, 2 * Math.PI);
  else if (tag === 'ellipse')
    outline.ellipse(number(a['cx']), number(a['cy']), number(a['rx']), number(a['ry']), 0, 0, 2 * Math.PI);
  else if (tag === 'line') {
    outline.moveTo(number(a['x1']), number(a['y1']));
    outline.lineTo(number(a['x2']), number(a['y2']));
  }
  return outline;
}
