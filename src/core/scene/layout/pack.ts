import { bayHeight, bayOf, type Bay } from './bays';
import { LEVELS, type Level, type LevelId } from './levels';

export interface Placed {
  readonly bay: Bay;
  readonly columns: number;
  readonly rows: number;
  readonly x: number;
  readonly w: number;
  readonly h: number;
}

export interface Row {
  readonly items: readonly Placed[];
  readonly h: number;
  /** right edge of the last bay */
  readonly right: number;
}

export interface Packing {
  readonly level: Level;
  readonly w: number;
  readonly h: number;
  readonly rows: readonly Row[];
  readonly height: number;
}

interface Draft {
  free: number;
  tall: number;
  items: Placed[];
}

const { ceil, floor, max, min, round, sqrt } = Math;

/**
 * Rooms, houses and crates stand on one column grid, so that gutters run through all floors and carry the risers of the
 * ports. Projects keep their rectangle; loose containers fill the columns that are left.
 */
function packGrid(
  bays: readonly Bay[],
  level: Level,
  w: number,
  h: number,
  width: number,
): Omit<Packing, 'level' | 'w' | 'h'> & { columns: number } {
  const pitch = w + level.gap;
  const columns = max(1, floor((width - 2 * level.pad - level.depth + level.gap) / pitch));
  const drafts: Draft[] = [];
  const open = (): Draft => {
    const draft: Draft = { free: columns, tall: 0, items: [] };
    drafts.push(draft);
    return draft;
  };
  const put = (row: Draft, bay: Bay, cols: number, rows: number): void => {
    row.items.push({
      bay,
      columns: cols,
      rows,
      x: (columns - row.free) * pitch,
      w: cols * pitch - level.gap + 2 * level.pad + level.depth,
      h: bayHeight(bay, level, h, rows),
    });
    row.free -= cols;
    row.tall = max(row.tall, rows);
  };
  for (const bay of bays.filter((b) => b.project)) {
    const rows = ceil(bay.containers.length / columns);
    const cols = ceil(bay.containers.length / rows);
    put(drafts.find((r) => r.free >= cols && (r.tall === 0 || rows <= r.tall)) ?? open(), bay, cols, rows);
  }
  for (const bay of bays.filter((b) => !b.project)) {
    let left = bay.containers;
    while (left.length > 0) {
      const row = drafts.find((r) => r.free > 0) ?? open();
      const tall = row.tall || 1;
      const cols = min(row.free, ceil(left.length / tall));
      const part = bayOf(bay, left.slice(0, cols * tall));
      left = left.slice(cols * tall);
      put(row, part, cols, ceil(part.containers.length / cols));
    }
  }
  const rows = drafts.map((draft): Row => {
    const cellar = draft.items.some((item) => item.bay.volumes.length > 0);
    const tall = draft.items.map((item) =>
      bayHeight(cellar ? { ...item.bay, volumes: [{ name: '', label: '' }] } : item.bay, level, h, item.rows),
    );
    return { items: draft.items, h: max(...tall), right: max(...draft.items.map((item) => item.x + item.w)) };
  });
  return { rows, columns, height: rows.reduce((sum, row) => sum + row.h, 0) + (rows.length - 1) * 14 };
}

function flow(
  bays: readonly Bay[],
  level: Level,
  w: number,
  h: number,
  width: number,
  aspect: number,
): Omit<Packing, 'level' | 'w' | 'h'> {
  const rows: { items: Placed[]; h: number; right: number }[] = [];
  let x = 0;
  const slots = max(1, floor(width / 216));
  for (const bay of bays) {
    const n = level.id < 0 ? 1 : bay.containers.length;
    const pitch = w + level.gap;
    const most = max(1, floor((width - 2 * level.pad + level.gap) / pitch));
    const want = max(floor((150 + level.gap) / pitch), ceil(sqrt(n * aspect)));
    const columns = min(most, max(1, min(n, want)));
    const count = ceil(n / columns);
    const bw =
      level.id < 0
        ? (width - 14 * (slots - 1)) / slots
        : max(columns * pitch - level.gap + 2 * level.pad, 196);
    const bh = level.head + count * (h + level.gap) + level.pad;
    let row = rows.at(-1);
    if (!row || x + bw > width + 0.5) {
      row = { items: [], h: 0, right: 0 };
      rows.push(row);
      x = 0;
    }
    row.items.push({ bay, columns, rows: count, x, w: bw, h: bh });
    row.right = x + bw;
    row.h = max(row.h, bh);
    x += bw + 14;
  }
  return { rows, height: rows.reduce((sum, row) => sum + row.h, 0) + (rows.length - 1) * 12 };
}

