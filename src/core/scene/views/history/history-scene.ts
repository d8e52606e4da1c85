import { visible } from '../../../docker/visible';
import { frameOf, type Box } from '../../layout/frame';
import { containerWords } from '../../host/container-marks';
import type { Mark, Scene } from '../../marks';
import { pictureOf, type Picture } from '../../picture';
import { pictureContainer, type PictureContainer } from '../../picture-containers';
import { circle, d, line, path, rect, words, type Shape } from '../../shapes/shape';
import { textWidth, wrap } from '../../text/fit';
import { kernelBand, pileMark } from '../kernel-band';
import { control, part } from '../part';
import { longest, sheetOf, type Heading } from '../sheet';
import type { Draw } from '../view';
import { boxPlace, boxShapes, norm, wholeShapes, type Whole } from './box-shapes';
import { evidenceOf } from './evidence';
import { evidenceMarks } from './evidence-mark';
import type { Evidence } from './fact';
import { focusOf, type Focus } from './focus';
import { GROUND, NAME, placesOf, PLATE, yearSize, type Places } from './places';
import { POINTS, type Point } from './points';

const HEADING: Heading = {
  title: 'How the container came together',
  sub: [
    'Every part is older than the whole. Open a point to see it at work on this machine.',
    'Every part is older than the whole. Open a point.',
  ],
};

/** One box, put together in the order in which its parts were made; each point opens its evidence on this machine. */
export const historyScene: Draw = (world, viewport, options) => {
  const picture = pictureOf(world, options.now);
  const sheet = sheetOf(picture, viewport, HEADING, options.clock);
  const p = placesOf(sheet);
  const open = Math.max(
    0,
    POINTS.findIndex(({ id }) => id === (options.choices.point ?? 'namespaces')),
  );
  const focus = focusOf(world, options.selected);
  const point = POINTS[open] as Point;
  const evidence = evidenceOf(point.id, world, focus);
  const shown = focus.container ? pictureContainer(focus.container, world.images, options.now) : null;
  const title = `On ${picture.practice ? 'the practice engine' : picture.remote ? 'that machine' : 'this machine'} now`;
  const marks: Mark[] = [
    ...sheet.marks,
    axisMark(p, open),
    ...groundMarks(picture, p, sheet.x1),
    ...POINTS.map((each, i) => columnMark(each, i, p, i === open ? evidence : null)),
    ...wholeMarks(picture, p, focus, shown),
    ...evidenceMarks(
      evidence,
      { x: sheet.x0 - 6, y: p.sheet.y, w: sheet.x1 - sheet.x0 + 12, h: p.sheet.h },
      p.x(open) + p.cw / 2,
      title,
    ),
  ];
  const ids = focus.container ? [focus.container.id] : [];
  return {
    W: viewport.W,
    H: viewport.H,
    level: 3,
    marks: [...marks, ...sheet.above],
    frame: frameOf(picture, viewport.W, viewport.H),
    wireY: 0,
    travel: 'none',
    wants: { ids, load: point.id === 'cgroups' ? ids : [], sizes: [] },
  } satisfies Scene;
};

/** Years between the points as dimension lines: it is not to scale, and says so by measuring. */
function axisMark(p: Places, open: number): Mark {
  const y = p.axis;
  const pen = { stroke: 'ink-2', sw: 1.2 } as const;
  const shapes = POINTS.flatMap(({ year }, i): Shape[] => {
    const x = p.x(i);
    const next = POINTS[i + 1];
    const ring = circle(x + 6, y, i === open ? 9 : 7, {
      fill: i === open ? 'lamp' : 'sheet',
      stroke: 'ink',
      sw: 2,
    });
    if (next === undefined) return [ring];
    const n = next.year - year;
    const text = longest([`${String(n)} ${n === 1 ? 'year' : 'years'}`, String(n)], p.cw - 50);
    const [from, to] = [x + 16, p.x(i + 1) - 4];
    const mid = (from + to) / 2;
    const half = textWidth(text, { size: 13 }) / 2 + 7;
    const tear =
      i > 0 ? [] : [0, 6].map((k) => line(mid - half - 18 + k, y + 6, mid - half - 10 + k, y - 6, pen));
    return [
      line(from, y, mid - half, y, pen),
      line(mid + half, y, to, y, pen),
      words(mid, y + 4.5, text, { anchor: 'middle', fill: 'ink-2' }),
      ...tear,
      ring,
    ];
  });
  return part('axis', { x: p.x(0), y: y - 9, w: p.x(POINTS.length - 1) + p.cw - p.x(0), h: 18 }, shapes);
}

/** Unix under the first, the one kernel of today under the others. */
function groundMarks(picture: Picture, p: Places, right: number): readonly Mark[] {
  const y = p.ground;
  const first = { x: p.x(0) - 6, y, w: p.cw + 12, h: GROUND };
  const rest = { x: p.x(1) - 6, y, w: right - p.x(1) + 12, h: GROUND };
  const b = boxPlace(p, 1);
  const text = b.x + 40;
  return [
    part('unix', first, [
      rect(first.x, y, first.w, GROUND, { fill: 'k-host-face', stroke: 'ink', sw: 1.2 }),
      rect(first.x, y, first.w, GROUND, { fill: 'url(#earth)', op: 0.34 }),
      words(first.x + first.w - 12, y + 17, 'Unix', { anchor: 'end', halo: 'k-host-face' }),
    ]),
    kernelMark(picture, rest, text, p.x(2) + 16 - text),
  ];
}

