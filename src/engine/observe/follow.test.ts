import { describe, expect, test, vi } from 'vitest';
import { containerId, engineMs, imageId } from '../../core/base/brand';
import type { EngineEventEntry, Fact } from '../../core/journal/entry';
import { createFollower } from './follow';
import { readContainerDetail, readContainers, readImages, readNetworks } from './read-answers';

const ID = 'c'.repeat(64);
const IMAGE = `sha256:${'1'.repeat(64)}`;

const event = (
  type: string,
  action: string,
  more: { id?: string; time?: number; attributes?: Record<string, string> } = {},
): EngineEventEntry => ({
  kind: 'event',
  type,
  action,
  id: more.id ?? ID,
  attributes: more.attributes ?? {},
  time: engineMs(more.time ?? 0),
  timeNano: '0',
});
const plug = (action: string, time: number): EngineEventEntry =>
  event('network', action, { id: 'n1', time, attributes: { container: ID, name: 'lan' } });

function follower(kind: 'docker' | 'podman' = 'docker') {
  const asked: string[] = [];
  const made = createFollower(
    kind,
    {
      lookups: {
        container: (id) => asked.push(`container ${id.slice(0, 2)}`),
        image: (name) => asked.push(`image ${name.slice(0, 9)}`),
        doubt: () => undefined,
        idle: () => Promise.resolve(),
      },
      relists: {
        now: (part, cause) => asked.push(`${part} now: ${cause}`),
        soon: (part) => asked.push(`${part} soon`),
        doubt: () => undefined,
        idle: () => Promise.resolve(),
      },
      gauges: {
        watch: () => undefined,
        weigh: () => undefined,
        compare: () => undefined,
        changed: () => undefined,
        forget: () => undefined,
        stop: () => undefined,
      },
    },
    new AbortController().signal,
  );
  return { ...made, take: () => asked.splice(0) };
}

describe('what an event leaves untold is asked for', () => {
  test('one inspect for one start, none for its end', () => {
    const f = follower();
    f.event(plug('connect', 1));
    f.event(event('container', 'start', { time: 2 }));
    expect(f.take()).toEqual(['container cc']);
    f.event(event('container', 'die', { time: 3 }));
    f.event(plug('disconnect', 4));
    expect(f.take()).toEqual([]);
  });

  test('a container that is unplugged without ending, or whose start failed', () => {
    const f = follower();
    f.event(plug('disconnect', 1_000_000));
    expect(f.take()).toEqual(['container cc']);
    f.event(plug('connect', 2_000_000));
    f.event(plug('disconnect', 2_000_001));
    expect(f.take()).toEqual(['container cc']);
    f.event(plug('connect', 3_000_000));
    f.event(event('container', 'start', { time: 3_000_001 }));
    f.event(event('container', 'die', { time: 3_000_002 }));
    f.take();
    f.event(plug('disconnect', 3_000_003));
    expect(f.take()).toEqual([]);
    f.event(plug('disconnect', 3_000_004));
    expect(f.take()).toEqual(['container cc']);
  });

  test('a plug pulled from a running one is asked about only if it goes on', async () => {
    vi.useFakeTimers();
    const f = follower();
    f.event(event('container', 'start'));
    f.take();
    f.event(plug('disconnect', 1));
    f.event(event('container', 'die', { time: 2 }));
    await vi.advanceTimersByTimeAsync(1000);
    expect(f.take()).toEqual([]);
    f.event(event('container', 'start', { time: 3 }));
    f.take();
    f.event(plug('disconnect', 4));
    await vi.advanceTimersByTimeAsync(1000);
    expect(f.take()).toEqual(['container cc']);
    vi.useRealTimers();
  });

  test('new limits and policies', () => {
    const f = follower();
    f.event(event('container', 'update'));
    expect(f.take()).toEqual(['container cc']);
  });

  test('images that no event of images names: commits, and builds without a tag', () => {
    const f = follower();
    f.event(event('container', 'commit', { attributes: { imageID: IMAGE } }));
    expect(f.take()).toEqual(['image sha256:11', 'images soon']);
    f.event(event('container', 'destroy', { attributes: { image: 'busybox' } }));
    expect(f.take()).toEqual([]);
    f.event(event('container', 'destroy', { attributes: { image: IMAGE } }));
    expect(f.take()).toEqual(['images soon']);
  });

  test('the list after a change of tags, and not the steps of a build one by one', () => {
    const f = follower();
    f.event(event('image', 'untag', { id: IMAGE }));
    expect(f.take()).toEqual(['image sha256:11', 'images soon']);
    f.event(event('image', 'create', { id: IMAGE }));
    expect(f.take()).toEqual(['images soon']);
    f.event(event('image', 'save', { id: IMAGE }));
    expect(f.take()).toEqual([]);
    f.event(event('image', 'prune', { id: '' }));
    expect(f.take()).toEqual(['images now: prune']);
  });

  test('layers of an image once, however often it is listed', () => {
    const f = follower();
    const list: Fact = {
      kind: 'snapshot',
      cause: 'connect',
      part: 'images',
      items: readImages([{ Id: IMAGE, RepoTags: ['a:1'] }]),
    };
    f.fact(list);
    expect(f.take()).toEqual(['image sha256:11']);
    f.fact(list);
    expect(f.take()).toEqual([]);
    f.fact({ kind: 'detail', of: 'image', id: imageId(IMAGE), detail: null });
    f.fact(list);
    expect(f.take()).toEqual(['image sha256:11']);
  });

  test('the end of a container that ran before anybody listened', () => {
    const f = follower();
    const items = readContainers([{ Id: ID, Names: ['/a'], State: 'running' }]);
    f.fact({ kind: 'snapshot', cause: 'connect', part: 'containers', items });
    f.event(event('container', 'die', { time: 5 }));
    expect(f.take()).toEqual(['container cc']);
  });

  test('Podman: its plugs name the container as actor, its networks are made in silence', () => {
    const f = follower('podman');
    f.fact({
      kind: 'snapshot',
      cause: 'connect',
      part: 'networks',
      items: readNetworks([
        { Id: '2f259bab93aaaaa2542ba43ef33eb990d0999ee1b9924b557b7be53c0b7a1bb9', Name: 'bridge' },
      ]),
    });
    f.event(event('network', 'connect'));
    expect(f.take()).toEqual(['container cc']);
    const plugged = (...names: readonly string[]): Fact => ({
      kind: 'detail',
      of: 'container',
      id: containerId(ID),
      detail: readContainerDetail({
        NetworkSettings: { Networks: Object.fromEntries(names.map((name) => [name, {}])) },
      }),
    });
    f.fact(plugged('podman'));
    expect(f.take()).toEqual([]);
    f.fact(plugged('podman', 'lan'));
    expect(f.take()).toEqual(['networks soon']);
    f.acted();
    expect(f.take()).toEqual(['networks soon']);
    f.event(event('volume', 'remove'));
    expect(f.take()).toEqual(['networks soon']);
  });
});
