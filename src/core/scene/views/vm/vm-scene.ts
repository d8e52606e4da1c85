import { hasProcess, type Container, type World } from '../../../world/world';
import { clamp, frameOf } from '../../layout/frame';
import type { Mark, Scene } from '../../marks';
import { pictureOf } from '../../picture';
import { pictureContainer } from '../../picture-containers';
import { line, rect, words, type Shape } from '../../shapes/shape';
import { part } from '../part';
import { longest, sheetOf, type Heading, type Sheet } from '../sheet';
import type { Draw, ViewOptions } from '../view';
import { density, measured, REFERENCE, type Figure } from './figures';
import type { App } from './app-shapes';
import { stackMarks } from './stack-marks';

/** px at the bottom of the stage for the control that morphs. */
const CONTROL = 34;
const MOST = 4;

/** Two ways to keep apps apart, from this machine: a machine for each, or a container for each. */
export const vmScene: Draw = (world, viewport, options) => {
  const picture = pictureOf(world, options.now);
  const frame = frameOf(picture, viewport.W, viewport.H);
  const { mix } = options.choices;
  const sheet = sheetOf(picture, viewport, mix === null ? BOTH : morphing(mix), options.clock);
  const both = mix === null;
  const gap = clamp((sheet.x1 - sheet.x0) * 0.05, 24, 64);
  const w = both ? (sheet.x1 - sheet.x0 - gap) / 2 : Math.min(1100, sheet.x1 - sheet.x0);
  const shown = appsOf(world, options, w);
  const chosen = shown[0]?.c;
  const figures = sheet.small ? 56 : 68;
  const lines = sheet.small ? 20 : 44;
  const foot = sheet.y1 - CONTROL;
  const ground = foot - figures - lines - 22;
  const top = sheet.y0 + (both ? 36 : 0);
  const x = both ? sheet.x0 : sheet.x0 + (sheet.x1 - sheet.x0 - w) / 2;
  const place = { w, top, ground, small: sheet.small, picture, apps: [...shown].sort(byName) };
  const right = sheet.x0 + w + gap;
  const marks: Mark[] = [...sheet.marks];
  if (both) {
    marks.push(
      title('title vm', sheet.x0, sheet.y0, w, 'Virtual machines', [
        'Every machine brings a whole operating system. Reference: none runs here.',
        'Each brings an operating system. Reference.',
        'For reference: none runs here.',
      ]),
      title('title containers', right, sheet.y0, w, 'Containers', [
        'This machine, now. One kernel, shared; libraries and writable layer of its own each.',
        'This machine, now. One kernel, shared.',
        'This machine, now.',
      ]),
      ...stackMarks({ ...place, x: sheet.x0, k: 0, live: false }),
      ...stackMarks({ ...place, x: right, k: 1, live: true }),
      part('fold', { x: sheet.x0 + w, y: sheet.y0, w: gap, h: foot - sheet.y0 }, [
        line(sheet.x0 + w + gap / 2, sheet.y0, sheet.x0 + w + gap / 2, foot - lines - 8, {
          stroke: 'ink-3',
          dash: '2 5',
        }),
      ]),
      figureMark('figures vm', sheet.x0, ground + 14, w, REFERENCE, sheet.small),
    );
    if (chosen) marks.push(figureMark('figures', right, ground + 14, w, measured(chosen), sheet.small));
  } else {
    marks.push(...stackMarks({ ...place, x, k: mix, live: true }));
    const figure = mix < 0.5 ? REFERENCE : chosen ? measured(chosen) : [];
    marks.push(figureMark(mix < 0.5 ? 'figures vm' : 'figures', x, ground + 14, w, figure, sheet.small));
  }
  if (shown.length === 0) marks.push(nobody(both ? right : x, top, w));
  if (chosen) marks.push(densityMark(world, chosen, sheet, foot - lines, lines));
  const ids = shown.map(({ c }) => c.id);
  return {
    W: viewport.W,
    H: viewport.H,
    level: 3,
    marks: [...marks, ...sheet.above],
    frame,
    wireY: 0,
    travel: 'none',
    wants: { ids, load: ids, sizes: ids },
  } satisfies Scene;
};

const BOTH: Heading = {
  title: 'VM or container?',
  sub: [
    'Both keep apps apart, at different layers. The control below turns one into the other.',
    'Both keep apps apart, at different layers.',
  ],
};

const morphing = (mix: number): Heading => ({
  title: mix < 0.35 ? 'Virtual machines' : mix > 0.65 ? 'Containers' : 'From virtual machines to containers',
  sub: [
    'The guest systems melt into the one kernel below; what is left is libraries, app and a thin roof.',
    'The guest systems melt into the one kernel below.',
  ],
});

const byName = (a: App, b: App): number => (a.c.name < b.c.name ? -1 : 1);

/** Some containers of this machine, the selected one first, then those that run. */
function appsOf(world: World, { selected, now }: ViewOptions, w: number): readonly App[] {
  const most = clamp(Math.floor((w + 20) / 132), 1, MOST);
  const rank = (c: Container): number =>
    (selected?.kind === 'container' && selected.id === c.id ? 0 : 2) + Number(!hasProcess(c));
  return world.containers
    .values()
    .sort((a, b) => rank(a) - rank(b) || a.created - b.created || (a.id < b.id ? -1 : 1))
    .slice(0, most)
    .map((c) => ({ c, p: pictureContainer(c, world.images, now) }));
}

const title = (key: string, x: number, y: number, w: number, text: string, sub: readonly string[]): Mark =>
  part(key, { x, y: y - 8, w, h: 40 }, [
    words(x, y + 8, text, { size: 17, weight: 640, max: w }),
    words(x, y + 26, longest(sub, w), { fill: 'ink-2', max: w }),
  ]);

/** Large figures side by side, each with what it is of and where it comes from. */
function figureMark(
  key: string,
  x: number,
  y: number,
  w: number,
  figures: readonly Figure[],
  small: boolean,
): Mark {
  const each = w / Math.max(1, figures.length);
  const shapes = figures.flatMap(({ big, small: says, note }, i): Shape[] => {
    const at = x + i * each;
    const max = each - 12;
    return [
      words(at, y + 20, big, { size: small ? 17 : 22, weight: 680, max }),
      words(at, y + (small ? 38 : 42), says, { size: small ? 13 : 15, max }),
      words(at, y + (small ? 54 : 61), note, { fill: 'ink-2', max }),
    ];
  });
  return part(key, { x, y, w, h: small ? 56 : 66 }, shapes);
}

function densityMark(world: World, c: Container, sheet: Sheet, y: number, h: number): Mark {
  const w = sheet.x1 - sheet.x0;
  const rows = density(world, c).slice(0, Math.max(1, Math.floor(h / 20)));
  return part(
    'density',
    { x: sheet.x0, y, w, h },
    rows.map((texts, i) =>
      words(sheet.x0, y + 14 + i * 20, longest(texts, w), { weight: i === 0 ? 600 : 420, max: w }),
    ),
  );
}

function nobody(x: number, y: number, w: number): Mark {
  const box = { x, y: y + 8, w: Math.min(w, 380), h: 84 };
  return part('empty', box, [
    rect(box.x, box.y, box.w, box.h, { stroke: 'ink-3', sw: 1.5, dash: '6 6' }),
    words(box.x + 16, box.y + 34, 'No containers yet', { size: 17, weight: 640, max: box.w - 30 }),
    words(box.x + 16, box.y + 60, 'They will stand here, on the engine.', { size: 15, max: box.w - 30 }),
  ]);
}
