import type { Mark, Scene } from '../scene/marks';
import { circle, d, line, path, rect, words, type Shape } from '../scene/shapes/shape';
import { textWidth } from '../scene/text/fit';
import type { Act } from './act';
import { brackets, commit, diskPlate, plate, refuse, signal, wire } from './at-marks';
import { along, type Point } from './run';
import { EASES, motionRow } from './table';

/** Motions that stand at the thing itself: they need no way through the machine. */
const AT_MARKS: ReadonlySet<Act['motion']> = new Set(['change', 'tag']);
/** Motions between the prompt, the command and the daemon. */
const REQUESTS: ReadonlySet<Act['motion']> = new Set([...AT_MARKS, 'enter', 'ask', 'answer']);

/** What travels during an act: beads, tickets, packets, the frame that searches the shelf. */
export function overlayOf(scene: Scene, act: Act, p: number): readonly Shape[] {
  if (scene.travel === 'none' && !AT_MARKS.has(act.motion)) return [];
  if (scene.travel === 'requests' && !REQUESTS.has(act.motion)) return [];
  const q = EASES[motionRow(act.motion).ease](p);
  const f = scene.frame;
  const prompt: Point = [f.margin - 12, f.H];
  const corner: Point = [f.margin - 12, f.door.y];
  const cell = f.cells[0];
  const dockerd: Point = cell ? [cell.x, f.door.y] : [f.engine.x, f.door.y];
  const across: readonly Point[] = [[f.cli.x + f.cli.w - 8, f.door.y], dockerd];
  switch (act.motion) {
    case 'enter':
      return [bead([prompt[0], prompt[1] - 8 - q * 20])];
    case 'ask':
      return q < 0.5
        ? [bead(along([prompt, corner, [f.cli.x, f.door.y]], q * 2))]
        : ticket(scene, along(across, (q - 0.5) * 2), act, false);
    case 'answer':
      return ticket(scene, along(across, 1 - q), act, true);
    case 'search':
      return search(scene, act, p);
    case 'fetch':
      return fetchTicket(scene, act, q);
    case 'bytes':
      return packets(scene, p);
    case 'change':
    case 'tag':
      return [act.subject, ...act.also].flatMap((subject) => brackets(scene, subject, false));
    case 'signal':
      return signal(scene, act, q);
    case 'oom':
      return plate(scene, act, true);
    case 'unknown':
      return plate(scene, act, false);
    case 'retry':
      return broken(scene, act);
    case 'room':
      return diskPlate(scene, act);
    case 'wire':
      return wire(scene, act, q);
    case 'refuse':
      return refuse(scene, act, p);
    case 'commit':
      return commit(scene, act, q);
    default:
      return [];
  }
}

const bead = ([x, y]: Point): Shape => circle(x, y, 6, { fill: 'lamp', stroke: 'ink', sw: 1.5 });

/** A request is a ticket with a point; an answer is one with the point behind. Its number leads the row in the panel. */
function ticket(scene: Scene, at: Point, act: Act, back: boolean, above = false): Shape[] {
  const f = scene.frame;
  const size = f.small ? 13 : 15;
  const numbered = act.ticket !== null;
  const w = textWidth(act.label, { size, mono: true, weight: 560 }) + (numbered ? 54 : 34);
  const h = 34;
  const x = Math.max(8, Math.min(f.W - w - 8, at[0] - w / 2));
  const low = at[1] > f.engine.y && !above;
  const y = low ? f.engine.y - h - 14 : at[1] - h / 2 - 38;
  const ink = act.bad && back ? 'bad' : 'ink';
  const outline = back
    ? d`M${x},${y + h / 2}l12,${-h / 2}h${w - 12}v${h}h${-(w - 12)}Z`
    : d`M${x},${y}h${w - 12}l12,${h / 2}l-12,${h / 2}h${-(w - 12)}Z`;
  const nx = x + (back ? 30 : 20);
  return [
    line(at[0], y + h, at[0], at[1], { stroke: ink, sw: 2 }),
    path(outline, { fill: act.bad && back ? 'bad-bg' : 'sheet', stroke: ink, sw: 2 }),
    circle(at[0], at[1], 6, { fill: act.bad && back ? 'bad' : 'lamp', stroke: 'ink', sw: 1.5 }),
    ...(numbered
      ? [
          circle(nx, y + h / 2, 11, { fill: 'ink', stroke: 'bg', sw: 1.5 }),
          words(nx, y + h / 2 + 4.6, String(act.ticket), { anchor: 'middle', weight: 680, fill: 'bg' }),
        ]
      : []),
    words(x + (back ? 48 : 38) - (numbered ? 0 : 20), y + h / 2 + 5, act.label, {
      mono: true,
      weight: 560,
      size,
      max: w,
    }),
  ];
}

