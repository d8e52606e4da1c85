/** Levels of detail: how large a box may be, and what stands around it. Widths and heights are ranges, largest first. */
export interface Level {
  readonly id: -1 | 0 | 1 | 2 | 3 | 4 | 5;
  readonly w: readonly [number, number];
  readonly h: readonly [number, number];
  readonly gap: number;
  readonly depth: number;
  /** height of a bay's title */
  readonly head: number;
  /** height of one network lane */
  readonly lane: number;
  /** height of the deck for volumes */
  readonly cellar: number;
  readonly pad: number;
  readonly roof: number;
  readonly floor: number;
}

export type LevelId = Level['id'];

export const LEVELS: readonly Level[] = [
  {
    id: 5,
    w: [400, 260],
    h: [330, 216],
    gap: 56,
    depth: 12,
    head: 24,
    lane: 20,
    cellar: 58,
    pad: 14,
    roof: 24,
    floor: 54,
  },
  {
    id: 4,
    w: [236, 184],
    h: [212, 184],
    gap: 44,
    depth: 12,
    head: 24,
    lane: 20,
    cellar: 52,
    pad: 12,
    roof: 20,
    floor: 44,
  },
  {
    id: 3,
    w: [172, 112],
    h: [140, 98],
    gap: 26,
    depth: 8,
    head: 22,
    lane: 18,
    cellar: 46,
    pad: 8,
    roof: 12,
    floor: 28,
  },
  {
    id: 2,
    w: [124, 92],
    h: [64, 56],
    gap: 20,
    depth: 5,
    head: 22,
    lane: 8,
    cellar: 0,
    pad: 6,
    roof: 7,
    floor: 13,
  },
  {
    id: 1,
    w: [50, 20],
    h: [36, 20],
    gap: 5,
    depth: 0,
    head: 26,
    lane: 0,
    cellar: 0,
    pad: 6,
    roof: 4,
    floor: 5,
  },
  {
    id: 0,
    w: [18, 8],
    h: [16, 8],
    gap: 2,
    depth: 0,
    head: 26,
    lane: 0,
    cellar: 0,
    pad: 6,
    roof: 3,
    floor: 0,
  },
  {
    id: -1,
    w: [196, 196],
    h: [44, 44],
    gap: 0,
    depth: 0,
    head: 26,
    lane: 0,
    cellar: 0,
    pad: 6,
    roof: 4,
    floor: 0,
  },
];

export const levelOf = (id: LevelId): Level =>
  LEVELS.find((level) => level.id === id) ?? (LEVELS[0] as Level);

/** Height of a room, px, from which its lamp is large: below it, the lamp's words would meet those of the state. */
export const LARGE_LAMP = 205;
