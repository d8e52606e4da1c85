import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commandId, containerId, engineKey, engineMs, exchangeId, hostMs } from '../base/brand';
import type { Entry, Fact } from '../journal/entry';
import { createJournal } from '../journal/journal';
import { effectsOf } from '../motion/effects';
import { hostScene } from '../scene/host/host-scene';
import { madeWorld } from '../scene/made-world';
import { toCheckpoint } from '../world/checkpoint';
import { foldAll } from '../world/fold';
import type { World } from '../world/world';
import { isStill, lagOf, momentOf, replay, settle, startPlayer, take, tick, type Player } from './player';

const id = (n: number) => containerId(String(n).padStart(64, 'a'));
const event = (action: string, n: number, attributes: Record<string, string> = {}): Fact => ({
  kind: 'event',
  type: 'container',
  action,
  id: id(n),
  attributes: { name: `c${String(n)}`, image: 'busybox', ...attributes },
  time: engineMs(1000),
  timeNano: '1',
});

const facts = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(
        'create',
        'start',
        'die',
        'pause',
        'unpause',
        'destroy',
        'stop',
        'kill',
        'rename',
        'health_status: healthy',
        'oom',
        'mystery',
      ),
      fc.integer({ min: 0, max: 4 }),
    )
    .map(([action, n]) => event(action, n, action === 'die' ? { exitCode: '1' } : {})),
  fc.constant<Fact>({
    kind: 'command-started',
    command: commandId('c1'),
    text: 'docker run x',
    origin: 'prompt',
  }),
  fc.integer({ min: 0, max: 3 }).map((n): Fact => ({
    kind: 'command-output',
    command: commandId('c1'),
    stream: 'stdout',
    text: `line ${String(n)}\n`,
    container: id(n),
  })),
  fc.constant<Fact>({
    kind: 'exchange-sent',
    exchange: exchangeId('x1'),
    command: commandId('c1'),
    n: 1,
    method: 'POST',
    path: '/v1.41/containers/create',
    body: null,
  }),
  fc.constant<Fact>({ kind: 'exchange-answered', exchange: exchangeId('x1'), status: 404, took: 3 }),
  fc.integer({ min: 0, max: 9 }).map((n): Fact => ({
    kind: 'progress',
    of: 'pull',
    exchange: exchangeId('x1'),
    command: commandId('c1'),
    ref: 'busybox',
    layer: '0123456789ab',
    status: n < 6 ? 'Downloading' : 'Extracting',
    current: n,
    total: 10,
    error: null,
  })),
);

const entriesOf = (list: readonly Fact[]): readonly Entry[] =>
  createJournal().append(hostMs(1), engineKey('e'), ...list);
const same = (a: World, b: World): void => expect(toCheckpoint(a)).toEqual(toCheckpoint(b));

