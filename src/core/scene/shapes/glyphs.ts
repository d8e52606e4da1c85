import type { Token } from '../tokens';
import { circle, d, group, line, path, rect, type Shape } from './shape';

export type GlyphKind =
  | 'running'
  | 'created'
  | 'paused'
  | 'restarting'
  | 'done'
  | 'failed'
  | 'oom'
  | 'dead'
  | 'removing'
  | 'healthy'
  | 'unhealthy'
  | 'starting'
  | 'unknown';

/** State glyphs, told apart by their shape alone; colour only helps. `r` is the half of the glyph's size. */
export function glyph(x: number, y: number, r: number, kind: GlyphKind, ink: Token = 'ink'): Shape {
  return group(draw(r, kind, ink), { x, y });
}

function draw(r: number, kind: GlyphKind, stroke: Token): Shape[] {
  const sw = r > 6 ? 1.6 : 1.2;
  const pen = { stroke, sw };
  switch (kind) {
    case 'running': {
      const shapes: Shape[] = [];
      if (r > 5) {
        for (let i = 0; i < 8; i += 1) {
          const a = (i * Math.PI) / 4;
          shapes.push(
            line(
              Math.cos(a) * r * 0.82,
              Math.sin(a) * r * 0.82,
              Math.cos(a) * r * 1.22,
              Math.sin(a) * r * 1.22,
              pen,
            ),
          );
        }
      }
      return [...shapes, circle(0, 0, r * 0.58, { fill: 'lamp', ...pen })];
    }
    case 'created':
      return [circle(0, 0, r * 0.7, { ...pen, dash: '3 2.4' })];
    case 'starting':
      return [circle(0, 0, r * 0.8, { ...pen, dash: '1.5 2.5' })];
    case 'paused':
      return [
        rect(-r * 0.62, -r * 0.75, r * 0.42, r * 1.5, { fill: stroke }),
        rect(r * 0.2, -r * 0.75, r * 0.42, r * 1.5, { fill: stroke }),
      ];
    case 'restarting':
      return [
        path(d`M${r * 0.72},${-r * 0.2}A${r * 0.75},${r * 0.75} 0 1 0 ${r * 0.6},${r * 0.45}`, {
          stroke,
          sw: sw * 1.2,
        }),
        path(d`M${r * 0.2},${-r * 0.25}L${r * 1.1},${-r * 0.1}L${r * 0.85},${-r * 0.95}Z`, { fill: stroke }),
      ];
    case 'done':
      return [circle(0, 0, r * 0.7, pen), line(-r * 0.38, 0, r * 0.38, 0, pen)];
    case 'failed':
      return [
        rect(-r * 0.72, -r * 0.72, r * 1.44, r * 1.44, { fill: 'bad', ...pen }),
        line(-r * 0.36, -r * 0.36, r * 0.36, r * 0.36, { stroke: 'sheet', sw: sw * 1.2 }),
        line(-r * 0.36, r * 0.36, r * 0.36, -r * 0.36, { stroke: 'sheet', sw: sw * 1.2 }),
      ];
    case 'oom': {
      const k = r * 0.4;
      return [
        path(d`M${-k},${-r}H${k}L${r},${-k}V${k}L${k},${r}H${-k}L${-r},${k}V${-k}Z`, { fill: 'bad', ...pen }),
        rect(-r * 0.55, -r * 0.2, r * 1.1, r * 0.4, { fill: 'sheet' }),
      ];
    }
    case 'dead':
      return [
        path(d`M0,${-r * 0.9}L${r * 0.9},${r * 0.7}H${-r * 0.9}Z`, pen),
        line(-r, -r, r, r, { stroke: 'bad', sw: sw * 1.3 }),
      ];
    case 'removing':
      return [rect(-r * 0.7, -r * 0.7, r * 1.4, r * 1.4, { ...pen, dash: '2 2' })];
    case 'healthy':
      return [
        circle(0, 0, r * 0.9, pen),
        path(d`M${-r * 0.45},0L${-r * 0.1},${r * 0.38}L${r * 0.5},${-r * 0.36}`, { stroke, sw: sw * 1.2 }),
      ];
    case 'unhealthy':
      return [
        path(d`M0,${-r}L${r},${r * 0.8}H${-r}Z`, pen),
        line(0, -r * 0.35, 0, r * 0.2, { stroke, sw: sw * 1.2 }),
        circle(0, r * 0.5, sw * 0.7, { fill: stroke }),
      ];
    case 'unknown':
      return [
        circle(0, 0, r * 0.9, pen),
        path(d`M${-r * 0.35},${-r * 0.2}A${r * 0.38},${r * 0.38} 0 1 1 0,${r * 0.15}V${r * 0.3}`, {
          stroke,
          sw: sw * 1.2,
        }),
        circle(0, r * 0.6, sw * 0.7, { fill: stroke }),
      ];
  }
}
