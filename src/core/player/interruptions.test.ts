import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeRecording } from '../journal/codec';
import { effectsOf } from '../motion/effects';
import { relayoutOf } from '../motion/relayout';
import { hostScene } from '../scene/host/host-scene';
import type { Scene } from '../scene/marks';
import { emptyWorld, type World } from '../world/world';
import { isStill, momentOf, replay, settle, startPlayer, take, tick, type Player } from './player';

const FOLDER = join(import.meta.dirname, 'recordings');
const JOURNALS = readdirSync(FOLDER).map(
  (file) => decodeRecording(readFileSync(join(FOLDER, file), 'utf8')).entries,
);

const SIZES = [
  { W: 1024, H: 568 },
  { W: 1280, H: 668 },
  { W: 1920, H: 948 },
  { W: 700, H: 500 },
] as const;

/** What may come between while the stage plays, each at a moment of its own. */
const interruption = fc.oneof(
  fc.record({ kind: fc.constant('entries' as const), n: fc.integer({ min: 1, max: 12 }) }),
  fc.record({ kind: fc.constant('resize' as const), size: fc.constantFrom(...SIZES) }),
  fc.record({ kind: fc.constant('jump' as const) }),
  fc.record({ kind: fc.constant('replay' as const) }),
  fc.record({ kind: fc.constant('hidden' as const), ms: fc.integer({ min: 100, max: 60_000 }) }),
  fc.record({ kind: fc.constant('reduced' as const) }),
  fc.record({ kind: fc.constant('frames' as const), ms: fc.integer({ min: 1, max: 3000 }) }),
);

/** A scene as text, so that two can be compared mark by mark. */
const drawn = (world: World, size: (typeof SIZES)[number], now: number): unknown =>
  hostScene(world, size, { now }).marks.map((mark) => [
    mark.key,
    JSON.stringify([mark.box, mark.data, mark.subject]),
  ]);

test('whatever comes between, the stage ends in exactly the scene of the world, with nothing under way', () => {
  fc.assert(
    fc.property(
      fc.nat(JOURNALS.length - 1),
      fc.nat(),
      fc.array(interruption, { maxLength: 14 }),
      (which, from, steps) => {
        const all = JOURNALS[which] ?? [];
        let player: Player = startPlayer(emptyWorld());
        let at = 0;
        let now = 0;
        let size: (typeof SIZES)[number] = SIZES[1];
        let reduced = false;
        let last: Scene | null = null;
        const feed = (n: number): void => {
          player = take(player, all.slice(at, at + n), now);
          at += n;
        };
        const frames = (ms: number): void => {
          for (const end = now + ms; now < end; now += 97) {
            player = tick(player, now, reduced);
            const moment = momentOf(player, now, reduced);
            const scene = hostScene(moment.world, size, { now: 0 });
            // Whatever is drawn on the way must be drawable: no motion may need what is not there.
            effectsOf(scene, moment.acts, moment.index, moment.p);
            if (last) relayoutOf(last, scene);
            last = scene;
          }
        };
        feed(from % (all.length + 1));
        for (const step of steps) {
          if (step.kind === 'entries') feed(step.n);
          else if (step.kind === 'resize') size = step.size;
          else if (step.kind === 'jump') player = settle(player);
          else if (step.kind === 'replay') player = replay(player, now);
          else if (step.kind === 'hidden') {
            // No frame is drawn meanwhile; what comes is taken in.
            feed(3);
            now += step.ms;
            player = settle(player);
          } else if (step.kind === 'reduced') reduced = !reduced;
          else frames(Math.min(step.ms, 1500));
        }
        feed(all.length);
        for (let i = 0; i < 4000 && !isStill(player); i += 1) {
          now += 250;
          player = tick(player, now, reduced);
        }
        expect(isStill(player)).toBe(true);
        const moment = momentOf(player, now, reduced);
        expect(moment.act).toBeNull();
        expect(drawn(moment.world, size, 0)).toEqual(drawn(player.world, size, 0));
        const { fx, overlay } = effectsOf(
          hostScene(moment.world, size, { now: 0 }),
          moment.acts,
          moment.index,
          moment.p,
        );
        expect([fx.size, overlay.length]).toEqual([0, 0]);
      },
    ),
    { numRuns: 60 },
  );
});
