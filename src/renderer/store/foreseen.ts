import { foresee } from '../../core/command/foreseeing/foresee';
import { forecastWords } from '../../core/command/foreseeing/forecast-words';
import { isEmpty, stillToCome, type Forecast } from '../../core/world/forecast';
import { isStill } from '../../core/player/player';
import type { World } from '../../core/world/world';
import { after } from '../clock';
import { store, type State } from './store';

/** What the line at the prompt would do. It stays in the picture after Enter until it is drawn in earnest. */
export interface Foreseen {
  readonly forecast: Forecast;
  /** In words; null: nothing. */
  readonly words: string | null;
  readonly before: World;
  readonly entered: boolean;
}

/** Milliseconds without a key after which a line is looked at: a word half typed is no wish yet. */
const PAUSE = 150;

/** Follows the line that is typed, and foresees what it would do. */
export function startForeseeing(line: (draft: string) => string): () => void {
  let cancel: (() => void) | null = null;
  function look(): void {
    const { draft, world, foreseen } = store.getState();
    if (draft.trim() === '') return;
    const forecast = foresee(line(draft), world);
    const words = forecastWords(forecast, world);
    if (words === null && foreseen === null) return;
    store.setState({ foreseen: words === null ? null : { forecast, words, before: world, entered: false } });
  }
  const stop = store.subscribe((state, before) => {
    if (state.draft === before.draft) {
      // The machine changed under the line.
      const { world } = state;
      const moved = world.containers !== before.world.containers || world.images !== before.world.images;
      if (!moved || state.draft === '' || cancel !== null) return;
    } else if (state.draft.trim() === '') {
      cancel?.();
      cancel = null;
      if (state.foreseen?.entered === false) store.setState({ foreseen: null });
      return;
    }
    cancel?.();
    cancel = after(PAUSE, () => {
      cancel = null;
      look();
    });
  });
  return () => {
    cancel?.();
    stop();
  };
}

/** The line was entered: what was foreseen and can be stays until it has come true. */
export function enterForeseen(): void {
  const { foreseen } = store.getState();
  if (foreseen === null) return;
  store.setState({ foreseen: foreseen.forecast.against === null ? { ...foreseen, entered: true } : null });
}

/**
 * What of the forecast is still to be drawn dashed beside a world that is shown; null: nothing. A command that is over
 * and played has no more to come.
 */
export function ghostOf(state: State, shown: World): Forecast | null {
  const { foreseen } = state;
  if (foreseen === null || foreseen.forecast.against !== null) return null;
  if (!foreseen.entered) return isEmpty(foreseen.forecast) ? null : foreseen.forecast;
  const rest = stillToCome(foreseen.forecast, foreseen.before, shown);
  const over = state.world.commands.at(-1)?.exitCode !== null && isStill(state.player);
  return over || isEmpty(rest) ? null : rest;
}
