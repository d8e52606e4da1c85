import { visible } from '../../../docker/visible';
import { reach } from '../../../world/reach';
import type { Container, World } from '../../../world/world';
import { containerWords } from '../../host/container-marks';
import { clamp, frameOf } from '../../layout/frame';
import type { Mark, Scene } from '../../marks';
import { pictureOf, type Picture } from '../../picture';
import { pictureContainer, type PictureContainer } from '../../picture-containers';
import { rect, words } from '../../shapes/shape';
import { textWidth } from '../../text/fit';
import { kernelBand } from '../kernel-band';
import { part } from '../part';
import { sheetOf, type Sheet } from '../sheet';
import type { Draw, ViewOptions } from '../view';
import { cardMarks, turnMarks } from './card-marks';
import { bayMarks, bayTitles, boxMarks, groundMarks, wallMark } from './ground-marks';
import { groupsOf, shownOf, sumWords, type Group, type Shown } from './groups';
import { jackMarks, laneMarks, type Lit } from './lane-marks';
import { pairTitle, sheetMark, wayMarks, type Pair } from './pair-sheet';
import { gapOf, LEAST_BOX, placesOf, type Places } from './places';
import { portMarks } from './port-marks';

const SAYS = [
  'Whoever hangs on the same pipe reaches each other. The tag on the drop is the name it answers to there.',
  'Same pipe: they reach each other. The tag is the name.',
  'Same pipe: they reach each other.',
];
const HINT =
  'Choose a pipe: who hangs on it. Choose a box: everyone it reaches lights up. Choose two, above: the way between them, or where it ends.';
/** px at the right of the title for the choice of two. */
const PICKERS = 400;

/** Who reaches whom, by which name, and why not; ports, volumes and folders; Compose projects. */
export const networkScene: Draw = (world, viewport, options) => {
  const picture = pictureOf(world, options.now);
  const pair = pairOf(world, options);
  const heading = pair ? pairTitle(pair) : { title: 'Who reaches whom, and by which name', sub: SAYS };
  const right = viewport.W < 900 ? 0 : PICKERS;
  const sheet = roomFor(sheetOf(picture, viewport, { ...heading, right }, options.clock), viewport.W);
  const frame = frameOf(picture, viewport.W, viewport.H);
  const drawn = pair
    ? pairMarks(world, picture, sheet, pair, options)
    : allMarks(world, picture, sheet, options);
  const ids = drawn.places.columns.map((column) => column.c.id);
  return {
    W: viewport.W,
    H: viewport.H,
    level: 3,
    marks: [...sheet.marks, ...drawn.marks, ...sheet.above],
    frame,
    wireY: 0,
    travel: 'none',
    wants: { ids, load: ids, sizes: [] },
  } satisfies Scene;
};

/** In a narrow window the choice of two has a line of its own below the title. */
const roomFor = (sheet: Sheet, W: number): Sheet => (W < 900 ? { ...sheet, y0: sheet.y0 + 40 } : sheet);

function pairOf(world: World, { choices }: ViewOptions): Pair | null {
  const from = choices.from === null ? undefined : world.containers.get(choices.from);
  const to = choices.to === null ? undefined : world.containers.get(choices.to);
  return from && to && from.id !== to.id ? { from, to, reach: reach(world, from, to) } : null;
}

const isOpen = (c: Container): boolean => c.ports.some((p) => p.outside !== null && p.ip !== '127.0.0.1');

function picturesOf(
  world: World,
  columns: Places['columns'],
  now: number,
): ReadonlyMap<string, PictureContainer> {
  return new Map(columns.map(({ c }) => [c.id, pictureContainer(c, world.images, now)]));
}

/** Everything that is in the machine, for any choice of groups. */
function machineMarks(
  world: World,
  picture: Picture,
  sheet: Sheet,
  p: Places,
  lit: Lit,
  now: number,
  pair: boolean,
): Mark[] {
  const boxes = picturesOf(world, p.columns, now);
  const sums = p.bays.map(({ group }) => bayWords(world, group));
  const last = p.columns.at(-1);
  const after = last ? last.x + p.boxW + 24 : p.band.x + 18;
  const free = p.band.x + p.band.w - after > 200;
  // Where the band has no free end, its name stands right of the first pile without a folder.
  const titled = free ? null : (p.columns.find(({ c }) => !c.mounts.some((m) => m.kind === 'bind')) ?? null);
  const x = titled ? titled.x + 34 : after;
  const max = titled ? p.step - 44 : free ? p.band.x + p.band.w - after - 16 : 0;
  return [
    wallMark(p),
    ...(max > 0
      ? [kernelBand(picture, p.band, 'carries every packet', x, max)]
      : [kernelBand(picture, p.band, '', x, 1)]),
    ...bayMarks(p),
    machinePlate(picture, p),
    ...portMarks(world, p, boxes),
    ...bayTitles(p, sums),
    ...laneMarks(world, p, lit, pair),
    ...groundMarks(world, picture, p, boxes, sheet.small, titled),
    ...boxMarks(p, boxes, containerWords),
    ...jackMarks(p),
  ];
}

