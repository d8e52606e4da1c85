import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decodeRecording } from '../journal/codec';
import type { Entry } from '../journal/entry';
import { effectsOf } from '../motion/effects';
import { actsOf } from '../motion/acts';
import { whySilent } from '../motion/silent';
import { hostScene } from '../scene/host/host-scene';
import type { Scene } from '../scene/marks';
import { shapesOf } from '../scene/shapes/table';
import { toCheckpoint } from '../world/checkpoint';
import { fold, foldAll } from '../world/fold';
import { emptyWorld, hasProcess } from '../world/world';
import { isStill, momentOf, settle, startPlayer, take, tick, type Moment, type Player } from './player';

/** What people did on a real engine, recorded through the app (`scripts/record-journals.ts`). */
const FOLDER = join(import.meta.dirname, 'recordings');
const RECORDINGS = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.cutaway'))
  .map(
    (file) =>
      [
        file.replace('.cutaway', ''),
        decodeRecording(readFileSync(join(FOLDER, file), 'utf8')).entries,
      ] as const,
  );
const VIEW = { W: 1280, H: 668 };
const STEP = 40;

const sceneOf = (moment: Moment): Scene => hostScene(moment.world, VIEW, { now: moment.world.at });

/** Plays a recording as it arrived, and looks at every frame. */
function watch(
  entries: readonly Entry[],
  look: (player: Player, now: number) => void,
  reduced = false,
): Player {
  const begin = entries[0]?.at ?? 0;
  let player = startPlayer(emptyWorld());
  let next = 0;
  let now = 0;
  for (let i = 0; i < 5000; i += 1) {
    while (next < entries.length && (entries[next] as Entry).at - begin <= now) {
      player = take(player, [entries[next] as Entry], now);
      next += 1;
    }
    player = tick(player, now, reduced);
    look(player, now);
    if (next === entries.length && isStill(player)) return player;
    now += STEP;
  }
  return player;
}

describe.each(RECORDINGS)('%s', (_, entries) => {
  test('ends on stage in exactly the world of its entries', () => {
    const player = watch(entries, () => undefined);
    expect(isStill(player)).toBe(true);
    expect(toCheckpoint(player.shown)).toEqual(toCheckpoint(foldAll(emptyWorld(), entries)));
  });

  test('knows every word that its engine said', () => {
    expect(foldAll(emptyWorld(), entries).unknown).toEqual([]);
  });

  test('moves nothing without a cause in the journal, and says each act in a sentence', () => {
    const known = new Set(entries.map((entry) => entry.seq));
    watch(entries, (player, now) => {
      const { act } = momentOf(player, now);
      if (!act) return;
      expect(known.has(act.cause)).toBe(true);
      expect(act.say).toBeTruthy();
    });
  });

  test('moves one thing or one group at a time, and nothing that did not change', () => {
    watch(entries, (player, now) => {
      const moment = momentOf(player, now);
      const scene = sceneOf(moment);
      const { fx } = effectsOf(scene, moment.acts, moment.index, moment.p);
      const subjects = new Set(moment.acts.flatMap((a) => [a.subject, ...a.also]));
      for (const key of fx.keys()) {
        if (
          key.startsWith('cell') ||
          key === 'cli' ||
          key === 'cable' ||
          key === 'wire' ||
          key.startsWith('slab coming')
        )
          continue;
        expect(
          [...subjects].some((subject) => key.includes(subject.replace('sha256:', ''))),
          `${key} in ${moment.act?.motion ?? ''}`,
        ).toBe(true);
      }
      if (isStill(player)) expect(fx.size).toBe(0);
    });
  });

  test('every entry that changes what is drawn has a motion, or is listed with the reason why not', () => {
    let world = emptyWorld();
    for (const entry of entries) {
      const after = fold(world, entry);
      const drawn = (w: typeof world) =>
        JSON.stringify(
          hostScene(w, VIEW, { now: 0 })
            .marks.filter((m) => m.kind === 'container' || m.kind === 'image' || m.kind === 'pile')
            .map((m) => [m.key, m.kind === 'container' ? m.data.c.state : '']),
        );
      if (drawn(world) !== drawn(after) && entry.kind !== 'detail') {
        const moves = actsOf(world, entry, after).length > 0;
        expect(
          moves || whySilent(entry) !== null,
          `${entry.kind} ${JSON.stringify(entry).slice(0, 160)}`,
        ).toBe(true);
      }
      world = after;
    }
  });

  test('links each container that has a process to the one kernel, in every frame at rest', () => {
    watch(entries, (player, now) => {
      if (!isStill(player)) return;
      const moment = momentOf(player, now);
      const scene = sceneOf(moment);
      const lit = moment.world.containers.values().filter(hasProcess);
      for (const c of lit)
        expect(scene.marks.filter((m) => m.key === `pile ${c.id}`).length).toBeLessThanOrEqual(1);
    });
  });

  test('with reduced motion shows the same acts in the same order, and nothing travels', () => {
    const seen = (reduced: boolean): string[] => {
      const list: string[] = [];
      let player = settle(startPlayer(emptyWorld()));
      let now = 0;
      let last: unknown = null;
      // One after the other: hurry and merging are the lag's business, not reduced motion's.
      for (const entry of entries) {
        player = take(player, [entry], now);
        for (; !isStill(player); now += 10) {
          player = tick(player, now, reduced);
          const { act, p } = momentOf(player, now, reduced);
          if (act && act !== last) list.push(`${act.motion} ${act.subject}`);
          last = act;
          if (reduced && act) expect(p).toBe(momentOf(player, now + 5, true).p);
        }
      }
      return list;
    };
    const seenReduced = seen(true);
    expect(seenReduced.length).toBeGreaterThan(0);
    expect(seenReduced).toEqual(seen(false));
  });

  test('writes words that are drawn whole: none under 13 px', () => {
    watch(entries, (player, now) => {
      const moment = momentOf(player, now);
      const { overlay } = effectsOf(sceneOf(moment), moment.acts, moment.index, moment.p);
      for (const shape of overlay)
        if (shape.tag === 'text') expect(Number(shape.a['font-size'])).toBeGreaterThanOrEqual(13);
    });
    const last = hostScene(foldAll(emptyWorld(), entries), VIEW, { now: entries.at(-1)?.at ?? 0 });
    for (const shape of last.marks.flatMap((m) => shapesOf(m)))
      if (shape.tag === 'text') expect(Number(shape.a['font-size'])).toBeGreaterThanOrEqual(13);
  });
});