describe('the player', () => {
  test('is the same object while nothing waits: whoever watches it is asked for nothing', () => {
    const rest = startPlayer(madeWorld([]));
    expect(tick(rest, 16)).toBe(rest);
    const played = tick(take(rest, entriesOf([event('create', 1)]), 0), 60_000);
    expect(isStill(played)).toBe(true);
    expect(tick(played, 60_016)).toBe(played);
  });

  test('ends in exactly the world of all entries, however they arrive and whatever interrupts', () => {
    fc.assert(
      fc.property(
        fc.array(facts, { maxLength: 40 }),
        fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 40 }),
        fc.boolean(),
        (list, pauses, reduced) => {
          const entries = entriesOf(list);
          const begin = madeWorld([]);
          let player: Player = startPlayer(begin);
          let now = 0;
          entries.forEach((entry, i) => {
            player = take(player, [entry], now);
            now += pauses[i] ?? 0;
            player = tick(player, now, reduced);
            if ((pauses[i] ?? 0) % 17 === 1) player = settle(player);
          });
          const all = foldAll(begin, entries);
          same(player.world, all);
          for (let i = 0; i < 400 && !isStill(player); i += 1) player = tick(player, (now += 500), reduced);
          expect(isStill(player)).toBe(true);
          same(player.shown, all);
        },
      ),
      { numRuns: 120 },
    );
  });

  test('says what happens now at once, however far the stage is behind', () => {
    const player = take(
      startPlayer(madeWorld([])),
      entriesOf(Array.from({ length: 50 }, (_, i) => event('create', i))),
      0,
    );
    expect(player.world.containers.size).toBe(50);
    expect(player.shown.containers.size).toBe(0);
  });

  test('draws the same frame for the same moment', () => {
    const entries = entriesOf([event('create', 1), event('start', 1), event('die', 1, { exitCode: '0' })]);
    const frame = (now: number): string => {
      const player = tick(take(startPlayer(madeWorld([])), entries, 0), now);
      const moment = momentOf(player, now);
      const scene = hostScene(moment.world, { W: 1280, H: 700 }, { now: 5000 });
      const { fx, overlay } = effectsOf(scene, moment.acts, moment.index, moment.p);
      return JSON.stringify([[...fx], overlay, moment.act?.motion]);
    };
    for (const now of [0, 100, 640, 900, 1200, 1500, 2000, 2600, 4000]) expect(frame(now)).toBe(frame(now));
  });

  test('plays one command whole and unhurried, and names the entry that caused each motion', () => {
    const entries = entriesOf([event('create', 1), event('start', 1), event('die', 1, { exitCode: '0' })]);
    let player = take(startPlayer(madeWorld([])), entries, 0);
    const seen: string[] = [];
    const causes = new Set<number>();
    for (let now = 0; now < 6000; now += 20) {
      player = tick(player, now);
      const { act } = momentOf(player, now);
      if (act && seen.at(-1) !== act.motion) seen.push(act.motion);
      if (act) causes.add(act.cause);
    }
    expect(seen).toEqual(['place', 'roof', 'pile', 'light', 'leave', 'dark', 'stamp']);
    expect([...causes]).toEqual([1, 2, 3]);
  });

  test('catches up when a storm keeps coming, and never stays more than fifteen seconds behind', () => {
    let player = startPlayer(madeWorld([]));
    let now = 0;
    const storm = entriesOf(
      Array.from({ length: 1200 }, (_, i) =>
        event(['create', 'start', 'die', 'destroy'][i % 4] ?? 'create', Math.floor(i / 4) % 40, {
          exitCode: '0',
        }),
      ),
    );
    for (const entry of storm) {
      player = tick(take(player, [entry], now), now);
      now += 50;
      expect(lagOf(player, now)).toBeLessThan(16_000);
    }
    for (let i = 0; i < 400 && !isStill(player); i += 1) player = tick(player, (now += 200));
    same(player.shown, player.world);
  });

  test('lets a program print only after its light went on, even where its output overtook the start', () => {
    const print: Fact = {
      kind: 'command-output',
      command: commandId('c1'),
      stream: 'stdout',
      text: 'hi\n',
      container: id(1),
    };
    let player = take(
      startPlayer(madeWorld([])),
      entriesOf([event('create', 1), print, event('start', 1)]),
      0,
    );
    const seen: string[] = [];
    for (let now = 0; now < 6000; now += 20) {
      player = tick(player, now);
      const { act } = momentOf(player, now);
      if (act && seen.at(-1) !== act.motion) seen.push(act.motion);
    }
    expect(seen).toEqual(['place', 'roof', 'pile', 'light', 'output']);
  });

  test('shows the last command once more, step by step, and ends in the world as it is', () => {
    const command: Fact = {
      kind: 'command-started',
      command: commandId('c1'),
      text: 'docker run x',
      origin: 'prompt',
    };
    const done: Fact = { kind: 'command-finished', command: commandId('c1'), exitCode: 0, took: 1 };
    const all = entriesOf([
      event('create', 7),
      command,
      event('create', 1),
      event('start', 1),
      event('die', 1, { exitCode: '0' }),
      done,
    ]);
    let player = settle(take(startPlayer(madeWorld([])), all, 0));
    player = replay(player, 10_000);
    expect(player.shown.containers.has(id(7))).toBe(true);
    expect(player.shown.containers.has(id(1))).toBe(false);
    const seen: string[] = [];
    for (let now = 10_000; now < 18_000; now += 20) {
      player = tick(player, now);
      const { act } = momentOf(player, now);
      if (act && seen.at(-1) !== act.motion) seen.push(act.motion);
    }
    expect(seen).toEqual(['enter', 'place', 'roof', 'pile', 'light', 'leave', 'dark', 'stamp']);
    same(player.shown, foldAll(madeWorld([]), all));
    same(player.world, player.shown);
  });

  test('moves things that share a cause together, and says how many', () => {
    const made = Array.from({ length: 20 }, (_, i) => event('create', i));
    const gone = Array.from({ length: 20 }, (_, i) => event('destroy', i));
    let player = settle(take(startPlayer(madeWorld([])), entriesOf(made), 0));
    player = tick(take(player, createJournal().append(hostMs(2), engineKey('e'), ...gone), 100), 100);
    const { act } = momentOf(player, 300);
    expect(act?.motion).toBe('remove');
    expect((act?.also.length ?? 0) + 1).toBe(20);
    expect(act?.say).toBe('20 are removed.');
    for (let now = 300; now < 3000 && !isStill(player); now += 50) player = tick(player, now);
    expect(player.shown.containers.size).toBe(0);
  });
});
