import { describe, expect, test } from 'vitest';
import { commandId, containerId, engineKey, engineMs, exchangeId, hostMs, imageId } from '../base/brand';
import type { Fact } from '../journal/entry';
import { createJournal } from '../journal/journal';
import { hostScene } from '../scene/host/host-scene';
import { madeContainer, madeImage, madeWorld } from '../scene/made-world';
import { fold, foldAll } from '../world/fold';
import type { World } from '../world/world';
import { actsOf } from './acts';
import { effectsOf } from './effects';
import { SILENT } from './silent';

const web = madeContainer(0, {
  name: 'web',
  state: 'running',
  networks: ['bridge'],
  imageId: imageId('0'.repeat(64)),
  image: 'image-0',
});
const base = madeWorld([web], [madeImage(0)]);
const event = (action: string, attributes: Record<string, string> = {}, id: string = web.id): Fact => ({
  kind: 'event',
  type: 'container',
  action,
  id,
  attributes: { name: 'web', ...attributes },
  time: engineMs(5000),
  timeNano: '1',
});
const net = (action: string, name: string): Fact => ({
  kind: 'event',
  type: 'network',
  action,
  id: 'n',
  attributes: { container: web.id, name },
  time: engineMs(5000),
  timeNano: '1',
});

/** Motions of the last of these facts, and what they draw at their middle. */
function played(world: World, ...facts: Fact[]) {
  const entries = createJournal().append(hostMs(1), engineKey('e'), ...facts);
  const last = entries.at(-1);
  if (!last) throw new Error('no entry');
  const before = foldAll(world, entries.slice(0, -1));
  const after = fold(before, last);
  const acts = actsOf(before, last, after);
  const scene = hostScene(after, { W: 1280, H: 700 }, { now: 6000 });
  const overlay = acts.flatMap((_, i) => effectsOf(scene, acts, i, 0.5).overlay);
  return { acts, motions: acts.map((a) => a.motion), overlay };
}

const started: Fact = { kind: 'command-started', command: commandId('c'), text: 'x', origin: 'prompt' };
const sent = (method: string, path: string): Fact => ({
  kind: 'exchange-sent',
  exchange: exchangeId('x'),
  command: commandId('c'),
  n: 1,
  method,
  path,
  body: null,
});
const answered = (status: number): Fact => ({
  kind: 'exchange-answered',
  exchange: exchangeId('x'),
  status,
  took: 1,
});

