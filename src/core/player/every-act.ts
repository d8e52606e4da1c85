import type { Entry } from '../journal/entry';
import type { Act } from '../motion/act';
import { emptyWorld } from '../world/world';
import { isStill, startPlayer, take, tick, type Player } from './player';

/** One act of a journal on the stage, and how to draw any moment of it. */
export interface PlayedAct {
  /** Number of the act, from 1. */
  readonly n: number;
  readonly act: Act;
  readonly player: Player;
  /** Milliseconds of stage time at a part of it, 0 to 1: what `momentOf` wants. */
  readonly at: (part: number) => number;
}

/** Milliseconds of stage time between two looks. */
const STEP = 20;

/** Plays a journal as its entries arrived, and gives every act in the order of the stage. */
export function* everyAct(entries: readonly Entry[]): Generator<PlayedAct> {
  const begin = entries[0]?.at ?? 0;
  let player = startPlayer(emptyWorld());
  let next = 0;
  let seen: Act | undefined;
  let n = 0;
  for (let now = 0; !(next === entries.length && isStill(player)); now += STEP) {
    for (let entry = entries[next]; entry !== undefined && entry.at - begin <= now; entry = entries[next]) {
      player = take(player, [entry], now);
      next += 1;
    }
    player = tick(player, now);
    const { current } = player;
    const act = current?.item.acts[current.index];
    if (!current || !act || act === seen) continue;
    seen = act;
    n += 1;
    const { startedAt, ms } = current;
    yield { n, act, player, at: (part) => startedAt + ms * part };
  }
}
