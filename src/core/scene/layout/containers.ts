import type { Picture } from '../picture';
import type { PictureContainer } from '../picture-containers';
import { bayHeight, baysOf, type Bay } from './bays';
import type { Box, Frame } from './frame';
import type { Level, LevelId } from './levels';
import { pack, type Packing } from './pack';

export interface PlacedContainer {
  readonly container: PictureContainer;
  readonly box: Box;
  readonly bay: number;
  /** Stands in the lowest row, right above the engine: its pile is drawn. */
  readonly grounded: boolean;
  /** Where the post of its lamp, and so its pile, goes down. */
  readonly pileX: number;
}

export interface PlacedLane {
  readonly name: string;
  readonly x: number;
  readonly w: number;
  readonly y: number;
  /** How many more networks the bay has than are drawn; on the last lane only. */
  readonly more: number;
}

export interface PlacedDrum {
  readonly name: string;
  readonly label: string;
  readonly box: Box;
  /** Where it meets the first box that mounts it; open while one of them has it mounted. */
  readonly stem: { readonly x: number; readonly y: number; readonly open: boolean } | null;
}

export interface PlacedBay {
  readonly bay: Bay;
  readonly box: Box;
  readonly lanes: readonly PlacedLane[];
  readonly drums: readonly PlacedDrum[];
  /** No frame is drawn around loose containers of levels 2 and up. */
  readonly framed: boolean;
}

export interface ContainerLayout {
  readonly level: Level;
  readonly bays: readonly PlacedBay[];
  readonly boxes: readonly PlacedContainer[];
  readonly decks: readonly { readonly x: number; readonly y: number; readonly w: number }[];
  readonly used: number;
}

export interface ContainerOptions {
  /** The level in use, kept by the caller for a moment so that one `run` never makes the stage breathe twice. */
  readonly level?: LevelId | undefined;
  /** Reserve the upper right for the detail sheet at small levels. */
  readonly detail: boolean;
  /** Left of this, the right part of the engine band is free of piles. */
  readonly pileLimit: number;
}

const { floor, max, min } = Math;

export function layoutContainers(
  picture: Picture,
  frame: Frame,
  options: ContainerOptions,
): ContainerLayout | null {
  const bays = baysOf(picture);
  const n = picture.containers.length;
  if (n === 0) return null;
  const { area } = frame;
  const bottom = area.y + area.h;
  const lone = n <= 2 && bays.every((b) => b.bare);
  const air = lone ? (frame.small ? 56 : 140) : 0;
  const reserve = options.detail && n > 60 ? min(272, area.w * 0.33) : 0;
  const packIn = (width: number): Packing => pack(bays, n, width, area.h - air, options.level);
  const beside = packIn(lone ? max(290, area.w * (n === 2 ? 0.74 : 0.56)) : area.w - reserve);
  // Where the sheet's room would take every box away, it lies over some of them instead.
  const packing = reserve > 0 && beside.level.id < 0 ? packIn(area.w) : beside;
  const { level, w, h } = packing;
  const placedBays: PlacedBay[] = [];
  const boxes: PlacedContainer[] = [];
  const decks: { x: number; y: number; w: number }[] = [];
  const widest = max(0, ...packing.rows.map((row) => row.right));
  let base = bottom;
  packing.rows.forEach((row, index) => {
    if (index > 0) decks.push({ x: area.x, y: base, w: widest });
    const cellar =
      level.id >= 2 && level.cellar > 0 && row.items.some((item) => item.bay.volumes.length > 0)
        ? level.cellar
        : 0;
    for (const item of row.items) {
      const bx = area.x + item.x;
      const top =
        level.id >= 2
          ? base -
            bayHeight(
              { ...item.bay, volumes: cellar > 0 ? [{ name: '', label: '' }] : [] },
              level,
              h,
              item.rows,
            )
          : base - item.h;
      const bay = placedBays.length;
      const first = boxes.length;
      const floorY = base - level.pad - cellar;
      const pitchY = h + (level.id >= 2 ? level.gap * 0.5 + level.depth : level.gap);
      (level.id < 0 ? [] : item.bay.containers).forEach((container, i) => {
        const column = i % item.columns;
        const r = floor(i / item.columns);
        const y =
          level.id >= 2 ? floorY - (item.rows - r) * pitchY + (pitchY - h) : top + level.head + r * pitchY;
        const box = { x: bx + (item.bay.bare ? 8 : level.pad) + column * (w + level.gap), y, w, h };
        const grounded = level.id >= 2 && index === 0 && r === item.rows - 1;
        boxes.push({
          container,
          box,
          bay,
          grounded,
          pileX: pileX(container, box, level, frame, options.pileLimit),
        });
      });
      const own = boxes.slice(first);
      placedBays.push({
        bay: item.bay,
        box: { x: bx, y: top, w: item.w, h: base - top },
        lanes: lanesOf(item.bay, level, { x: bx, w: item.w, right: area.x + area.w }, top, own[0]?.box),
        drums: drumsOf(item.bay, level, base, own, { w, right: bx + item.w - 4 }),
        framed: !item.bay.bare && (item.bay.project || level.id < 2),
      });
    }
    base -= row.h + (level.id >= 2 ? 14 : 12);
  });
  return { level, bays: placedBays, boxes, decks, used: widest };
}