describe('what each change makes move', () => {
  test.each<[string, Fact[], string[]]>([
    ['stop and kill: the signal goes to the process', [event('kill', { signal: '15' })], ['signal']],
    [
      'an end: the pile goes, the light, the plug, the stamp',
      [event('die', { exitCode: '0' })],
      ['leave', 'dark', 'unplug', 'stamp'],
    ],
    ['pause and unpause', [event('pause')], ['pause']],
    ['unpause', [event('pause'), event('unpause')], ['unpause']],
    ['want of memory', [event('oom')], ['oom']],
    ['health', [event('health_status: unhealthy')], ['change']],
    ['rename', [event('rename', { name: 'site', oldName: '/web' })], ['change']],
    ['a further process', [event('exec_start: sh', { execID: 'e1' })], ['exec']],
    [
      'its end',
      [event('exec_start: sh', { execID: 'e1' }), event('exec_die', { execID: 'e1' })],
      ['execEnd'],
    ],
    ['a network, plugged in', [net('connect', 'lan')], ['plug']],
    ['a network, left', [net('connect', 'lan'), net('disconnect', 'lan')], ['unplug']],
    ['removal', [event('destroy')], ['remove']],
    ['commit', [event('commit', { imageID: 'sha256:1' })], ['commit']],
    ['an unknown word', [event('transmogrify')], ['unknown']],
    ['start again', [event('die', { exitCode: '0' }), event('start')], ['pile', 'light']],
  ])('%s', (_, facts, motions) => {
    const result = played(base, ...facts);
    expect(result.motions).toEqual(motions);
    for (const act of result.acts) {
      expect(act.say, act.motion).toBeTruthy();
      expect(act.cause).toBeGreaterThan(0);
    }
  });

  test('a refusal points at what holds the image', () => {
    const { motions, overlay } = played(
      base,
      started,
      sent('DELETE', '/v1.41/images/image-0'),
      answered(409),
    );
    expect(motions).toEqual(['answer', 'refuse']);
    expect(overlay.length).toBeGreaterThan(3);
  });

  test('a stop of this app counts its grace down; a signal from elsewhere does not', () => {
    const own = foldAll(
      base,
      createJournal().append(
        hostMs(1),
        engineKey('e'),
        started,
        sent('POST', '/v1.41/containers/web/stop?t=3'),
        event('kill', { signal: '15' }),
      ),
    );
    expect(own.containers.get(web.id)?.stopping?.grace).toBe(3);
    const other = foldAll(
      base,
      createJournal().append(hostMs(1), engineKey('e'), event('kill', { signal: '15' })),
    );
    expect(other.containers.get(web.id)?.stopping?.grace).toBeNull();
  });

  test('tags move names, not bytes', () => {
    const detail = (tags: string[]): Fact => ({
      kind: 'detail',
      of: 'image',
      id: imageId('0'.repeat(64)),
      detail: { layers: [], tags, digests: [], size: 1, created: engineMs(1), architecture: '', os: '' },
    });
    expect(played(base, detail(['image-0:latest', 'mine:1'])).motions).toEqual(['tag']);
    expect(
      played(base, { kind: 'detail', of: 'image', id: imageId('0'.repeat(64)), detail: null }).motions,
    ).toEqual(['remove']);
  });

  test('a volume rises at its first mount, and is let go at the end of each', () => {
    const volume = (action: string, id: string = web.id): Fact => ({
      kind: 'event',
      type: 'volume',
      action,
      id: 'notes',
      attributes: { container: id, destination: '/n', driver: 'local', 'read/write': 'true' },
      time: engineMs(5000),
      timeNano: '1',
    });
    expect(played(base, volume('create')).acts).toMatchObject([
      { motion: 'room', label: 'new volume notes' },
    ]);
    expect(played(base, volume('mount')).acts).toMatchObject([
      { motion: 'mount', subject: 'notes', from: { rise: 0 } },
    ]);
    expect(played(base, volume('mount'), volume('unmount')).motions).toEqual(['unmount']);
    expect(played(base, volume('mount'), event('die', { exitCode: '0' })).motions).toContain('unmount');
    expect(played(base, volume('mount'), event('die', { exitCode: '0' }), volume('unmount')).motions).toEqual(
      [],
    );
    expect(played(base, volume('create'), volume('destroy')).acts).toMatchObject([
      { label: 'removed notes' },
    ]);
  });

  test('a layer that is here already blinks, once', () => {
    const exists: Fact = {
      kind: 'progress',
      of: 'pull',
      exchange: exchangeId('x'),
      command: commandId('c'),
      ref: 'web',
      layer: '0123456789ab',
      status: 'Already exists',
      current: null,
      total: null,
      error: null,
    };
    expect(played(base, exists).motions).toEqual(['exists']);
    expect(played(base, exists, exists).motions).toEqual([]);
  });

  test('a wire that breaks is shown broken, once for each time', () => {
    const told = (status: string, current: number | null = null): Fact => ({
      kind: 'progress',
      of: 'pull',
      exchange: exchangeId('x'),
      command: commandId('c'),
      ref: 'web',
      layer: '0123456789ab',
      status,
      current,
      total: current === null ? null : 100,
      error: null,
    });
    const cut = [told('Pulling fs layer'), told('Downloading', 50), told('Retrying in 5 seconds')];
    const { acts, overlay } = played(base, ...cut);
    expect(acts).toMatchObject([{ motion: 'retry', bad: true }]);
    expect(overlay.some((shape) => shape.t === 'cut off')).toBe(true);
    expect(played(base, ...cut, told('Retrying in 4 seconds')).motions).toEqual([]);
    expect(played(base, ...cut, told('Downloading', 10), told('Retrying in 10 seconds')).motions).toEqual([
      'retry',
    ]);
  });

  test('a build lights its instructions one by one, and each layer rises, or blinks where it was there', () => {
    const said = (status: string, error: string | null = null): Fact => ({
      kind: 'progress',
      of: 'build',
      exchange: exchangeId('x'),
      command: commandId('c'),
      ref: 'app',
      layer: '',
      status,
      current: null,
      total: null,
      error,
    });
    const from = [said('Step 1/3 : FROM busybox'), said(' ---> a87a593e6028')];
    const run = said('Step 2/3 : RUN make');
    expect(played(base, from[0] as Fact).motions).toEqual(['step']);
    expect(played(base, ...from).motions).toEqual(['exists']);
    expect(played(base, ...from, run, said(' ---> 3ab0f068cac8')).acts).toMatchObject([
      { motion: 'layer', say: expect.stringContaining('read-only layer') as string },
    ]);
    expect(
      played(base, ...from, run, said(' ---> Using cache'), said(' ---> 3ab0f068cac8')).acts,
    ).toMatchObject([{ motion: 'exists', say: expect.stringContaining('cache') as string }]);
    expect(played(base, ...from, run, said('compiling …')).motions).toEqual([]);
    expect(played(base, ...from, run, said('', 'returned a non-zero code: 2')).acts).toMatchObject([
      { motion: 'step', bad: true },
    ]);
  });

  test('the client’s ear is laid to the box it attaches to', () => {
    expect(
      played(base, started, sent('POST', `/v1.41/containers/${web.id}/attach?stream=1`), answered(101))
        .motions,
    ).toEqual(['wire']);
  });

  test('every kind of entry moves something, or says why not', () => {
    const kinds = [
      'host',
      'link',
      'engine-found',
      'snapshot',
      'event',
      'detail',
      'gap',
      'command-started',
      'command-output',
      'command-finished',
      'exchange-sent',
      'exchange-answered',
      'exchange-ended',
      'progress',
      'stats',
      'size',
    ];
    const moving = [
      'event',
      'detail',
      'command-started',
      'command-output',
      'exchange-sent',
      'exchange-answered',
      'progress',
    ];
    expect([...moving, ...Object.keys(SILENT)].sort()).toEqual(kinds.sort());
  });
});

test('an act lasts from a quarter of a second to one and a fifth, but for what flows', () => {
  const { acts } = played(base, event('die', { exitCode: '0' }));
  for (const act of acts) expect(act.ms).toBeGreaterThanOrEqual(240);
  expect(acts.reduce((sum, act) => sum + act.ms, 0)).toBeLessThanOrEqual(1400);
  expect(containerId(web.id)).toBe(web.id);
});