/** A whole project's sum, also where only a page of it is drawn; and who waits for whom. */
function bayWords(world: World, group: Group): readonly string[] {
  const whole = {
    key: group.key,
    containers: world.containers.values().filter((c) => c.project === group.key),
  };
  const waits = whole.containers
    .filter((c) => c.dependsOn.length > 0 && c.service !== null)
    .map((c) => `${visible(c.service ?? '')} waits for ${c.dependsOn.map(visible).join(', ')}`)
    .filter((text, i, all) => all.indexOf(text) === i)
    .sort();
  const sums = sumWords(whole);
  const longer =
    waits.length === 0
      ? []
      : [`${sums[0] ?? ''}; ${waits.join('; ')}`, `${sums[1] ?? ''}; ${waits[0] ?? ''}`];
  return [...longer, ...sums];
}

/** Whose wall this is: left of the first opening, or right of the last where that leaves no room. */
function machinePlate(picture: Picture, p: Places): Mark {
  const where = picture.remote ? 'another machine' : 'this machine';
  const text = `${picture.machine}, ${where}`;
  const w = Math.min(p.wall.w - 60, textWidth(text, { size: 13, weight: 600 }) + 20);
  const x = p.wall.x + p.wall.w - w - 16;
  const y = p.wall.y + p.wall.h - 4;
  return part('plate', { x, y, w, h: 24 }, [
    rect(x, y, w, 24, { fill: 'sheet', stroke: 'ink', sw: 1.5 }),
    words(x + 10, y + 16.5, text, { weight: 600, max: w - 16 }),
  ]);
}

function allMarks(
  world: World,
  picture: Picture,
  sheet: Sheet,
  options: ViewOptions,
): { marks: Mark[]; places: Places } {
  const groups = groupsOf(world.containers.values());
  const column = LEAST_BOX + gapOf(sheet.small);
  const cards = clamp((sheet.x1 - sheet.x0) * 0.2, 150, 240);
  const fits = (w: number): number => Math.max(1, Math.floor((w - 30) / column));
  const width = sheet.x1 - sheet.x0;
  const shown = shownOf(
    groups,
    { all: fits(width), beside: fits(width - cards - 24) },
    { group: options.choices.group, page: options.choices.page, selected: options.selected },
  );
  const beside = shown.folded.length > 0;
  const right = beside ? sheet.x1 - cards - 24 : sheet.x1;
  const ports =
    shown.groups.some((group) => group.containers.some(isOpen)) ||
    shown.groups.some((g) => g.containers.some((c) => c.networks.includes('host')));
  const places = placesOf(world, sheet, shown.groups, { right, ports, pair: false });
  const marks = machineMarks(world, picture, sheet, places, litOf(world, options), options.now, false);
  marks.push(...reachedMarks(world, places, options));
  if (world.containers.size === 0) marks.push(nobody(places));
  if (beside)
    marks.push(
      ...cardMarks(world, shown, {
        x: right + 10,
        y: places.wall.y + 12,
        w: cards,
        h: places.band.y - places.wall.y - 24,
      }),
    );
  marks.push(...turnsOf(shown, places, sheet.y0 - 34));
  if (!sheet.small)
    marks.push(
      part('hint', { x: sheet.x0, y: sheet.y1 - 14, w: width - 240, h: 18 }, [
        words(sheet.x0, sheet.y1 + 8, HINT, { fill: 'ink-2', max: width - 220 }),
      ]),
    );
  return { marks, places };
}

function turnsOf(shown: Shown, p: Places, y: number): Mark[] {
  const group = shown.paged;
  return group ? turnMarks(shown, group, { x: p.wall.x, y, w: p.wall.w }) : [];
}

/** The pipes of a chosen container, or the chosen pipe with all that hangs on it. */
function litOf(world: World, { selected }: ViewOptions): Lit {
  if (selected?.kind === 'network') return onAll(world, [selected.id]);
  const chosen =
    selected?.kind === 'container' ? world.containers.values().find((c) => c.id === selected.id) : undefined;
  return onAll(world, chosen?.plugged === true ? chosen.networks : []);
}

