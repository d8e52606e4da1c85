/** How a motion runs: its time at speed 1, its ease, which world is on stage meanwhile, and what stands still instead. */
export interface MotionRow {
  /** milliseconds */
  readonly ms: number;
  readonly ease: Ease;
  /** A thing that comes is drawn in the world after; one that goes, in the world before. */
  readonly shows: 'before' | 'after';
  /** Under reduced motion nothing travels: the moment of the motion, 0 to 1, that stands still for its whole time. */
  readonly still: number;
}

export type Ease = 'travel' | 'land' | 'leave' | 'even';

export const EASES: Readonly<Record<Ease, (p: number) => number>> = {
  travel: (p) => (p < 0.5 ? 4 * p ** 3 : 1 - (-2 * p + 2) ** 3 / 2),
  land: (p) => 1 - (1 - p) ** 3,
  leave: (p) => p ** 3,
  even: (p) => p,
};

const row = (ms: number, ease: Ease, shows: MotionRow['shows'] = 'after', still = 1): MotionRow => ({
  ms,
  ease,
  shows,
  still,
});

/**
 * (what happened) → how it moves. Nothing else on the stage moves. A further motion is one more row here and one
 * more drawing in `effects.ts`.
 */
export const MOTIONS = {
  enter: row(200, 'travel', 'before'),
  ask: row(560, 'travel', 'before', 0.8),
  answer: row(460, 'travel', 'before', 0.2),
  search: row(900, 'even', 'before', 1),
  fetch: row(620, 'travel', 'before', 0.9),
  bytes: row(400, 'even', 'after', 1),
  extract: row(300, 'even', 'after', 1),
  shelve: row(420, 'land'),
  place: row(640, 'land'),
  roof: row(360, 'land'),
  plug: row(320, 'travel'),
  unplug: row(260, 'travel', 'before', 1),
  hand: row(620, 'even', 'before', 0.5),
  pile: row(460, 'land'),
  light: row(260, 'even'),
  output: row(900, 'even'),
  leave: row(460, 'leave', 'before', 1),
  dark: row(260, 'even', 'before', 1),
  stamp: row(320, 'land'),
  pause: row(320, 'travel'),
  unpause: row(320, 'travel', 'before'),
  remove: row(420, 'leave', 'before', 1),
  change: row(240, 'even'),
  /** A signal reaches the process. */
  signal: row(480, 'travel', 'before', 0.9),
  oom: row(480, 'even', 'before', 1),
  /** The client listens: a line from the command to the box. */
  wire: row(300, 'travel', 'before', 1),
  /** The thing that holds it, and the thing that was asked for. */
  refuse: row(900, 'even', 'before', 1),
  exec: row(360, 'land'),
  execEnd: row(360, 'leave', 'before', 1),
  tag: row(320, 'land'),
  commit: row(640, 'travel', 'before', 0.9),
  /** A layer that was here already: nothing is fetched. */
  /** The wire broke in the middle of a layer; the engine tries again. */
  retry: row(480, 'even', 'after', 0.5),
  exists: row(300, 'even', 'after', 0.5),
  /** An instruction of a build begins, and its layer rises on the work board. */
  step: row(360, 'even', 'after', 1),
  layer: row(420, 'land'),
  mount: row(420, 'land'),
  unmount: row(260, 'leave', 'before', 1),
  /** A volume that no container mounts is room on the disk: told there. */
  room: row(480, 'even', 'after', 0.5),
  unknown: row(480, 'even', 'after', 1),
} as const satisfies Readonly<Record<string, MotionRow>>;

export type MotionKind = keyof typeof MOTIONS;

export const motionRow = (kind: MotionKind): MotionRow => MOTIONS[kind];
