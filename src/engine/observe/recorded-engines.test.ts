import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { containerId, engineKey, hostMs } from '../../core/base/brand';
import { parseJson } from '../../core/base/read';
import type { Fact } from '../../core/journal/entry';
import { createJournal } from '../../core/journal/journal';
import { fold, foldAll } from '../../core/world/fold';
import { emptyWorld, type World } from '../../core/world/world';
import type { Session } from '../connect/session';
import { readEvent } from './events';
import { readStats } from './gauges';
import { readContainerDetail, readContainers, readImages, readNetworks, readVolumes } from './read-answers';
import { readEngine } from './read-engine';
import { readImageDetail } from './read-image';

/** What twelve real engines answered to the same questions, Docker 20.10 to 29 and Podman 4 to 6. */
const FOLDER = join(import.meta.dirname, 'fixtures');
const ENGINES = readdirSync(FOLDER).sort();
const text = (engine: string, file: string): string => readFileSync(join(FOLDER, engine, file), 'utf8');
const json = (engine: string, file: string): unknown => parseJson(text(engine, file));
const has = (engine: string, file: string): boolean => existsSync(join(FOLDER, engine, file));

const events = (engine: string): Fact[] =>
  text(engine, 'events.ndjson')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .flatMap((raw) => readEvent({ raw, value: parseJson(raw) }) ?? []);

function worldOf(facts: readonly Fact[]): World {
  const journal = createJournal();
  return foldAll(emptyWorld(), journal.append(hostMs(0), engineKey('e'), ...facts));
}

describe.each(ENGINES)('%s', (engine) => {
  test('every event of its life is understood', () => {
    const world = worldOf(events(engine));
    expect(world.unknown.map((u) => `${u.type} ${u.action}`)).toEqual([]);
  });

  test('what was removed is gone at the end', () => {
    const world = worldOf(events(engine));
    // Three recordings end before the removal of one container came.
    const late = ['docker-28.5.2-cgroup2', 'docker-29.0.0-containerd', 'podman-6.1.1-hostnet'].includes(
      engine,
    );
    expect(world.containers.values().map((c) => c.name)).toEqual(late ? ['old'] : []);
    expect(world.networks.size).toBe(0);
  });

  test('time stays nineteen digits of text', () => {
    for (const fact of events(engine)) if (fact.kind === 'event') expect(fact.timeNano).toMatch(/^\d{19}$/);
  });

  test('its lists are read, each object with its id', () => {
    for (const row of readContainers(json(engine, 'containers.json'))) {
      expect(row.id).toMatch(/^[0-9a-f]{64}$/);
      expect(row.name).not.toMatch(/^\//);
    }
    for (const image of readImages(json(engine, 'images.json')))
      expect(image.id).toMatch(/^sha256:[0-9a-f]{64}$/);
    for (const network of readNetworks(json(engine, 'networks.json'))) expect(network.name).not.toBe('');
    readVolumes(json(engine, 'volumes.json'));
  });

  test('its default network is one and the same, in its own list and at its containers', () => {
    const names = readNetworks(json(engine, 'networks.json')).map((network) => network.name);
    const used = readContainers(json(engine, 'containers.json')).flatMap((row) => row.networks);
    const own = used.filter((name) => ['bridge', 'podman', 'host'].includes(name));
    if (engine !== 'podman-6.1.1-hostnet') expect(names).toEqual(expect.arrayContaining(own));
    expect(names).toContain(engine.startsWith('podman') ? 'podman' : 'bridge');
  });

  test('an image of four layers has four layers, each with a chain of its own and a size', () => {
    const { id, detail } = readImageDetail(json(engine, 'image-web.json'), json(engine, 'history-web.json'));
    expect(id).toMatch(/^sha256:/);
    expect(new Set(detail.layers.map((l) => l.chain)).size).toBe(detail.layers.length);
    expect(detail.layers.length).toBe(4);
    expect(detail.layers.every((l) => l.size !== null && l.size > 0)).toBe(true);
    const base = readImageDetail(
      json(engine, 'image-busybox.json'),
      json(engine, 'history-busybox.json'),
    ).detail;
    expect(detail.layers.slice(0, base.layers.length).map((l) => l.chain)).toEqual(
      base.layers.map((l) => l.chain),
    );
  });

  test('says what it is', () => {
    const session = {
      kind: engine.startsWith('podman') ? 'podman' : 'docker',
      api: '1.41',
      endpoint: { remote: false },
    } as Session;
    const facts = readEngine(session, json(engine, 'version.json'), json(engine, 'info.json'));
    expect(facts.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(engine).toContain(facts.version);
    expect(facts.runtime?.version).toMatch(/^\d+\.\d+/);
    expect(facts.cpus).toBeGreaterThan(0);
    expect(facts.store).toBe(engine.includes('containerd') ? 'containerd' : 'graph');
    expect(facts.cgroup).toBe(engine.includes('cgroup2') || engine.includes('6.1.1') ? '2' : '1');
    expect(facts.vm).toBeNull();
  });

  test.runIf(has(engine, 'oom-inspect.json'))('an inspect is read', () => {
    const detail = readContainerDetail(json(engine, 'oom-inspect.json'));
    expect(detail.name).toBe('oom');
    expect(['exited', 'created', 'running']).toContain(detail.state);
  });

  test.runIf(has(engine, 'stats-no-stream.json'))('stats give figures or null, never a false zero', () => {
    const stats = readStats(containerId('x'), json(engine, 'stats-no-stream.json'));
    if (engine === 'docker-28.5.2-cgroup2') expect(stats.memory).toBeNull();
    else if (stats.memory !== null) expect(stats.memory).toBeGreaterThan(0);
  });
});

test('folding one entry leaves the world before it as it was', () => {
  const journal = createJournal();
  let world = emptyWorld();
  for (const entry of journal.append(hostMs(0), engineKey('e'), ...events('docker-20.10.24'))) {
    const before = JSON.stringify(world.containers.values());
    const next = fold(world, entry);
    expect(JSON.stringify(world.containers.values())).toBe(before);
    world = next;
  }
});
