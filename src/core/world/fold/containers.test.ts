import { describe, expect, test } from 'vitest';
import { containerId, engineKey, engineMs, hostMs, imageId } from '../../base/brand';
import type { Fact } from '../../journal/entry';
import type { ContainerDetail, ContainerListed } from '../../journal/facts';
import { createJournal } from '../../journal/journal';
import { emptyWorld, type Container, type World } from '../world';
import { foldAll } from './index';

const id = containerId('c'.repeat(64));
const event = (action: string, attributes: Record<string, string> = {}, time = 1000): Fact => ({
  kind: 'event',
  type: 'container',
  action,
  id,
  attributes: { name: 'web', image: 'nginx', ...attributes },
  time: engineMs(time),
  timeNano: String(time),
});
const network = (action: string, time: number, name = 'bridge'): Fact => ({
  kind: 'event',
  type: 'network',
  action,
  id: 'n1',
  attributes: { container: id, name, type: 'bridge' },
  time: engineMs(time),
  timeNano: '1',
});
const world = (...facts: Fact[]): World =>
  foldAll(emptyWorld(), createJournal().append(hostMs(1), engineKey('e'), ...facts));
const web = (...facts: Fact[]): Container | undefined => world(...facts).containers.get(id);

const detail = (more: Partial<ContainerDetail> = {}): Fact => ({
  kind: 'detail',
  of: 'container',
  id,
  detail: {
    name: 'web',
    image: 'nginx',
    imageId: imageId('1'.repeat(64)),
    command: 'nginx',
    created: engineMs(1),
    state: 'running',
    pid: 42,
    exitCode: 0,
    oomKilled: false,
    error: '',
    startedAt: engineMs(1000),
    finishedAt: null,
    health: null,
    ports: [],
    mounts: [],
    networks: ['bridge'],
    tty: false,
    memoryLimit: 0,
    restarts: 0,
    grace: 10,
    probe: '',
    policy: 'no',
    project: null,
    service: null,
    shadows: [],
    ...more,
  },
});

const row = (more: Partial<ContainerListed> = {}): ContainerListed => ({
  id,
  name: 'web',
  image: 'nginx',
  imageId: imageId('1'.repeat(64)),
  command: 'nginx',
  created: engineMs(1),
  state: 'running',
  status: 'Up 2 hours',
  ports: [],
  mounts: [],
  networks: ['bridge'],
  project: null,
  service: null,
  shadows: [],
  ...more,
});
const listed = (...items: ContainerListed[]): Fact => ({
  kind: 'snapshot',
  cause: 'connect',
  part: 'containers',
  items,
});