function packFlow(
  bays: readonly Bay[],
  level: Level,
  w: number,
  h: number,
  width: number,
): Omit<Packing, 'level' | 'w' | 'h'> {
  const tries = [1.6, 2.4, 3.4, 5, 8].map((aspect) => flow(bays, level, w, h, width, aspect));
  return tries.reduce((best, next) => (next.height < best.height ? next : best));
}

/** Even the tally is too high: the smallest projects share one bay. */
function mergeSmallest(
  bays: readonly Bay[],
  level: Level,
  w: number,
  h: number,
  width: number,
  height: number,
): Omit<Packing, 'level' | 'w' | 'h'> {
  let packed = packFlow(bays, level, w, h, width);
  for (let keep = bays.length - 2; keep >= 0 && packed.height > height; keep -= 1) {
    const rest = bays.slice(keep);
    const first = rest[0] as Bay;
    const merged: Bay = {
      ...first,
      key: ' more',
      label: `${String(rest.length)} more projects`,
      containers: rest.flatMap((b) => b.containers),
      networks: [],
      volumes: [],
    };
    packed = packFlow([...bays.slice(0, keep), merged], level, w, h, width);
  }
  return packed;
}

/** Whether so many boxes could fit at all: most levels are out of the question long before anything is laid out. */
function mayFit(level: Level, w: number, h: number, count: number, width: number, height: number): boolean {
  const columns = max(1, floor((width + level.gap) / (w + level.gap)));
  const each = level.id >= 2 ? h + level.depth : h + level.gap;
  return ceil(count / columns) * each <= height;
}

function packAt(
  level: Level,
  bays: readonly Bay[],
  count: number,
  width: number,
  height: number,
  force: boolean,
): Packing | null {
  for (let step = 0; step <= 20; step += 1) {
    const f = step / 20;
    const w = round(level.w[0] + (level.w[1] - level.w[0]) * f);
    const h = round(level.h[0] + (level.h[1] - level.h[0]) * f);
    const forced = force && step === 20;
    if (level.id >= 0 && !forced && !mayFit(level, w, h, count, width, height)) continue;
    if (level.id < 0) return { level, w, h, ...mergeSmallest(bays, level, w, h, width, height) };
    const grid = level.id >= 2 ? packGrid(bays, level, w, h, width) : null;
    const packed = grid ?? packFlow(bays, level, w, h, width);
    const fits = packed.height <= height && packed.rows.every((row) => row.right <= width + 0.5);
    if (!fits && !forced) continue;
    if (grid === null || packed.height > height)
      return { level, w, h, rows: packed.rows, height: packed.height };
    return justify(level, bays, grid.columns, w, h, width, height);
  }
  return null;
}

/** Widens the boxes to the column grid, then raises them while they still fit. */
function justify(
  level: Level,
  bays: readonly Bay[],
  columns: number,
  w: number,
  h: number,
  width: number,
  height: number,
): Packing {
  const wide = max(
    w,
    min(level.w[0], floor((width - 2 * level.pad - level.depth + level.gap) / columns) - level.gap),
  );
  let tall = h;
  let packed = packGrid(bays, level, wide, tall, width);
  while (tall + 2 <= level.h[0]) {
    const next = packGrid(bays, level, wide, tall + 2, width);
    if (next.height > height) break;
    tall += 2;
    packed = next;
  }
  return { level, w: wide, h: tall, rows: packed.rows, height: packed.height };
}

/** The largest level at which everything fits; `force` asks for one level whether it fits or not. */
export function pack(
  bays: readonly Bay[],
  count: number,
  width: number,
  height: number,
  force?: LevelId,
): Packing {
  for (const level of LEVELS) {
    if (force === undefined ? level.id === 5 && count > 2 : level.id !== force) continue;
    const packed = packAt(level, bays, count, width, height, force !== undefined);
    if (packed) return packed;
  }
  const last = LEVELS.at(-1) as Level;
  return { level: last, w: last.w[0], h: last.h[0], rows: [], height: 0 };
}
