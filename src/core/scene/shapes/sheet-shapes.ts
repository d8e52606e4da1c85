import type { MarkOf } from '../marks';
import { wrap } from '../text/fit';
import { container } from './container-shapes';
import { at, REST, type Fx } from './fx';
import { glyph } from './glyphs';
import { circle, d, line, path, rect, words, type Shape } from './shape';

/** The plot is staked out where the first box will stand. */
export function empty({ box, data }: MarkOf<'empty'>): Shape[] {
  const { x, y, w, h } = box;
  const max = w - 40;
  const plot = rect(x, y, w, h, { stroke: 'ink-3', sw: 1.5, dash: '6 6' });
  if (data.quiet) return [plot];
  return [
    plot,
    words(x + 24, y + 44, 'No containers yet', { size: 22, weight: 680, max }),
    words(x + 24, y + 76, 'They will stand here, on the engine.', { size: 15, max }),
    words(x + 24, y + 100, 'Type a command below, for example', { size: 15, max }),
    rect(x + 24, y + 118, Math.min(w - 48, 292), 40, { fill: 'sheet-2', stroke: 'ink', sw: 1.5 }),
    words(x + 38, y + 144, 'docker run hello-world', { size: 17, mono: true, max: w - 70 }),
  ];
}

export function output({ box, data }: MarkOf<'output'>, fx: Fx): Shape[] {
  const { x, y, w } = box;
  const { from } = data;
  const shown = Math.ceil(data.lines.length * at(fx, 'lines'));
  const shapes: Shape[] = [];
  if (from.lit)
    shapes.push(path(d`M${from.x},${from.y + 14}V${from.y}H${from.edge}`, { stroke: 'on-lit', sw: 1.5 }));
  shapes.push(
    path(d`M${from.edge},${from.y}H${x}`, { stroke: 'ink', sw: 1.5 }),
    rect(x, y, w, box.h, { fill: 'sheet', stroke: 'ink', sw: 1.5 }),
    words(x + 14, y + 22, 'what it printed', { fill: 'ink-2' }),
    ...data.lines
      .slice(0, shown)
      .map((text, i) => words(x + 14, y + 46 + i * 20, text, { mono: true, max: w - 24 })),
  );
  return shapes;
}

/** The chosen container drawn larger in a sheet, joined by a leader, as on an engineering drawing. */
export function detail({ box, data }: MarkOf<'detail'>): Shape[] {
  const { target, c } = data;
  const cx = target.x + target.w / 2;
  const cy = target.y + target.h / 2;
  const ty = box.y + 212;
  const angle = Math.atan2(ty - cy, box.x - cx);
  const r = Math.max(16, target.w * 0.95);
  const inner = { x: box.x + 24, y: box.y + 74, w: 212, h: 200 };
  return [
    circle(cx, cy, r, { stroke: 'sel', sw: 3 }),
    path(d`M${cx + Math.cos(angle) * r},${cy + Math.sin(angle) * r}L${box.x},${ty}`, {
      stroke: 'sel',
      sw: 2,
    }),
    rect(box.x, box.y, box.w, box.h, { fill: 'sheet', stroke: 'sel', sw: 2 }),
    words(box.x + 16, box.y + 26, `Detail of ${data.project}`, { size: 15, weight: 640, max: box.w - 28 }),
    words(box.x + 16, box.y + 44, 'drawn larger, the rest as it is', { fill: 'ink-2', max: box.w - 28 }),
    ...container(
      {
        kind: 'container',
        key: 'detail',
        box: inner,
        data: { c, level: 4, postX: inner.x + 30, depth: 12 },
        subject: null,
      },
      REST,
    ),
  ];
}

export function padlock(x: number, y: number, r: number): Shape[] {
  return [
    path(d`M${x - r * 0.5},${y - r * 0.1}v${-r * 0.35}a${r * 0.5},${r * 0.5} 0 0 1 ${r},0v${r * 0.35}`, {
      stroke: 'ink',
      sw: r * 0.24,
    }),
    rect(x - r * 0.8, y - r * 0.15, r * 1.6, r * 1.15, { fill: 'bad', stroke: 'ink', sw: 1.6 }),
    circle(x, y + r * 0.32, r * 0.18, { fill: 'sheet' }),
    line(x, y + r * 0.32, x, y + r * 0.68, { stroke: 'sheet', sw: r * 0.16 }),
  ];
}

/** Where the line breaks: a cross in the door, a padlock on it, or the bead of a question on its way. */
export function breakMark({ box, data }: MarkOf<'break'>): Shape[] {
  const { x, y } = box;
  if (data.kind === 'bead')
    return [
      line(data.from, y, x + 16, y, { sw: 2, dash: '2 4' }),
      circle(x, y, 6, { fill: 'lamp', stroke: 'ink', sw: 1.5 }),
    ];
  const wire = line(data.from, y, x, y, { stroke: 'bad', sw: 3 });
  return data.kind === 'padlock' ? [wire, ...padlock(x, y, 15)] : [wire, glyph(x, y, 13, 'failed')];
}

