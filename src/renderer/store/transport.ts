import { endOfAct, replay, tick } from '../../core/player/player';
import { reducedMotion } from '../theme';
import { advanceTo, changeSpeed, isPaused, nextSpeed, setPaused, speedNow, stageTime } from './pace';
import { settleNow, store } from './store';

const tell = (): void => store.setState({ paused: isPaused(), speed: speedNow() });

/** Holds the stage, or lets it go on. The world goes on all the while. */
export function togglePause(): void {
  setPaused(!isPaused());
  tell();
}

export function slower(): void {
  changeSpeed(-1);
  tell();
}

export function faster(): void {
  changeSpeed(1);
  tell();
}

export function otherSpeed(): void {
  nextSpeed();
  tell();
}

/** One motion on: to the end of the one that runs, or of the next that waits. */
export function stepOnce(): void {
  setPaused(true);
  let { player } = store.getState();
  if (player.current === null) player = tick(player, stageTime(), reducedMotion());
  const end = endOfAct(player);
  if (end !== null) advanceTo(end);
  store.setState({ player: tick(player, stageTime(), reducedMotion()) });
  tell();
}

/** Shows the last command, or the last change from elsewhere, once more. */
export function replayLast(): void {
  setPaused(false);
  const { player } = store.getState();
  store.setState({ player: replay(player, stageTime()) });
  tell();
}

/** Draws what waits at once. */
export function toNow(): void {
  setPaused(false);
  settleNow();
  tell();
}
