import type { Token } from '../tokens';
import { fit, type Face } from '../text/fit';

/** One SVG element as plain data. The stage makes a node of it, the SVG writer text: the same picture in both. */
export interface Shape {
  readonly tag: 'rect' | 'path' | 'line' | 'circle' | 'ellipse' | 'text' | 'g';
  readonly a: Readonly<Record<string, string | number>>;
  readonly t?: string;
  readonly c?: readonly Shape[];
}

export type Paint = Token | 'none' | `url(#${string})`;

export interface Pen {
  readonly fill?: Paint;
  readonly stroke?: Paint;
  readonly sw?: number;
  readonly dash?: string;
  readonly op?: number;
  readonly rule?: 'evenodd';
  readonly marker?: 'arrow';
}

export const FACE_WORDS = "'Cutaway Words', 'Inter Variable', Inter, system-ui, sans-serif";
export const FACE_CODE =
  "'Cutaway Code', 'JetBrains Mono Variable', 'JetBrains Mono', ui-monospace, monospace";

const paint = (p: Paint): string => (p === 'none' || p.startsWith('url(') ? p : `var(--${p})`);
/** Two decimals: enough for the eye, and equal on every machine. */
const n = (value: number): number => Math.round(value * 100) / 100;

function pen(p: Pen): Record<string, string | number> {
  const a: Record<string, string | number> = { fill: paint(p.fill ?? 'none') };
  if (p.stroke !== undefined && p.stroke !== 'none') {
    a['stroke'] = paint(p.stroke);
    a['stroke-width'] = p.sw ?? 1;
  }
  if (p.dash !== undefined) a['stroke-dasharray'] = p.dash;
  if (p.op !== undefined && p.op !== 1) a['opacity'] = n(p.op);
  if (p.rule !== undefined) a['fill-rule'] = p.rule;
  if (p.marker !== undefined) a['marker-end'] = 'url(#arrow)';
  return a;
}

export const rect = (x: number, y: number, w: number, h: number, p: Pen): Shape => ({
  tag: 'rect',
  a: { x: n(x), y: n(y), width: n(Math.max(0, w)), height: n(Math.max(0, h)), ...pen(p) },
});
export const path = (d: string, p: Pen): Shape => ({ tag: 'path', a: { d, ...pen(p) } });
export const line = (x1: number, y1: number, x2: number, y2: number, p: Pen): Shape => ({
  tag: 'line',
  a: { x1: n(x1), y1: n(y1), x2: n(x2), y2: n(y2), ...pen({ stroke: 'ink', ...p }) },
});
export const circle = (cx: number, cy: number, r: number, p: Pen): Shape => ({
  tag: 'circle',
  a: { cx: n(cx), cy: n(cy), r: n(r), ...pen(p) },
});
export const ellipse = (cx: number, cy: number, rx: number, ry: number, p: Pen): Shape => ({
  tag: 'ellipse',
  a: { cx: n(cx), cy: n(cy), rx: n(rx), ry: n(ry), ...pen(p) },
});
export const group = (
  children: readonly Shape[],
  at: { x?: number; y?: number; op?: number; dash?: string } = {},
): Shape => ({
  tag: 'g',
  a: {
    ...(at.x !== undefined || at.y !== undefined
      ? { transform: `translate(${String(n(at.x ?? 0))},${String(n(at.y ?? 0))})` }
      : {}),
    ...(at.op !== undefined && at.op !== 1 ? { opacity: n(at.op) } : {}),
    ...(at.dash !== undefined ? { 'stroke-dasharray': at.dash } : {}),
  },
  c: children,
});

export interface Words extends Partial<Face> {
  readonly fill?: Token;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** px; longer text is cut with `…` */
  readonly max?: number;
  /** The face behind the words, where they stand on a hatch. */
  readonly halo?: Token;
  readonly op?: number;
}

/** Words at their base line. Nothing on the stage is smaller than 13 px. */
export function words(x: number, y: number, text: string, w: Words = {}): Shape {
  const size = w.size ?? 13;
  const weight = w.weight ?? 420;
  const shown = fit(text, w.max, { size, weight, mono: w.mono ?? false });
  return {
    tag: 'text',
    t: shown,
    a: {
      x: n(x),
      y: n(y),
      'font-size': size,
      'font-weight': weight,
      'font-family': w.mono === true ? FACE_CODE : FACE_WORDS,
      fill: `var(--${w.fill ?? 'ink'})`,
      ...(w.anchor !== undefined && w.anchor !== 'start' ? { 'text-anchor': w.anchor } : {}),
      ...(w.halo !== undefined
        ? {
            stroke: `var(--${w.halo})`,
            'stroke-width': 6,
            'stroke-linejoin': 'round',
            'paint-order': 'stroke',
          }
        : {}),
      ...(w.op !== undefined && w.op !== 1 ? { opacity: n(w.op) } : {}),
    },
  };
}

/** A face with cabinet depth: it keeps its true shape, depth goes up and to the right. */
export function slab(
  x: number,
  y: number,
  w: number,
  h: number,
  depth: number,
  kind: 'image' | 'container',
  o: { pattern?: 'ro' | 'rw' | null; sw?: number } = {},
): Shape[] {
  const face = { fill: `k-${kind}-face`, stroke: `k-${kind}` } as const;
  const shapes: Shape[] = [];
  if (depth > 0) {
    shapes.push(
      path(
        `M${String(n(x))},${String(n(y))}l${String(depth)},${String(-depth)}h${String(n(w))}l${String(-depth)},${String(depth)}Z`,
        { ...face, sw: 1 },
      ),
    );
    shapes.push(
      path(
        `M${String(n(x + w))},${String(n(y))}l${String(depth)},${String(-depth)}v${String(n(h))}l${String(-depth)},${String(depth)}Z`,
        { fill: `k-${kind}-side`, stroke: `k-${kind}`, sw: 1 },
      ),
    );
  }
  shapes.push(rect(x, y, w, h, { ...face, sw: o.sw ?? 1.2 }));
  if (o.pattern) shapes.push(rect(x, y, w, h, { fill: `url(#${o.pattern})` }));
  return shapes;
}

/** Formats path data: numbers with two decimals, commands kept. */
export const d = (strings: TemplateStringsArray, ...values: readonly number[]): string =>
  strings.reduce((out, s, i) => out + s + (i < values.length ? String(n(values[i] ?? 0)) : ''), '');