describe('a container', () => {
  test('lives as its events tell: created, running, exited with its code, gone', () => {
    expect(web(event('create'))?.state).toBe('created');
    expect(web(event('create'), event('start'))).toMatchObject({
      state: 'running',
      startedAt: 1000,
      plugged: true,
    });
    expect(web(event('create'), event('start'), event('die', { exitCode: '3' }, 5000))).toMatchObject({
      state: 'exited',
      exitCode: 3,
      finishedAt: 5000,
      pid: null,
    });
    expect(web(event('create'), event('start'), event('destroy'))).toBeUndefined();
    expect(web(event('create'), event('start'), event('remove'))).toBeUndefined();
  });

  test('is not believed where a label shadows the code of its end', () => {
    expect(
      web(
        event('create', { exitCode: '0' }),
        event('start', { exitCode: '0' }),
        event('die', { exitCode: '0' }),
      )?.exitCode,
    ).toBeNull();
    expect(web(listed(row({ shadows: ['exitCode'] })), event('die', { exitCode: '0' }))?.exitCode).toBeNull();
  });

  test('takes PID and ports from an inspect, and never its state: a short program may have ended already', () => {
    expect(web(event('create'), event('start'), detail())).toMatchObject({ state: 'running', pid: 42 });
    const late = detail({ state: 'exited', pid: null, exitCode: 0, finishedAt: engineMs(1001) });
    expect(web(event('create'), event('start'), late)).toMatchObject({ state: 'running', pid: null });
    expect(web(event('create'), event('start'), late, event('die', { exitCode: '0' }))).toMatchObject({
      state: 'exited',
      exitCode: 0,
    });
  });

  test('that ended waits for its restart as only an inspect tells', () => {
    expect(
      web(
        event('create'),
        event('start'),
        event('die', { exitCode: '1' }),
        detail({ state: 'restarting', policy: 'always', exitCode: 1 }),
      ),
    ).toMatchObject({ state: 'restarting', exitCode: 1 });
  });

  test('is stopping from the signal on, and not for a signal that ends nothing', () => {
    expect(web(event('create'), event('start'), event('kill', { signal: '15' }))?.stopping).toEqual({
      signal: '15',
      at: 1000,
      grace: null,
    });
    expect(web(event('create'), event('start'), event('kill', { signal: '1' }))?.stopping).toBeNull();
    expect(
      web(event('create'), event('start'), event('kill', { signal: '15' }), event('die', { exitCode: '0' }))
        ?.stopping,
    ).toBeNull();
  });

  test('keeps the names of its networks when its end unplugs them, in either order of the events', () => {
    const life = [event('create'), network('connect', 900), event('start')];
    expect(web(...life, event('die', { exitCode: '0' }, 5000), network('disconnect', 5040))).toMatchObject({
      networks: ['bridge'],
      plugged: false,
    });
    expect(web(...life, network('disconnect', 4990), event('die', { exitCode: '0' }, 5000))).toMatchObject({
      networks: ['bridge'],
      plugged: false,
    });
    expect(web(...life, network('disconnect', 2000))).toMatchObject({ networks: [], plugged: false });
  });

  test('is read from the list with its code and health out of the engine’s sentence', () => {
    expect(web(listed(row({ state: 'exited', status: 'Exited (137) 2 hours ago' })))).toMatchObject({
      state: 'exited',
      exitCode: 137,
    });
    expect(web(listed(row({ status: 'Up 3 seconds (health: starting)' })))?.health).toBe('starting');
    expect(web(listed(row({ status: 'Up 3 seconds (unhealthy)' })))?.health).toBe('unhealthy');
  });

  test('keeps what was looked up while a list says nothing else, and forgets it when it changed', () => {
    expect(web(listed(row()), detail(), listed(row()))?.pid).toBe(42);
    expect(
      web(listed(row()), detail(), listed(row({ state: 'exited', status: 'Exited (0) 1 second ago' })))?.pid,
    ).toBeNull();
  });

  test('that no event of creation told of is known from the first event that names it', () => {
    expect(web(event('start'))).toMatchObject({ name: 'web', state: 'running' });
  });

  test('unknown words are kept and told, never dropped', () => {
    expect(world(event('create'), event('transmogrify')).unknown).toMatchObject([
      { type: 'container', action: 'transmogrify', id },
    ]);
    expect(
      world({
        kind: 'event',
        type: 'hologram',
        action: 'create',
        id: 'x',
        attributes: {},
        time: engineMs(1),
        timeNano: '1',
      }).unknown,
    ).toHaveLength(1);
  });
});

describe('what two answers tell differently', () => {
  const row = (more: Partial<ContainerListed> = {}): Fact => ({
    kind: 'snapshot',
    cause: 'connect',
    part: 'containers',
    items: [
      {
        id,
        name: 'web',
        image: 'nginx',
        imageId: imageId('1'.repeat(64)),
        command: 'nginx',
        created: engineMs(1_700_000_001_000),
        state: 'running',
        status: 'Up',
        ports: [],
        mounts: [],
        networks: ['bridge'],
        project: null,
        service: null,
        shadows: [],
        ...more,
      },
    ],
  });
  const created = engineMs(1_700_000_001_234);

  test('a list knows moments by the second, and does not blunt what is known', () => {
    expect(web(row(), detail({ created }), row())?.created).toBe(created);
    expect(web(detail({ created }), row({ created: engineMs(5000) }))?.created).toBe(5000);
  });

  test('without a network there is nothing to be plugged in', () => {
    expect(web(row({ networks: [] }))?.plugged).toBe(false);
    expect(web(row(), detail({ networks: [] }))?.plugged).toBe(false);
    expect(web(event('create'), event('start'), detail())?.plugged).toBe(true);
  });

  test('a start that fails takes its plug out again', () => {
    const plugged = web(event('create'), detail({ state: 'created' }), network('connect', 2));
    expect(plugged).toMatchObject({ state: 'created', plugged: true, networks: ['bridge'] });
    const failed = web(
      event('create'),
      detail({ state: 'created' }),
      network('connect', 2),
      network('disconnect', 3),
    );
    expect(failed).toMatchObject({ state: 'created', plugged: false, networks: ['bridge'] });
  });
});