/** The sheet that says what is missing, and the one command to type. */
export function diagnosis({ box, data }: MarkOf<'diagnosis'>): Shape[] {
  const { x, y, w, h } = box;
  const says = data.diagnosis;
  const edge = says ? 'bad' : 'lamp';
  const shapes: Shape[] = [
    path(`M${data.leader.map(([px, py]) => `${px.toFixed(1)},${py.toFixed(1)}`).join('L')}`, {
      stroke: says ? 'bad' : 'ink',
      sw: 2,
    }),
    rect(x, y, w, h, { fill: 'sheet', stroke: 'ink', sw: 1.5 }),
    rect(x, y, 6, h, { fill: edge }),
  ];
  const left = x + 28;
  const max = w - 48;
  shapes.push(
    words(left, y + 46, says?.title ?? 'Asking the engine what it has', { size: 22, weight: 680, max }),
    words(left, y + 74, says?.what ?? 'Each part is drawn as soon as its list is here.', { size: 15, max }),
  );
  let line0 = y + 110;
  const rows = says
    ? says.checks.map((c) => ({
        glyph:
          c.state === 'ok'
            ? ('healthy' as const)
            : c.state === 'bad'
              ? ('failed' as const)
              : ('created' as const),
        words: c.words,
        bad: c.state === 'bad',
        faint: c.state === 'next',
      }))
    : data.loading.map((c) => ({
        glyph: c.state === 'ok' ? ('healthy' as const) : ('running' as const),
        words: c.words,
        bad: false,
        faint: c.state === 'wait',
      }));
  for (const row of rows) {
    shapes.push(
      glyph(left + 10, line0 - 5, 8, row.glyph),
      words(left + 30, line0, row.words, {
        size: 15,
        max: max - 40,
        weight: row.bad ? 600 : 420,
        fill: row.faint ? 'ink-2' : 'ink',
      }),
    );
    line0 += 30;
  }
  if (!says) return shapes;
  if (says.command !== null) {
    shapes.push(
      words(left, line0, 'The next command, in a terminal', { fill: 'ink-2' }),
      rect(left, line0 + 10, w - 56, 40, { fill: 'sheet-2', stroke: 'ink', sw: 1.5 }),
      words(left + 14, line0 + 36, says.command, { size: 17, mono: true, max: w - 90 }),
    );
    line0 += 78;
  }
  for (const text of [says.then, says.more]) {
    if (text === null) continue;
    shapes.push(words(left, line0, text, { size: 15, max }));
    line0 += 24;
  }
  return shapes;
}

export function lost({ box, data }: MarkOf<'lost'>): Shape[] {
  const { notch, engine, doorY, x0 } = data;
  const lines = data.lines.flatMap((text) => wrap(text, notch.w - 24, { size: 13 }));
  const h = 28 + lines.length * 20 + 14;
  const y = notch.y + notch.h - h;
  return [
    rect(box.x, box.y, box.w, box.h, { fill: 'url(#off)', op: 0.55 }),
    rect(engine.x, engine.y, engine.w, engine.h, { stroke: 'ink-2', sw: 2, dash: '8 6' }),
    glyph(x0, doorY, 13, 'failed'),
    rect(notch.x, y, notch.w, h, { fill: 'sheet', stroke: 'ink', sw: 2 }),
    rect(notch.x, y, notch.w, 6, { fill: 'bad' }),
    path(d`M${x0},${doorY - 13}V${y + h / 2}H${notch.x + notch.w}`, { stroke: 'bad', sw: 2 }),
    words(notch.x + 14, y + 30, data.title, { size: 15, weight: 680, max: notch.w - 20 }),
    ...lines.map((text, i) => words(notch.x + 14, y + 52 + i * 20, text, { max: notch.w - 20 })),
  ];
}

/** Height of a sheet in the notch with these lines, for its width. */
export const noteHeight = (lines: readonly string[], w: number): number =>
  28 + lines.flatMap((text) => wrap(text, w - 24, { size: 13 })).length * 20 + 14;

/** A sheet in the notch, left of the machine; its box is where its foot stands. */
export function note({ box, data }: MarkOf<'note'>): Shape[] {
  const lines = data.lines.flatMap((text) => wrap(text, box.w - 24, { size: 13 }));
  const h = 28 + lines.length * 20 + 14;
  const y = box.y - h;
  return [
    rect(box.x, y, box.w, h, { fill: 'sheet', stroke: 'ink', sw: 2 }),
    rect(box.x, y, box.w, 6, { fill: 'k-vm' }),
    words(box.x + 14, y + 30, data.title, { size: 15, weight: 680, max: box.w - 20 }),
    ...lines.map((text, i) => words(box.x + 14, y + 52 + i * 20, text, { max: box.w - 20 })),
  ];
}
