import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { containerId, engineMs, imageId } from '../../base/brand';
import { tableOf } from '../../base/table';
import { blankContainer } from '../../world/fold/containers';
import { isGhost, withForecast } from '../../world/forecast';
import { emptyWorld, type Container, type World } from '../../world/world';
import { COMMANDS } from '../registry';
import { foresee } from './foresee';
import { forecastWords } from './forecast-words';

const container = (n: number, more: Partial<Container>): Container => ({
  ...blankContainer(containerId(String(n).repeat(64)), engineMs(n)),
  ...more,
});

const nginx = {
  id: imageId('sha256:aa'),
  tags: ['nginx:latest', 'web:1'],
  digests: [],
  created: engineMs(1),
  size: 1,
  layers: [],
  history: null,
  platform: null,
};
const busy = {
  id: imageId('sha256:bb'),
  tags: ['busybox:latest'],
  digests: [],
  created: engineMs(1),
  size: 1,
  layers: [],
  history: null,
  platform: null,
};
const web = container(1, {
  name: 'web',
  image: 'nginx',
  imageId: nginx.id,
  state: 'running',
  networks: ['shop'],
  plugged: true,
  ports: [{ ip: '0.0.0.0', outside: 8080, inside: 80, protocol: 'tcp' }],
  mounts: [{ kind: 'volume', source: 'data', target: '/data', writable: true }],
});
const old = container(2, { name: 'old', image: 'busybox', imageId: busy.id, state: 'exited' });

const network = (id: string, name: string) => ({
  id,
  name,
  driver: 'bridge',
  internal: false,
  subnet: null,
  talks: true,
  project: null,
});
const world: World = {
  ...emptyWorld(),
  containers: tableOf([web, old], (c) => c.id),
  images: tableOf([nginx, busy], (i) => i.id),
  networks: tableOf([network('n1', 'bridge'), network('n2', 'shop')], (n) => n.id),
  volumes: tableOf([{ name: 'data', driver: 'local', project: null }], (v) => v.name),
};

describe('what a line would do', () => {
  test('a run of an image that is here: a container, its ports, mounts, limits, networks', () => {
    const { containers, fetches, volumes, against } = foresee(
      'docker run -d --rm --name two -p 81:80 -v mine:/var -v /srv:/srv:ro -m 64m --network shop nginx sleep 1',
      world,
    );
    expect(against).toBe(null);
    expect(fetches).toEqual([]);
    expect(volumes).toEqual(['mine']);
    expect(containers).toEqual([
      {
        name: 'two',
        image: 'nginx:latest',
        command: 'sleep 1',
        state: 'running',
        ports: [{ ip: '0.0.0.0', outside: 81, inside: 80, protocol: 'tcp' }],
        mounts: [
          { kind: 'volume', source: 'mine', target: '/var', writable: true },
          { kind: 'bind', source: '/srv', target: '/srv', writable: false },
        ],
        networks: ['shop'],
        memoryLimit: 64 * 1024 * 1024,
        goes: true,
      },
    ]);
  });

  test('an image that is not here is fetched first', () => {
    const forecast = foresee('docker run hello-world', world);
    expect(forecast).toMatchObject({ fetches: ['hello-world:latest'], against: null });
    expect(forecast.containers).toHaveLength(1);
    expect(forecastWords(forecast, world)).toBe(
      'Enter will fetch hello-world:latest from its registry, then make and start a container from hello-world:latest.',
    );
  });

  test('what speaks against it, before Enter', () => {
    const against = (line: string) => foresee(line, world).against;
    expect(against('docker run --name web nginx')).toContain('The container name "/web" is already in use');
    expect(against('docker run -p 8080:80 nginx')).toContain('port 8080');
    expect(against('docker run --network nowhere nginx')).toContain('network nowhere not found');
    expect(against('docker rm web')).toContain('stop the container before removing');
    expect(against('docker rmi busybox')).toContain('must force');
    expect(against('docker stop nobody')).toContain('No such container: nobody');
    expect(against('docker volume rm data')).toContain('volume is in use');
    expect(against('docker network rm shop')).toContain('active endpoints');
  });

  test('what becomes of things that are there', () => {
    const changes = (line: string) => foresee(line, world).changes;
    expect(changes('docker stop web')).toEqual([{ of: 'container', id: web.id, becomes: 'exited' }]);
    expect(changes('docker start old web')).toEqual([{ of: 'container', id: old.id, becomes: 'running' }]);
    expect(changes('docker rm -f web old')).toHaveLength(2);
    expect(changes('docker rmi web:1')).toEqual([
      { of: 'image', id: nginx.id, words: 'loses the name web:1' },
    ]);
    expect(changes('docker container prune')).toEqual([{ of: 'container', id: old.id, becomes: 'gone' }]);
    expect(changes('docker exec web ls -l')).toEqual([
      { of: 'container', id: web.id, words: 'will run ls -l' },
    ]);
    expect(forecastWords(foresee('docker rm -f web old', world), world)).toBe(
      'Enter will remove web and old.',
    );
  });

  test('a line that only reads, or cannot run, changes nothing', () => {
    for (const line of [
      'docker ps -a',
      'docker images',
      'docker logs web',
      'docker',
      'ls',
      'docker run',
      'docker frobnicate',
    ])
      expect(forecastWords(foresee(line, world), world), line).toBe(null);
  });

  test('networks, volumes, tags and images that would be made', () => {
    expect(foresee('docker network create lan', world).networks).toEqual(['lan']);
    expect(foresee('docker volume create v', world).volumes).toEqual(['v']);
    expect(foresee('docker build -t app .', world).images).toEqual(['app:latest']);
    expect(foresee('docker commit web mine:2', world).images).toEqual(['mine:2']);
    expect(foresee('docker pull alpine:3.20', world).fetches).toEqual(['alpine:3.20']);
  });

  test('never throws and never touches the world, whatever is typed', () => {
    const words = fc.oneof(
      fc.constantFrom(
        ...COMMANDS.map((spec) => spec.name),
        'web',
        'old',
        'nginx',
        '-d',
        '-f',
        '-it',
        '--rm',
        '--name',
        'x',
      ),
      fc.string({ maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 7 }), (typed) => {
        const forecast = foresee(`docker ${typed.join(' ')}`, world);
        forecastWords(forecast, world);
        const next = withForecast(world, forecast);
        expect(next.containers.values().filter((c) => !isGhost(c.id))).toEqual(world.containers.values());
      }),
      { numRuns: 400 },
    );
  });
});