function lanesOf(
  bay: Bay,
  level: Level,
  { x, w, right }: { readonly x: number; readonly w: number; readonly right: number },
  top: number,
  first: Box | undefined,
): PlacedLane[] {
  if (level.lane === 0) return [];
  const shown = bay.networks.slice(0, 3);
  const more = (i: number): number => (i === shown.length - 1 ? bay.networks.length - shown.length : 0);
  if (bay.bare) {
    if (!first) return [];
    const y = first.y - level.depth - 40;
    return shown.map((name, i) => ({
      name,
      x: x - 2,
      w: min(w + 46, right + 8 - x),
      y: y - i * 26,
      more: more(i),
    }));
  }
  const y = top + (bay.project ? level.head : 0);
  return shown.map((name, i) => ({
    name,
    x: x + level.pad,
    w: w - 2 * level.pad - level.depth,
    y: y + i * level.lane + level.lane / 2,
    more: more(i),
  }));
}

/** Least width of a drum: room for a few letters of its name. */
const NARROW = 40;

/** Each drum stands under the first box that mounts it where it can; what would leave the bay is made narrower. */
function drumsOf(
  bay: Bay,
  level: Level,
  base: number,
  own: readonly PlacedContainer[],
  { w, right }: { readonly w: number; readonly right: number },
): PlacedDrum[] {
  if (level.cellar === 0) return [];
  let last = -Infinity;
  const wanted = bay.volumes.map((volume) => {
    const mount = own.find((o) => o.container.volumes.some((v) => v.name === volume.name));
    const index = mount ? mount.container.volumes.findIndex((v) => v.name === volume.name) : 0;
    const width = min(w, 150) / max(1, mount?.container.volumes.length ?? 1) - (index > 0 ? 6 : 0);
    const x = max(mount ? mount.box.x + index * (width + 6) : 0, last);
    last = x + width + 10;
    return { volume, mount, x, width };
  });
  let limit = right;
  for (const drum of wanted.toReversed()) {
    drum.width = max(NARROW, min(drum.width, limit - drum.x));
    drum.x = min(drum.x, limit - drum.width);
    limit = drum.x - 10;
  }
  return wanted.map(({ volume, mount, x, width }) => ({
    ...volume,
    box: { x, y: base - level.cellar + 16, w: width, h: level.cellar - 24 },
    stem: mount
      ? {
          x: min(max(mount.box.x, x) + 16, mount.box.x + mount.box.w - 8),
          y: mount.box.y + mount.box.h,
          open: own.some(
            (o) => o.container.mounted && o.container.volumes.some((v) => v.name === volume.name),
          ),
        }
      : null,
  }));
}

/** The pile of a process goes down between the engine's cells where it can. */
function pileX(c: PictureContainer, box: Box, level: Level, frame: Frame, limit: number): number {
  const mounts = c.volumes.length > 0;
  const start = level.id === 5 ? 44 : mounts ? 30 : 24;
  const blocked = (x: number): boolean =>
    frame.cells.some((cell) => x > cell.x - 8 && x < cell.x + cell.w + 10) || x > limit;
  const preferred = mounts && level.id < 5 ? box.x + box.w * 0.62 : box.x + start;
  if (!blocked(preferred)) return preferred;
  for (let k = mounts ? 30 : 12; k < box.w - 8; k += 4) if (!blocked(box.x + k)) return box.x + k;
  return preferred;
}
