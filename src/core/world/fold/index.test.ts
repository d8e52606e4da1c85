import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commandId, containerId, engineKey, engineMs, exchangeId, hostMs, imageId } from '../../base/brand';
import type { Entry, Fact } from '../../journal/entry';
import { createJournal } from '../../journal/journal';
import { fromCheckpoint, toCheckpoint, type Checkpoint } from '../checkpoint';
import { BOUNDS, emptyWorld } from '../world';
import { appendLines } from './commands';
import { foldAll } from './index';

const entriesOf = (...facts: Fact[]): readonly Entry[] =>
  createJournal().append(hostMs(1), engineKey('e'), ...facts);
const worldOf = (...facts: Fact[]) => foldAll(emptyWorld(), entriesOf(...facts));
const image = (n: string, tags: readonly string[]): Fact => ({
  kind: 'detail',
  of: 'image',
  id: imageId(n.repeat(64)),
  detail: {
    layers: [],
    tags,
    digests: [],
    size: 1,
    created: engineMs(1),
    architecture: 'amd64',
    os: 'linux',
  },
});
const progress = (
  layer: string,
  status: string,
  current: number | null = null,
  total: number | null = null,
  error: string | null = null,
): Fact => ({
  kind: 'progress',
  of: 'pull',
  exchange: exchangeId('x'),
  command: commandId('c'),
  ref: 'docker.io/library/busybox:latest',
  layer,
  status,
  current,
  total,
  error,
});
const ended = (cut: string | null = null): Fact => ({
  kind: 'exchange-ended',
  exchange: exchangeId('x'),
  took: 1,
  bytes: 1,
  cut,
  body: null,
});

describe('the world', () => {
  test('of a checkpoint and what came after equals the world of everything', () => {
    const actions = fc.array(
      fc.tuple(fc.constantFrom('create', 'start', 'die', 'destroy', 'pause'), fc.integer({ min: 0, max: 5 })),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(actions, fc.nat(), (list, at) => {
        const entries = entriesOf(
          ...list.map(([action, n]): Fact => ({
            kind: 'event',
            type: 'container',
            action,
            id: String(n).repeat(64),
            attributes: { name: `c${String(n)}` },
            time: engineMs(n),
            timeNano: '1',
          })),
        );
        const cut = at % (entries.length + 1);
        const half = fromCheckpoint(
          JSON.parse(
            JSON.stringify(toCheckpoint(foldAll(emptyWorld(), entries.slice(0, cut)))),
          ) as Checkpoint,
        );
        expect(toCheckpoint(foldAll(half, entries.slice(cut)))).toEqual(
          toCheckpoint(foldAll(emptyWorld(), entries)),
        );
      }),
    );
  });

  test('has each tag at one image only, though no event says from which it moved', () => {
    const world = worldOf(image('a', ['busybox:latest']), image('b', ['busybox:latest', 'mine:1']));
    expect(world.images.values().map((i) => i.tags)).toEqual([[], ['busybox:latest', 'mine:1']]);
  });

  test('takes the size of an image from the list, and its moment from whoever knows it finer', () => {
    const created = engineMs(1_700_000_001_234);
    const told = image('1', ['a:1']);
    if (told.kind !== 'detail' || told.of !== 'image' || told.detail === null) throw new Error('no image');
    const inspected: Fact = { ...told, detail: { ...told.detail, created, size: 2 } };
    const row = { id: imageId('1'.repeat(64)), tags: ['a:1'], digests: [], size: 6 };
    const listed: Fact = {
      kind: 'snapshot',
      cause: 'event',
      part: 'images',
      items: [{ ...row, created: engineMs(1_700_000_001_000) }],
    };
    for (const facts of [
      [inspected, listed],
      [listed, inspected],
      [listed, inspected, listed],
    ])
      expect(worldOf(...facts).images.values()).toMatchObject([{ created, size: 6 }]);
  });

  test('shows an image on its way until the image itself is told, and not one that failed', () => {
    const layer = '0123456789ab';
    const coming = [
      progress('latest', 'Pulling from library/busybox'),
      progress(layer, 'Pulling fs layer'),
      progress(layer, 'Downloading', 5, 10),
    ];
    expect(worldOf(...coming).pulls[0]?.layers).toMatchObject([
      { id: layer, phase: 'coming', current: 5, total: 10 },
    ]);
    expect(worldOf(...coming, progress(layer, 'Pull complete'), ended()).pulls).toMatchObject([
      { done: true },
    ]);
    expect(
      worldOf(...coming, progress(layer, 'Pull complete'), ended(), image('a', ['busybox:latest'])).pulls,
    ).toEqual([]);
    expect(worldOf(...coming, ended('interrupted')).pulls).toEqual([]);
    expect(worldOf(...coming, progress('', 'x', null, null, 'unexpected EOF'), ended()).pulls).toEqual([]);
    expect(worldOf(progress(layer, 'Already exists'), ended()).pulls).toEqual([]);
  });

  test('a layer that is fetched again starts from nothing', () => {
    const layer = '0123456789ab';
    const world = worldOf(
      progress(layer, 'Downloading', 8, 10),
      progress(layer, 'Retrying in 5 seconds'),
      progress(layer, 'Downloading', 2, 10),
    );
    expect(world.pulls[0]?.layers).toMatchObject([{ phase: 'coming', current: 2 }]);
  });

  test('keeps the output of a command within its bound, and says how much fell out', () => {
    const started: Fact = {
      kind: 'command-started',
      command: commandId('c'),
      text: 'docker logs x',
      origin: 'prompt',
    };
    const lines = Array.from({ length: BOUNDS.outputLines + 50 }, (_, i) => `line ${String(i)}\n`).join('');
    const world = worldOf(started, {
      kind: 'command-output',
      command: commandId('c'),
      stream: 'stdout',
      text: lines,
    });
    expect(world.commands[0]?.output).toHaveLength(BOUNDS.outputLines);
    expect(world.commands[0]?.dropped).toBe(50);
  });

  test('keeps the last picture when the link is lost, and forgets only what was on its way', () => {
    const id = containerId('a'.repeat(64));
    const created: Fact = {
      kind: 'event',
      type: 'container',
      action: 'create',
      id,
      attributes: {},
      time: engineMs(1),
      timeNano: '1',
    };
    const endpoint = { address: 'unix:///x', from: 'default' as const, context: null, remote: false };
    const world = worldOf(created, progress('0123456789ab', 'Downloading', 1, 2), {
      kind: 'link',
      state: 'lost',
      endpoint,
      facts: null,
      diagnosis: null,
    });
    expect(world.containers.has(id)).toBe(true);
    expect(world.pulls).toEqual([]);
    expect(world.link.state).toBe('lost');
  });
});

describe('lines of output', () => {
  test('are the same however their text was cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '\n', '\r', ' ') }), { maxLength: 12 }),
        (chunks) => {
          const whole = appendLines([], 'stdout', chunks.join('').replaceAll('\r', ''));
          const parts = chunks.reduce(
            (lines: ReturnType<typeof appendLines>, chunk) =>
              appendLines(lines, 'stdout', chunk.replaceAll('\r', '')),
            [],
          );
          expect(parts).toEqual(whole);
        },
      ),
    );
  });

  test('start again at a carriage return, as in a terminal', () => {
    expect(appendLines([], 'stdout', '10%\r20%\r30%\n').map((l) => l.text)).toEqual(['30%']);
    expect(appendLines([], 'stdout', 'dos\r\n').map((l) => l.text)).toEqual(['dos']);
  });
});
