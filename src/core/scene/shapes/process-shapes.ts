import { LARGE_LAMP, type LevelId } from '../layout/levels';
import type { PictureContainer } from '../picture-containers';
import type { Token } from '../tokens';
import { at, type Fx } from './fx';
import { glyph, type GlyphKind } from './glyphs';
import { d, line, path, rect, words, type Shape } from './shape';

/** The inside of a box, between roof and floor. */
export interface Room {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  /** between roof and floor */
  readonly top: number;
  readonly bottom: number;
  readonly level: LevelId;
  readonly depth: number;
  readonly ink: Token;
  readonly lit: boolean;
}

const isHall = (r: Room): boolean => r.level === 5 && r.bottom - r.top > LARGE_LAMP;

/** Where the lamp of the first process hangs. */
export const lampY = (r: Room): number => r.bottom - (isHall(r) ? 96 : 44);

/** A lamp on a post: the post goes through the floor and becomes the pile. Without a process, a socket in the floor. */
export function process(r: Room, c: PictureContainer, postX: number, fx: Fx): Shape[] {
  const { x, w, bottom, ink } = r;
  const hall = isHall(r);
  const radius = hall ? 22 : 12;
  const y = lampY(r);
  const has = at(fx, 'pile', c.process ? 1 : 0) > 0;
  const lamp: GlyphKind =
    at(fx, 'light', c.lit ? 1 : 0) <= 0 ? 'created' : c.glyph === 'paused' ? 'paused' : 'running';
  const shapes: Shape[] = has
    ? [
        rect(postX - 4, y, 8, bottom - y, { fill: 'lit', stroke: 'on-lit', sw: 1.2 }),
        glyph(postX, y, radius, lamp, ink),
      ]
    : [
        path(d`M${postX - 10},${bottom}v-8h20v8`, {
          stroke: ink,
          sw: 1.5,
          ...(c.glyph === 'created' ? { dash: '3 3' } : {}),
        }),
      ];
  if (c.grace !== null && has) shapes.push(...ring(postX, y, radius, c.grace, ink));
  if (has && c.execs.length > 0) shapes.push(...secondProcess(r, c, postX, y, radius, fx));
  if (has && c.execs.length > 0) {
    // Two lamps side by side: each has its command at the foot of its post.
    const max = Math.min(hall ? 130 : 84, x + w - postX - 16);
    shapes.push(words(postX + 12, bottom - 10, c.command, { mono: true, weight: 560, fill: ink, max }));
    return shapes;
  }
  const right = x + w - postX > Math.min(150, postX - x);
  const off = c.stopping ? 36 : 26;
  const side = right ? 1 : -1;
  const tx = postX + side * off + side * (hall ? 14 : 0);
  const max = right ? x + w - tx - 10 : tx - x - 10;
  const text = {
    anchor: right ? ('start' as const) : ('end' as const),
    fill: ink,
    max,
    size: hall ? 15 : 13,
  };
  const below = has
    ? (c.load ?? (c.stopping ? 'asked to end' : 'process 1 in here'))
    : c.glyph === 'created'
      ? 'not started'
      : 'no process';
  shapes.push(
    words(tx, y - 2 + (has ? 0 : hall ? 56 : 13), c.command, { ...text, mono: true, weight: 560 }),
    words(tx, y + (has ? (hall ? 20 : 17) : hall ? 78 : 29), below, text),
  );
  return shapes;
}

/** A further process: a smaller lamp on a post of its own beside the first. */
function secondProcess(
  r: Room,
  c: PictureContainer,
  postX: number,
  y: number,
  radius: number,
  fx: Fx,
): Shape[] {
  const right = r.x + r.w - postX > postX - r.x;
  const x = right
    ? Math.min(r.x + r.w - 24, postX + (r.level === 5 ? 150 : 104))
    : Math.max(r.x + 24, postX - 104);
  const p = at(fx, 'exec');
  const top = r.bottom - (r.bottom - y) * p;
  const label =
    c.execs.length > 1 ? `${c.execs.at(-1) ?? ''} +${String(c.execs.length - 1)}` : (c.execs[0] ?? '');
  return [
    rect(x - 4, top, 8, r.bottom - top, { fill: 'lit', stroke: 'on-lit', sw: 1.2 }),
    ...(p > 0.6 ? [glyph(x, y, radius * 0.7, 'running', r.ink)] : []),
    words(x + 12, r.bottom - 10, label, {
      mono: true,
      weight: 560,
      fill: r.ink,
      max: r.level === 5 ? 130 : 84,
    }),
  ];
}

/** Ten ticks around the lamp that go out as the grace period runs. */
function ring(x: number, y: number, r: number, left: number, ink: Token): Shape[] {
  return Array.from({ length: 10 }, (_, i) => {
    const a = -Math.PI / 2 + (i * Math.PI) / 5;
    const on = i < left;
    return line(
      x + Math.cos(a) * r * 1.55,
      y + Math.sin(a) * r * 1.55,
      x + Math.cos(a) * r * 1.95,
      y + Math.sin(a) * r * 1.95,
      { stroke: ink, sw: on ? 3 : 1, op: on ? 1 : 0.55 },
    );
  });
}
