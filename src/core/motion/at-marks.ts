import type { Mark, Scene } from '../scene/marks';
import { circle, d, line, path, rect, slab, words, type Shape } from '../scene/shapes/shape';
import { textWidth } from '../scene/text/fit';
import type { Act } from './act';
import { along, reached, type Point } from './run';

/** A container or an image by its id. */
function subjectMark(scene: Scene, id: string): Mark | undefined {
  return scene.marks.find(
    ({ subject }) => subject?.id === id && (subject.kind === 'container' || subject.kind === 'image'),
  );
}

export function brackets(scene: Scene, subject: string, bad: boolean): Shape[] {
  const mark = subjectMark(scene, subject);
  if (!mark) return [];
  const depth = mark.kind === 'container' ? mark.data.depth : 6;
  const head = mark.kind === 'image' ? 40 : 0;
  const { x, y, w, h } = mark.box;
  return bracketShapes(x - 8, y - depth - 8 - head, w + depth + 16, h + depth + 16 + head, bad);
}

/** A plate with a few words at the thing that they are about, or at the engine where that is not drawn. */
export function plate(scene: Scene, act: Act, bad: boolean): Shape[] {
  const mark = subjectMark(scene, act.subject);
  const f = scene.frame;
  const w = textWidth(act.label, { size: 13, mono: true, weight: 560 }) + 24;
  const x = Math.max(8, Math.min(f.W - w - 8, mark ? mark.box.x + mark.box.w / 2 - w / 2 : f.engine.x + 40));
  const y = mark ? Math.max(4, mark.box.y - 40) : f.engine.y - 40;
  return [
    ...brackets(scene, act.subject, bad),
    rect(x, y, w, 26, { fill: bad ? 'bad-bg' : 'sheet', stroke: bad ? 'bad' : 'ink', sw: 1.5 }),
    words(x + 12, y + 17.5, act.label, { mono: true, weight: 560 }),
  ];
}

/** A few words at the host's disk: volumes are room there, mounted or not. */
export function diskPlate(scene: Scene, act: Act): Shape[] {
  const f = scene.frame;
  const band = scene.marks.find((m) => m.kind === 'band' && m.data.kind === 'hardware');
  const gauge = band?.kind === 'band' ? band.data.gauges.find((g) => g.icon === 'disk') : undefined;
  if (!band) return [];
  const room = f.W - 16;
  const w = Math.min(room, textWidth(act.label, { size: 13, mono: true, weight: 560 }) + 24);
  const x = Math.max(8, Math.min(f.W - w - 8, gauge?.x ?? band.box.x + band.box.w / 2 - w / 2));
  const y = band.box.y - 32;
  const foot = gauge === undefined ? x + 14 : gauge.x + 14;
  return [
    line(foot, y + 26, foot, band.box.y + 12, { stroke: 'k-volume', sw: 2.5 }),
    rect(x, y, w, 26, { fill: 'k-volume-face', stroke: 'k-volume', sw: 1.5 }),
    words(x + 12, y + 17.5, act.label, { mono: true, weight: 560, max: w - 20 }),
  ];
}

/** A signal goes from containerd to the process. */
export function signal(scene: Scene, act: Act, q: number): Shape[] {
  const mark = subjectMark(scene, act.subject);
  const cell = scene.frame.cells[1];
  if (mark?.kind !== 'container' || !cell) return [];
  const lampX = mark.data.postX;
  const from: Point = [cell.x + cell.w / 2, cell.y];
  const run: readonly Point[] = [
    from,
    [from[0], mark.box.y + mark.box.h + 6],
    [lampX, mark.box.y + mark.box.h + 6],
    [lampX, mark.box.y + mark.box.h * 0.62],
  ];
  const [x, y] = along(run, q);
  const w = textWidth(act.label, { size: 13, mono: true, weight: 560 }) + 20;
  return [
    rect(x - w / 2, y - 13, w, 26, {
      fill: act.bad ? 'bad-bg' : 'sheet',
      stroke: act.bad ? 'bad' : 'ink',
      sw: 2,
    }),
    words(x, y + 4.6, act.label, { anchor: 'middle', mono: true, weight: 560 }),
  ];
}

/** The client's ear at the box: a dashed line from the command to it. */
export function wire(scene: Scene, act: Act, q: number): Shape[] {
  const mark = subjectMark(scene, act.subject);
  const f = scene.frame;
  if (!mark) return [];
  const y = f.engine.y - 8;
  const run: readonly Point[] = [
    [f.cli.x + f.cli.w - 8, f.cli.y + 10],
    [f.x0 + 10, f.cli.y + 10],
    [f.x0 + 10, y],
    [mark.box.x - 10, y],
    [mark.box.x - 10, mark.box.y + mark.box.h - 30],
    [mark.box.x, mark.box.y + mark.box.h - 30],
  ];
  const [ex, ey] = along(run, q);
  const passed = run.filter((_, i) => reached(run, i, q));
  const d0 = [...passed, [ex, ey] as Point].map(([px, py]) => `${px.toFixed(1)},${py.toFixed(1)}`).join('L');
  return [path(`M${d0}`, { stroke: 'ink', sw: 1.5, dash: '6 5' })];
}

/** What holds it is bracketed, and tied to what was to be removed. */
export function refuse(scene: Scene, act: Act, p: number): Shape[] {
  const asked = subjectMark(scene, act.subject);
  const holder = act.also.map((id) => subjectMark(scene, id)).find((m) => m !== undefined);
  const shapes = [act.subject, ...act.also].flatMap((id) => brackets(scene, id, true));
  if (!asked || !holder || p < 0.3) return shapes;
  const f = scene.frame;
  const x1 = asked.box.x + asked.box.w + 8;
  const y1 = asked.box.y + asked.box.h / 2;
  const lane = f.shelf.x + f.shelf.w + (f.small ? 10 : 16);
  const x2 = holder.box.x + 20;
  const y2 = holder.box.y + holder.box.h + 2;
  return [
    ...shapes,
    path(d`M${x1},${y1}H${lane}V${f.engine.y - 4}H${x2}V${y2 + 6}`, { stroke: 'bad', sw: 3 }),
    circle(x1, y1, 4, { fill: 'bad' }),
    path(d`M${x2 - 5},${y2 + 8}L${x2},${y2}L${x2 + 5},${y2 + 8}Z`, { fill: 'bad' }),
  ];
}

/** The writable layer, frozen: a copy of the roof slides to the shelf. */
export function commit(scene: Scene, act: Act, q: number): Shape[] {
  const mark = subjectMark(scene, act.subject);
  if (!mark) return [];
  const s = scene.frame.shelf;
  const [x, y] = along(
    [
      [mark.box.x, mark.box.y],
      [mark.box.x, scene.frame.engine.y - 60],
      [s.x + 20, scene.frame.engine.y - 60],
    ],
    q,
  );
  return slab(x, y, Math.min(mark.box.w, 120), 14, 6, 'image', { pattern: 'ro' });
}

/** Four corner brackets around what changed. */
export function bracketShapes(x: number, y: number, w: number, h: number, bad = false): Shape[] {
  const k = 14;
  return [
    path(
      d`M${x},${y + k}V${y}h${k}M${x + w - k},${y}h${k}v${k}M${x + w},${y + h - k}v${k}h${-k}M${x + k},${y + h}h${-k}v${-k}`,
      { stroke: bad ? 'bad' : 'sel', sw: 3 },
    ),
  ];
}
