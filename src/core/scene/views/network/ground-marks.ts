import { cutWall } from '../cut-wall';
import { visible } from '../../../docker/visible';
import type { Volume, World } from '../../../world/world';

import type { Mark } from '../../marks';
import type { Picture } from '../../picture';
import type { PictureContainer } from '../../picture-containers';
import { ellipse, d, line, path, rect, words, type Shape } from '../../shapes/shape';
import { fit, textWidth, wrap } from '../../text/fit';
import { pileMark } from '../kernel-band';
import { part } from '../part';
import { boxOf, type Column, type Places } from './places';

const RY = 5;

/** Boxes, and what stands below them: piles, volumes, folders of the machine. */
export function groundMarks(
  world: World,
  picture: Picture,
  p: Places,
  boxes: ReadonlyMap<string, PictureContainer>,
  small: boolean,
  titled: Column | null,
): Mark[] {
  const foot = p.boxY + p.boxH;
  const tip = p.band.y + p.band.h * 0.5;
  const marks: Mark[] = [];
  const drums = drumPlaces(world, p);
  for (const drum of drums) marks.push(...drumMarks(p, drum, foot, small));
  for (const column of p.columns) {
    const c = boxes.get(column.c.id);
    if (!c) continue;
    const bind = c.binds[0];
    if (bind)
      marks.push({
        kind: 'bind',
        key: `bind ${c.id}`,
        box: { x: column.x + p.boxW - 8, y: foot, w: Math.min(150, p.boxW - 16), h: p.band.y - foot },
        data: {
          label: bindLabel(c, p.boxW - 54),
          to: p.band.y + 4,
        },
        subject: null,
      });
    if (c.process)
      marks.push(
        pileMark(
          c.id,
          c.pid,
          {
            x: pileX(p, column),
            top: foot,
            tip,
            words: p.level === 4 && bind === undefined && column !== titled,
          },
          picture.vm !== null,
        ),
      );
  }
  return marks;
}

/** A folder's path, as much of it as fits right of the pile. */
function bindLabel(c: PictureContainer, max: number): string {
  const more = c.binds.length > 1 ? ` +${String(c.binds.length - 1)}` : '';
  const face = { size: 13, mono: true };
  return fit(c.binds[0]?.source ?? '', max - textWidth(more, face), face) + more;
}

/** Left in its box: the words of the cellar stand right of it. */
const pileX = (p: Places, column: Column): number => column.x + (p.level === 4 ? 18 : 12);

interface DrumPlace {
  readonly name: string;
  readonly x: number;
  readonly mounts: readonly Column[];
  /** Names of all that mount it, drawn or not. */
  readonly users: readonly string[];
  readonly more: number;
}

