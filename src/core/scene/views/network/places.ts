import type { Container, World } from '../../../world/world';
import { clamp, type Box } from '../../layout/frame';
import { levelOf } from '../../layout/levels';
import type { Sheet } from '../sheet';
import { pipesOf, type Group } from './groups';

/** px between two groups, more than between two columns. */
const APART = 34;
const MOST_LANES = 3;
/** px from the top of a lane to its pipe: the name plate stands above it. */
const PIPE = 32;

export interface Column {
  readonly c: Container;
  readonly x: number;
  readonly group: number;
}

export interface Lane {
  readonly network: string;
  /** y of the pipe */
  readonly y: number;
  readonly group: number;
  readonly members: readonly Column[];
}

/** Where everything in the machine stands, from the ground up. */
export interface Places {
  readonly wall: Box;
  readonly band: Box;
  readonly columns: readonly Column[];
  readonly level: 3 | 4;
  readonly depth: number;
  readonly boxW: number;
  readonly boxH: number;
  readonly boxY: number;
  readonly step: number;
  readonly lanes: readonly Lane[];
  /** Networks of a group that have no lane of their own, by group. */
  readonly more: readonly number[];
  readonly bays: readonly { readonly group: Group; readonly box: Box }[];
  readonly ports: boolean;
  readonly right: number;
  /** Rows of words below a drum. */
  readonly notes: number;
}

export const gapOf = (small: boolean): number => (small ? 28 : 36);
export const LEAST_BOX = 108;
/** Least width of a whole room, px. */
const ROOM = 184;

export function placesOf(
  world: World,
  sheet: Sheet,
  groups: readonly Group[],
  options: { readonly right: number; readonly ports: boolean; readonly pair: boolean },
): Places {
  const { x0, y0, y1, small } = sheet;
  const gap = gapOf(small);
  const foot = y1 - (small ? 0 : 24) - 8;
  const bandH = small ? 40 : 52;
  const top = y0 + (options.ports ? 34 : 6);
  const wall = { x: x0, y: top, w: sheet.x1 - x0, h: foot - top };
  const band = { x: x0, y: foot - bandH, w: sheet.x1 - x0, h: bandH };
  const n = groups.reduce((sum, group) => sum + group.containers.length, 0);
  const inner = options.right - x0 - 36 - Math.max(0, groups.length - 1) * APART;
  const most = (inner - n * gap) / Math.max(1, n);
  // Whole rooms where there is room for them, houses otherwise.
  const level = sheet.H > 860 && most >= ROOM ? 4 : 3;
  const { depth } = levelOf(level);
  const boxW = level === 4 ? Math.min(most, 224) : clamp(most, LEAST_BOX, options.pair ? 176 : 160);
  const step = boxW + gap;
  const all = groups.map((group) => pipesOf(world, group.containers));
  const laneCount = Math.max(1, ...all.map((pipes) => Math.min(MOST_LANES, pipes.length)));
  const boxH = level === 4 ? 204 : sheet.H > 860 ? 136 : small ? 104 : 114;
  const notes = small ? 1 : 2;
  const cellar = 14 + (small ? 26 : 32) + 10 + notes * 18 + 8;
  const bayTop = top + (small ? 6 : 10);
  const head = small ? 22 : 26;
  // Whatever the lanes do not need makes the cellar deeper.
  const air = band.y - cellar - boxH - depth - 8 - bayTop - head;
  const lane = clamp(air / laneCount, 50, small ? 62 : 128);
  const boxY = Math.min(bayTop + head + laneCount * lane + 8 + depth, band.y - cellar - boxH);
  const columns: Column[] = [];
  const bays: Places['bays'][number][] = [];
  const lanes: Lane[] = [];
  let x = x0 + 30;
  groups.forEach((group, g) => {
    const first = x;
    const own = group.containers.map((c): Column => {
      const column = { c, x, group: g };
      x += step;
      return column;
    });
    columns.push(...own);
    if (group.key !== '')
      bays.push({
        group,
        box: { x: first - 20, y: bayTop, w: x - gap - first + 36, h: band.y - bayTop - 8 },
      });
    const pipes = all[g] ?? [];
    const drawn = pipes.slice(0, MOST_LANES);
    drawn.forEach((network, i) => {
      // The first bridge always lies lowest: what looks up names is above it.
      const row =
        drawn.length < laneCount && !['bridge', 'podman'].includes(network)
          ? i
          : i + laneCount - drawn.length;
      lanes.push({
        network,
        group: g,
        y: bayTop + head + row * lane + PIPE,
        members: own.filter((column) => column.c.networks.includes(network)),
      });
    });
    x += APART;
  });
  return {
    wall,
    band,
    columns,
    level,
    depth,
    boxW,
    boxH,
    boxY,
    step,
    lanes,
    more: all.map((pipes) => Math.max(0, pipes.length - MOST_LANES)),
    bays,
    ports: options.ports,
    right: options.right,
    notes,
  };
}

export const boxOf = (p: Places, column: Column): Box => ({ x: column.x, y: p.boxY, w: p.boxW, h: p.boxH });

/** The networks of a column that have a lane, in the order of the lanes. */
export const lanesOf = (p: Places, column: Column): readonly Lane[] =>
  p.lanes.filter((lane) => lane.group === column.group && lane.members.includes(column));

const AT: readonly (readonly number[])[] = [[], [0.5], [0.26, 0.76], [0.18, 0.5, 0.82]];

/** x of the drop from a lane to a column's box. */
export function dropX(p: Places, column: Column, lane: Lane): number {
  const own = lanesOf(p, column);
  return column.x + p.boxW * (AT[own.length]?.[own.indexOf(lane)] ?? 0.5);
}

/** Top of a box with its roof's depth: where jacks sit. */
export const jackY = (p: Places): number => p.boxY - p.depth * 0.5;
