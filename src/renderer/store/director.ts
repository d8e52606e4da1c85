import { effectsOf } from '../../core/motion/effects';
import { RELAYOUT, relayoutOf, transformAt, type Move } from '../../core/motion/relayout';
import type { StageFrame } from '../../core/motion/stage-frame';
import { isStill, momentOf, oldestAt, tick } from '../../core/player/player';
import type { LevelId } from '../../core/scene/layout/levels';
import type { Scene, Subject } from '../../core/scene/marks';
import type { Choices } from '../../core/scene/views/choices';
import type { ViewId } from '../../core/scene/views/view';
import { ghostScene } from '../../core/scene/ghost/ghost-scene';
import { viewScene } from '../../core/scene/views/views';
import type { Forecast } from '../../core/world/forecast';
import { tallyOf } from '../../core/world/tally';
import type { World } from '../../core/world/world';
import { after, onFrame, stageNow, wallNow } from '../clock';
import { isPaused, stageTime } from './pace';
import { reducedMotion } from '../theme';

import { ghostOf } from './foreseen';
import { look } from './session';
import { store, type State } from './store';

/** A level of detail holds until another choice has lasted so long: one `run` never makes the stage breathe twice. */
const HOLD = 600;
/** Milliseconds between refreshes of ages while nothing happens; the shortest one while something is seconds old. */
const AGES = 30_000;
const SECONDS = 1000;
/** While a grace period is counted down: its ten ticks may be short. */
const TENTH = 200;

export interface Director {
  /** Something changed: draw a frame soon. */
  request(): void;
  resize(width: number, height: number): void;
  readonly scene: () => Scene | null;
  destroy(): void;
}

const clock = (ms: number): string => new Date(ms).toLocaleTimeString('en-GB');

/**
 * Lets the stage follow the player: one frame at a time, and none while nothing moves.
 * @param draw whether the stage is complete; what is left is drawn in the frames that follow
 */