function onAll(world: World, names: readonly string[]): Lit {
  const networks = new Set(names);
  const on = world.containers.values().filter((c) => c.networks.some((n) => networks.has(n)));
  return { networks, drops: networks, containers: new Set(on.map((c) => c.id)) };
}

/** Frames around everyone that the chosen one reaches: by reasoning, not by colour alone. */
function reachedMarks(world: World, p: Places, { selected }: ViewOptions): Mark[] {
  if (selected?.kind !== 'container') return [];
  const from = p.columns.find((column) => column.c.id === selected.id)?.c;
  if (!from) return [];
  return p.columns.flatMap((column): Mark[] => {
    if (column.c.id === from.id) return [];
    const found = reach(world, from, column.c);
    const ok = found.kind === 'network' || found.kind === 'same' || found.kind === 'host';
    if (!ok) return [];
    const x = column.x - 7;
    return [
      part(`reached ${column.c.id}`, { x, y: p.boxY - 16, w: p.boxW + 22, h: p.boxH + 22 }, [
        rect(x, p.boxY - 16, p.boxW + 22, p.boxH + 22, { stroke: 'sel', sw: 2, dash: '7 4' }),
      ]),
    ];
  });
}

function nobody(p: Places): Mark {
  const box = { x: p.wall.x + 40, y: p.wall.y + 40, w: Math.min(420, p.wall.w - 80), h: 110 };
  return part('empty', box, [
    rect(box.x, box.y, box.w, box.h, { stroke: 'ink-3', sw: 1.5, dash: '6 6' }),
    words(box.x + 20, box.y + 40, 'No containers yet', { size: 17, weight: 640, max: box.w - 40 }),
    words(box.x + 20, box.y + 68, 'Their networks are drawn with the first one.', {
      size: 15,
      max: box.w - 40,
    }),
  ]);
}

/** The two, who else hangs on their networks, and the sheet with the reasons. */
function pairMarks(
  world: World,
  picture: Picture,
  sheet: Sheet,
  pair: Pair,
  options: ViewOptions,
): { marks: Mark[]; places: Places } {
  const width = sheet.x1 - sheet.x0;
  const sheetW = clamp(width * 0.36, 232, 436);
  const right = sheet.x1 - sheetW - 24;
  const scope = new Set(
    [...pair.from.networks, ...pair.to.networks].filter((n) => n !== 'host' && n !== 'none'),
  );
  const between = pair.reach.kind === 'apart' ? pair.reach.between?.id : undefined;
  const rankOf = (c: Container): number =>
    c.id === pair.from.id || c.id === pair.to.id ? 0 : c.id === between ? 1 : 2;
  const near = world.containers
    .values()
    .filter((c) => rankOf(c) < 2 || c.networks.some((n) => scope.has(n)))
    .sort((a, b) => rankOf(a) - rankOf(b) || (a.name < b.name ? -1 : 1));
  const fits = Math.max(2, Math.floor((right - sheet.x0 - 72) / (LEAST_BOX + gapOf(sheet.small))));
  const chosen = near.slice(0, fits);
  const own = pair.from.project ?? '';
  // Who asks stands first and whom it asks last, so that the way goes to the right.
  const orderOf = (c: Container): number =>
    c.id === pair.from.id ? 0 : c.id === pair.to.id ? 3 : c.id === between ? 2 : 1;
  const groups = groupsOf(chosen)
    .map((group) => ({
      ...group,
      containers: [...group.containers].sort((a, b) => orderOf(a) - orderOf(b)),
    }))
    .sort((a, b) => Number(b.key === own) - Number(a.key === own));
  const ports = chosen.some(isOpen) || chosen.some((c) => c.networks.includes('host'));
  const p = placesOf(world, sheet, groups, { right, ports, pair: true });
  const area = { x: right + 12, y: p.wall.y + 20, w: sheet.x1 - right - 24, h: p.band.y - p.wall.y - 32 };
  const lit = litOfPair(pair);
  const marks = machineMarks(world, picture, sheet, p, lit, options.now, true);
  return {
    marks: [...marks, ...wayMarks(p, pair, area), sheetMark(pair, area)],
    places: p,
  };
}

/** The drops of the two and the pipe between them; or the pipe of the one, as far as it goes. */
function litOfPair({ from, to, reach: found }: Pair): Lit {
  if (found.kind === 'network')
    return {
      networks: new Set(),
      drops: new Set([found.network]),
      containers: new Set([from.id, to.id]),
    };
  const own = new Set(found.kind === 'apart' ? from.networks : []);
  return { networks: own, drops: own, containers: new Set([from.id]) };
}