/** A reading frame climbs the shelf board by board; it ends on the image, or on none. */
function search(scene: Scene, act: Act, p: number): Shape[] {
  const f = scene.frame;
  const s = f.shelf;
  const found = act.bad ? undefined : imageMark(scene, act.label);
  const cell = f.cells[0];
  const dx = cell ? cell.x + 60 : f.engine.x;
  const low = f.engine.y - 100;
  const high = s.y + 34;
  const goal = found ? found.box.y + found.box.h / 2 - 41 : high;
  const y = low + (Math.min(low, Math.max(high, goal)) - low) * p;
  const done = p > 0.75;
  const result = !done
    ? 'looking …'
    : act.bad
      ? 'not on any board'
      : found
        ? 'here it is'
        : 'here, not drawn';
  return [
    path(d`M${dx},${f.engine.y + 10}V${y + 41}H${s.x + s.w * 0.5}`, { stroke: 'ink', sw: 2 }),
    rect(s.x - 5, y, s.w + 10, 82, { stroke: 'sel', sw: 3 }),
    rect(s.x + 10, y + 14, s.w - 20, 54, { fill: 'sheet', stroke: 'sel', sw: 1 }),
    words(s.x + 20, y + 36, act.label, { mono: true, weight: 560, max: s.w - 36 }),
    words(s.x + 20, y + 57, result, { fill: 'ink-2', max: s.w - 36 }),
  ];
}

function imageMark(scene: Scene, name: string): Mark | undefined {
  return scene.marks.find((m) => m.kind === 'image' && `${m.data.image.name}:${m.data.image.tag}` === name);
}

function fetchTicket(scene: Scene, act: Act, q: number): Shape[] {
  const f = scene.frame;
  const cell = f.cells[0];
  if (!cell) return [];
  const x = cell.x + 40;
  const vx = f.shelf.x - 12;
  const rx = f.registry.x + f.registry.w - 8;
  const run: readonly Point[] = [
    [x, cell.y],
    [x, f.engine.y - 8],
    [vx, f.engine.y - 8],
    [vx, scene.wireY],
    [rx, scene.wireY],
  ];
  const at = along(run, q);
  return [
    path(`M${run.map(([px, py]) => `${px.toFixed(1)},${py.toFixed(1)}`).join('L')}`, {
      stroke: 'k-registry',
      sw: 2,
    }),
    ...ticket(scene, [Math.max(at[0], f.registry.x + 90), at[1]], act, false, true),
  ];
}

/** Packets on the wire while bytes arrive: at most five to a layer, twenty in all. */
function packets(scene: Scene, p: number): Shape[] {
  const f = scene.frame;
  const coming = scene.marks.filter(
    (m) =>
      m.kind === 'slab' &&
      m.data.layer.coming !== undefined &&
      !m.data.layer.coming.here &&
      !m.data.layer.coming.before,
  );
  const rx = f.registry.x + f.registry.w - 8;
  const vx = f.shelf.x - 13;
  const each = Math.max(1, Math.min(5, Math.floor(20 / Math.max(1, coming.length))));
  return coming.slice(0, 20).flatMap((mark, k) => {
    const y = mark.box.y + mark.box.h / 2;
    const run: readonly Point[] = [
      [rx, scene.wireY],
      [vx, scene.wireY],
      [vx, y],
      [mark.box.x, y],
    ];
    const shapes: Shape[] = [
      path(d`M${vx},${scene.wireY}V${y}H${mark.box.x}`, { stroke: 'k-image', sw: 1, dash: '2 4' }),
    ];
    for (let i = 0; i < each; i += 1) {
      const at = along(run, (p + i / each + k * 0.13) % 1);
      shapes.push(rect(at[0] - 10, at[1] - 6, 20, 12, { fill: 'k-image-face', stroke: 'k-image', sw: 1.5 }));
    }
    return shapes;
  });
}

/** The wire from the registry, broken. */
function broken(scene: Scene, act: Act): Shape[] {
  const f = scene.frame;
  const x = (f.registry.x + f.registry.w + f.x0) / 2;
  const y = scene.wireY;
  const w = textWidth(act.label, { size: 13, weight: 560 }) + 20;
  const left = Math.max(8, x - w / 2);
  return [
    circle(x, y, 11, { fill: 'bad-bg', stroke: 'bad', sw: 2 }),
    line(x - 5, y - 5, x + 5, y + 5, { stroke: 'bad', sw: 3 }),
    line(x - 5, y + 5, x + 5, y - 5, { stroke: 'bad', sw: 3 }),
    rect(left, y + 18, w, 24, { fill: 'bad-bg', stroke: 'bad', sw: 1.5 }),
    words(left + 10, y + 34.5, act.label, { weight: 560 }),
  ];
}