/** The kernel's release, without what its distribution added where that does not fit between the processes. */
function kernelMark(picture: Picture, box: Box, x: number, max: number): Mark {
  const says = 'one kernel under all of them';
  const whole = kernelBand(picture, box, says, x, max);
  const kernel = picture.vm?.kernel ?? picture.host.kernel;
  if (textWidth(`Linux ${kernel}`, { size: 15, weight: 640 }) <= max) return whole;
  const short = /^[\d.]*\d/.exec(kernel)?.[0] ?? 'Linux';
  const vm = picture.vm && { ...picture.vm, kernel: short };
  const host = { ...picture.host, kernel: short };
  return { ...kernelBand({ ...picture, vm, host }, box, says, x, max), subject: whole.subject };
}

const moreOf = (c: PictureContainer): Whole['more'] => [
  ...(c.command === '' ? [] : [{ text: c.command, mono: true }]),
  { text: c.since, mono: false },
  ...(c.pid === null ? [] : [{ text: `PID ${String(c.pid)} outside`, mono: false }]),
];

/** One point: its year, what it added, the box as far as it had come, and the plate that opens its evidence. */
function columnMark(point: Point, i: number, p: Places, open: Evidence | null): Mark {
  const x = p.x(i);
  const size = yearSize(p);
  const year = String(point.year);
  const named = p.thin ? 0 : textWidth(year, { size, weight: 680 }) + 8;
  const on = open !== null;
  const max = p.cw - 38;
  const y = p.plate;
  const arrow = x + p.cw - 12;
  const about =
    point.about.map((text) => wrap(text, p.cw, { size: 13 })).find((lines) => lines.length <= p.aboutLines) ??
    [];
  const shapes: Shape[] = [
    words(x, p.year, year, { size, weight: 680 }),
    words(x + named, p.year + (p.thin ? 19 : 0), point.name, { ...NAME, max: p.cw - named }),
    ...about.map((text, k) => words(x, p.about + k * 17, text, { fill: 'ink-2', max: p.cw })),
    ...(i < 4 ? boxShapes(boxPlace(p, i), i) : []),
    rect(x - 6, y, p.cw + 12, PLATE, {
      fill: on ? 'sel-bg' : 'sheet',
      stroke: on ? 'sel' : 'ink',
      sw: on ? 2.5 : 1.5,
    }),
    words(x + 8, y + 21, longest(point.plate, max, 13, on ? 640 : 420), { weight: on ? 640 : 420, max }),
    path(on ? d`M${arrow - 5},${y + 19}l5,-6l5,6` : d`M${arrow - 5},${y + 13}l5,6l5,-6`, {
      stroke: 'ink',
      sw: 1.5,
    }),
  ];
  const facts = open ? open.facts.map((f) => `${f.title}: ${f.value}. ${f.note[0] ?? ''}`).join(' ') : '';
  const says = `${year}, ${point.name}. ${point.about[0] ?? ''} ${open ? `Open. ${open.says[0] ?? ''} ${facts}` : 'Enter opens what this machine tells of it'}`;
  const box = { x: x - 6, y: p.year - size, w: p.cw + 12, h: y + PLATE - p.year + size };
  return control(`point ${point.id}`, box, shapes, says, { point: point.id });
}

/** The box as it is known: a container of this machine, and the same anywhere. */
function wholeMarks(
  picture: Picture,
  p: Places,
  { container }: Focus,
  shown: PictureContainer | null,
): readonly Mark[] {
  const [here, anywhere] = [boxPlace(p, 4), boxPlace(p, 5)];
  const nobody: Whole = {
    name: here.w > 104 ? 'any name' : 'any',
    state: 'Running',
    glyph: 'running',
    lit: true,
    image: here.w > 132 ? 'the same image' : 'the same',
    more: [
      { text: 'any program', mono: true },
      { text: 'any engine', mono: false },
      { text: 'any Linux kernel', mono: false },
    ],
  };
  const pile = (x: number): { x: number; top: number; tip: number; words: boolean } => ({
    x,
    top: p.ground,
    tip: here.tip,
    words: false,
  });
  const box = (b: typeof here) => ({ x: b.x - 5, y: b.y - 8, w: b.w + 18, h: b.ground - b.y + 8 });
  const marks: Mark[] = [];
  if (container && shown) {
    if (shown.process)
      marks.push(pileMark(container.id, shown.pid, pile(here.x + here.w - 26), picture.vm !== null));
    marks.push(
      part(
        `container ${container.id}`,
        box(here),
        wholeShapes(here, { ...shown, name: visible(container.name), more: moreOf(shown) }),
        { kind: 'container', id: container.id, words: containerWords(shown) },
      ),
    );
  } else
    marks.push(
      part(
        'no container',
        box(here),
        wholeShapes(here, { ...nobody, name: 'a container', image: 'an image', more: [] }),
      ),
    );
  marks.push(
    part('anywhere', box(anywhere), [...wholeShapes(anywhere, nobody), ...norm(anywhere)]),
    pileMark('anywhere', null, pile(anywhere.x + anywhere.w - 26), picture.vm !== null),
  );
  return marks;
}