export function createDirector(draw: (props: StageFrame) => boolean): Director {
  let size = { W: 0, H: 0 };
  let cancelFrame: (() => void) | null = null;
  let cancelAges: (() => void) | null = null;
  let cancelLook: (() => void) | null = null;
  let scene: Scene | null = null;
  let made: Made | null = null;
  let level: LevelId | undefined;
  let differs: { level: LevelId; since: number } | null = null;
  /** Marks that travel to new places since the layout had to make room. */
  let relayout: { moves: ReadonlyMap<string, Move>; start: number } | null = null;
  let looked = '';
  let destroyed = false;

  function layout(world: World, state: State, now: number): Scene {
    const { view, choices, selected } = state;
    const ghost = view === 'host' ? ghostOf(state, world) : null;
    const detail = selected?.kind === 'container' ? selected.id : null;
    // The stage may be behind: ages are those of the moment that it shows.
    const wall = wallNow() - state.lag;
    if (
      scene &&
      made?.world === world &&
      made.W === size.W &&
      made.H === size.H &&
      made.view === view &&
      made.choices === choices &&
      sameForecast(made.ghost, ghost) &&
      (view === 'host' ? made.selected?.id === selected?.id : made.selected === selected) &&
      Math.abs(wall - made.at) < (counts(world) ? TENTH : SECONDS)
    )
      return scene;
    const options = { now: wall, detail, clock, selected, choices };
    const draw = (at: LevelId | undefined): Scene =>
      ghost === null
        ? viewScene(view, world, size, { ...options, level: at })
        : ghostScene(world, ghost, size, { ...options, level: at });
    let next = draw(undefined);
    const resized = made?.W !== size.W || made.H !== size.H || made.view !== view;
    // Less room is taken at once, since the level in use no longer fits; more is taken only when it lasts.
    const roomier = view === 'host' && level !== undefined && next.level > level;
    if (roomier && !resized && made?.world.known.containers === true) {
      if (differs?.level !== next.level) differs = { level: next.level, since: now };
      if (now - differs.since < HOLD) {
        next = draw(level);
        after(HOLD, request);
      } else level = next.level;
    } else {
      level = next.level;
      differs = null;
    }
    made = { world, ...size, view, choices, selected, ghost, at: wall };
    return next;
  }

  function frame(now: number): void {
    cancelFrame = null;
    if (destroyed || size.W === 0) return;
    const reduced = reducedMotion();
    const at = stageTime();
    const before = store.getState();
    const player = tick(before.player, at, reduced);
    const oldest = oldestAt(player);
    const lag = oldest === null ? 0 : Math.max(0, wallNow() - oldest);
    if (player !== before.player || Math.abs(lag - before.lag) > 400) {
      store.setState({ player, say: player.say ?? before.say, lag });
    }
    const state = store.getState();
    const moment = momentOf(player, at, reduced);
    const last = scene;
    const turned = made !== null && made.view !== state.view;
    scene = layout(moment.world, state, now);
    const shifts = travel(last, scene, at, reduced, turned);
    const still = isStill(player) && relayout === null;
    const { fx, overlay } = effectsOf(scene, moment.acts, moment.index, moment.p);
    const complete = draw({
      scene,
      fx,
      overlay,
      shifts,
      selected: keyOf(scene, state),
      focused: state.focused,
      lit: litIn(scene, state),
      still,
      seq: moment.world.seq,
      act: moment.act?.motion ?? null,
    });
    // While it is held, the stage draws only what changes; at rest, nothing.
    if (!complete || (!still && !isPaused())) request();
    else rest(moment.world);
  }

  /** Where marks are on their way to new places; empty when nothing travels. */
  function travel(
    last: Scene | null,
    next: Scene,
    at: number,
    reduced: boolean,
    turned: boolean,
  ): ReadonlyMap<string, string> {
    if (last && last !== next && !reduced) {
      const moves = relayoutOf(last, next, turned);
      if (moves.size > 0) relayout = { moves, start: at };
    }
    if (relayout === null) return NO_SHIFTS;
    const p = (at - relayout.start) / RELAYOUT;
    if (p >= 1 || p < 0) {
      relayout = null;
      return NO_SHIFTS;
    }
    return new Map([...relayout.moves].map(([key, move]) => [key, transformAt(move, p)]));
  }

  /** Nothing moves: only ages go on, and what is on screen is told to the host. */
  function rest(world: World): void {
    cancelAges?.();
    const wall = wallNow();
    const young = wall - tallyOf(world.containers).newest < 60_000;
    if (!document.hidden) cancelAges = after(counts(world) ? TENTH : young ? SECONDS : AGES, request);
    cancelLook?.();
    cancelLook = after(250, tellLook);
  }

  function tellLook(): void {
    if (!scene) return;
    const state = store.getState();
    const boxes = scene.marks.flatMap((m) => (m.kind === 'container' ? [m.data.c] : []));
    const chosen = state.selected?.kind === 'container' ? [state.selected.id] : [];
    const near = scene.level >= 3 && !document.hidden ? boxes : [];
    const shown = {
      // At the smallest levels nothing is drawn that only an inspect would tell.
      ids: some(chosen, scene.wants?.ids ?? (scene.level >= 2 ? boxes.map((c) => c.id) : []), 200),
      load: some(chosen, scene.wants?.load ?? near.filter((c) => c.process).map((c) => c.id), 20),
      sizes: some(chosen, scene.wants?.sizes ?? (scene.level >= 4 ? near.map((c) => c.id) : []), 20),
      ...(scene.wants?.changes?.length ? { changes: [...scene.wants.changes] } : {}),
    };
    const text = JSON.stringify(shown);
    if (text === looked) return;
    looked = text;
    look(shown);
  }

  function request(): void {
    cancelFrame ??= onFrame(() => frame(stageNow()));
  }

  const stop = store.subscribe((state, before) => {
    if (
      state.view !== before.view ||
      state.choices !== before.choices ||
      state.selected !== before.selected ||
      state.focused !== before.focused ||
      state.lit !== before.lit ||
      state.theme !== before.theme ||
      state.player !== before.player ||
      state.paused !== before.paused ||
      state.speed !== before.speed ||
      state.foreseen !== before.foreseen
    )
      request();
    if (state.host === 'open' && before.host !== 'open') looked = '';
  });

  return {
    request,
    resize(width, height) {
      size = { W: Math.round(width), H: Math.round(height) };
      request();
    },
    scene: () => scene,
    destroy() {
      destroyed = true;
      stop();
      cancelFrame?.();
      cancelAges?.();
      cancelLook?.();
    },
  };
}

/** What the scene that is shown was made of. */
interface Made {
  readonly world: World;
  readonly W: number;
  readonly H: number;
  readonly view: ViewId;
  readonly choices: Choices;
  readonly selected: Subject | null;
  readonly ghost: Forecast | null;
  readonly at: number;
}

const some = (first: readonly string[], then: readonly string[], most: number): string[] =>
  [...new Set([...first, ...then])].slice(0, most);

/** Forecasts are worked out anew for each picture: what counts is what they say. */
const sameForecast = (a: Forecast | null, b: Forecast | null): boolean =>
  a === b || (a !== null && b !== null && JSON.stringify(a) === JSON.stringify(b));

const NO_SHIFTS: ReadonlyMap<string, string> = new Map();

const counts = (world: World): boolean => tallyOf(world.containers).counting;

/** Marks of what is lit. */
function litIn({ marks }: Scene, { lit }: State): readonly string[] {
  if (lit.length === 0) return [];
  const wanted = new Set(lit.map(({ kind, id }) => `${kind} ${id}`));
  return marks.flatMap(({ key, subject }) =>
    subject && wanted.has(`${subject.kind} ${subject.id}`) ? [key] : [],
  );
}

function keyOf(scene: Scene, state: State): string | null {
  const { selected } = state;
  if (!selected) return null;
  return (
    scene.marks.find((m) => m.subject?.kind === selected.kind && m.subject.id === selected.id)?.key ?? null
  );
}