function drumPlaces(world: World, p: Places): readonly DrumPlace[] {
  const users = new Map<string, string[]>();
  for (const c of world.containers.values())
    for (const mount of c.mounts)
      if (mount.kind === 'volume')
        users.set(mount.source, [...(users.get(mount.source) ?? []), visible(c.name)]);
  const done = new Set<string>();
  const places: DrumPlace[] = [];
  const free: Column[] = [];
  for (const column of p.columns) {
    const own = column.c.mounts.filter((m) => m.kind === 'volume').map((m) => m.source);
    const fresh = own.filter((name) => !done.has(name));
    const name = fresh[0];
    if (name === undefined) {
      if (own.length === 0) free.push(column);
      continue;
    }
    for (const each of fresh) done.add(each);
    const mounts = p.columns.filter((each) =>
      each.c.mounts.some((m) => m.kind === 'volume' && m.source === name),
    );
    places.push({ name, x: column.x, mounts, users: (users.get(name) ?? []).sort(), more: fresh.length - 1 });
  }
  // Volumes that outlived their containers stand where a box without one leaves room, in their own project.
  const orphans = world.volumes
    .values()
    .filter((v: Volume) => !users.has(v.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const orphan of orphans) {
    const own = free.findIndex((column) => column.c.project === orphan.project);
    const at = Math.max(0, own);
    const column = free[at];
    if (!column) continue;
    free.splice(at, 1);
    places.push({ name: orphan.name, x: column.x, mounts: [], users: [], more: 0 });
  }
  return places;
}

const anonymous = (name: string): string => (/^[0-9a-f]{64}$/.test(name) ? name.slice(0, 8) : visible(name));

function drumMarks(p: Places, drum: DrumPlace, foot: number, small: boolean): Mark[] {
  const h = small ? 24 : 30;
  const x = drum.x + (p.level === 4 ? 34 : 26);
  const w = Math.min(150, p.boxW - 46);
  const y = foot + 18;
  const stem = { stroke: 'k-volume', sw: 2.5 } as const;
  const shapes: Shape[] = [];
  drum.mounts.forEach((column, i) => {
    const sx = column.x + 48;
    const dash = column.c.mounted ? {} : { dash: '2 4' };
    shapes.push(
      i === 0
        ? line(sx, foot, sx, y, { ...stem, ...dash })
        : path(d`M${sx},${foot}V${y + h * 0.55}H${x + w}`, { ...stem, ...dash }),
    );
  });
  if (drum.mounts.length === 0)
    shapes.push(
      line(x + 16, y - 14, x + 16, y, { ...stem, dash: '3 3' }),
      line(x + 10, y - 14, x + 22, y - 14, stem),
    );
  const label = drum.more > 0 ? `${anonymous(drum.name)} +${String(drum.more)}` : anonymous(drum.name);
  shapes.push(
    path(d`M${x},${y}v${h - RY}a${w / 2},${RY} 0 0 0 ${w},0v${-(h - RY)}`, {
      fill: 'k-volume-face',
      stroke: 'k-volume',
      sw: 1.5,
    }),
    ellipse(x + w / 2, y, w / 2, RY, { fill: 'k-volume-side', stroke: 'k-volume', sw: 1.5 }),
    words(x + 9, y + h / 2 + 8, label, { weight: 560, max: w - 14 }),
  );
  const says =
    drum.users.length === 0
      ? small
        ? 'no container uses it'
        : 'stays, though its container is gone'
      : drum.users.length === 1
        ? `only ${drum.users[0] ?? ''}`
        : `shared: ${drum.users.slice(0, 3).join(', ')}${drum.users.length > 3 ? ` +${String(drum.users.length - 3)}` : ''}`;
  const max = p.step - 42;
  wrap(says, max, { size: 13 })
    .slice(0, p.notes)
    .forEach((text, i) =>
      shapes.push(words(x, y + h + 18 + i * 17, text, { fill: 'ink-2', max, halo: 'sheet' })),
    );
  return [
    part(`drum ${drum.name}`, { x, y: y - RY, w, h: h + RY }, shapes, {
      kind: 'volume',
      id: drum.name,
      words: `${anonymous(drum.name)}, volume, ${drum.users.length === 0 ? 'no container uses it: it stays' : `used by ${drum.users.join(', ')}`}`,
    }),
  ];
}

/** The boxes themselves, as on the machine. */
export function boxMarks(
  p: Places,
  boxes: ReadonlyMap<string, PictureContainer>,
  wordsOf: (c: PictureContainer) => string,
): Mark[] {
  return p.columns.flatMap((column): Mark[] => {
    const c = boxes.get(column.c.id);
    if (!c) return [];
    return [
      {
        kind: 'container',
        key: `container ${c.id}`,
        box: boxOf(p, column),
        data: { c, level: p.level, postX: pileX(p, column), depth: p.depth },
        subject: { kind: 'container', id: c.id, words: wordsOf(c) },
      },
    ];
  });
}

/** The machine's wall, cut. */
export const wallMark = (p: Places): Mark => cutWall(p.wall);

/** Compose projects: a frame around what belongs together. */
export const bayMarks = (p: Places): Mark[] =>
  p.bays.map(({ group, box }) =>
    part(`bay frame ${group.key}`, box, [
      rect(box.x, box.y, box.w, box.h, { fill: 'bg', stroke: 'ink-3', sw: 1 }),
    ]),
  );

/** Their names and sums, before the risers that pass. */
export function bayTitles(p: Places, sums: readonly (readonly string[])[]): Mark[] {
  return p.bays.map(({ group, box }, i): Mark => {
    const face = { size: 15, weight: 640 } as const;
    const name = fit(visible(group.key), box.w * 0.5, face);
    const sum = sums[i] ?? [];
    const left = box.x + 22 + textWidth(name, face);
    const room = box.x + box.w - left - 10;
    const text = sum.find((each) => textWidth(each, { size: 13 }) <= room);
    return part(
      `bay ${group.key}`,
      box,
      [
        words(box.x + 12, box.y + 18, name, { ...face, halo: 'bg' }),
        ...(text === undefined ? [] : [words(left, box.y + 18, text, { fill: 'ink-2', halo: 'bg' })]),
      ],
      {
        kind: 'project',
        id: group.key,
        words: `${visible(group.key)}, ${sum.at(-4) ?? 'Compose project'}; ${dependence(group.containers)}`,
      },
    );
  });
}

function dependence(containers: Places['bays'][number]['group']['containers']): string {
  const told = containers
    .filter((c) => c.dependsOn.length > 0)
    .map((c) => `${visible(c.service ?? c.name)} waits for ${c.dependsOn.map(visible).join(' and ')}`);
  return told.length === 0 ? 'no service waits for another' : [...new Set(told)].join(', ');
}
