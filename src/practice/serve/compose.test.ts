/** The requests of `docker compose up` and `down` for a web server, a database and a cache, as Compose sends them. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { catalogue } from '../catalogue/catalogue';
import { createPrograms } from '../programs/index';
import { openBench, type Bench } from './testing/bench';

type Docker = Bench['docker'];

const PROJECT = 'shop';
const OF_PROJECT = { label: [`com.docker.compose.project=${PROJECT}`] };
const NETWORK = `${PROJECT}_default`;

interface Service {
  readonly image: string;
  readonly needs: readonly string[];
  readonly more?: object;
  readonly host?: object;
}

/** In the order in which they start: a service comes after those that it depends on. */
const SERVICES: Readonly<Record<string, Service>> = {
  cache: { image: 'redis', needs: [] },
  db: {
    image: 'postgres',
    needs: [],
    more: {
      Env: ['POSTGRES_PASSWORD=secret'],
      Healthcheck: {
        Test: ['CMD-SHELL', 'pg_isready -U postgres'],
        Interval: 200_000_000,
        Timeout: 5_000_000_000,
        Retries: 20,
      },
    },
    host: { Mounts: [{ Type: 'volume', Source: `${PROJECT}_data`, Target: '/var/lib/postgresql/data' }] },
  },
  web: {
    image: 'nginx',
    needs: ['db:service_healthy:false', 'cache:service_started:false'],
    more: { ExposedPorts: { '80/tcp': {} } },
    host: { PortBindings: { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '' }] } },
  },
};

const labelsOf = (service: string, { needs }: Service): Readonly<Record<string, string>> => ({
  'com.docker.compose.project': PROJECT,
  'com.docker.compose.service': service,
  'com.docker.compose.container-number': '1',
  'com.docker.compose.oneoff': 'False',
  'com.docker.compose.config-hash': 'aa'.repeat(32),
  'com.docker.compose.depends_on': needs.join(','),
  'com.docker.compose.version': '2.26.1',
});

const nameOf = (service: string): string => `${PROJECT}-${service}-1`;

async function pull(docker: Docker, image: string): Promise<void> {
  const stream = await docker.createImage({ fromImage: image, tag: 'latest' });
  await new Promise<void>((resolve, reject) =>
    docker.modem.followProgress(stream, (error) => (error ? reject(error) : resolve())),
  );
}

async function make(docker: Docker, service: string, wanted: Service): Promise<void> {
  await pull(docker, wanted.image);
  await docker.createContainer({
    name: nameOf(service),
    Image: wanted.image,
    Labels: labelsOf(service, wanted),
    ...wanted.more,
    HostConfig: { NetworkMode: NETWORK, RestartPolicy: { Name: 'always' }, ...wanted.host },
    NetworkingConfig: { EndpointsConfig: { [NETWORK]: { Aliases: [nameOf(service), service] } } },
  });
}

async function up(docker: Docker): Promise<void> {
  const project = { 'com.docker.compose.project': PROJECT };
  await docker.createNetwork({
    Name: NETWORK,
    Driver: 'bridge',
    Labels: { ...project, 'com.docker.compose.network': 'default' },
  });
  await docker.createVolume({
    Name: `${PROJECT}_data`,
    Labels: { ...project, 'com.docker.compose.volume': 'data' },
  });
  for (const [service, wanted] of Object.entries(SERVICES)) await make(docker, service, wanted);
  for (const [service, { needs }] of Object.entries(SERVICES)) {
    for (const need of needs.filter((one) => one.includes('service_healthy'))) {
      await vi.waitFor(
        async () => {
          const { State } = await docker.getContainer(nameOf(need.split(':')[0] ?? '')).inspect();
          expect(State.Health?.Status).toBe('healthy');
        },
        { timeout: 15_000, interval: 100 },
      );
    }
    await docker.getContainer(nameOf(service)).start();
  }
}

/** Runs a command in a service's container. @returns what it wrote, and its code */
async function exec(
  docker: Docker,
  service: string,
  words: readonly string[],
): Promise<{ readonly text: string; readonly code: number | null }> {
  const made = await docker
    .getContainer(nameOf(service))
    .exec({ Cmd: [...words], AttachStdout: true, AttachStderr: true, Tty: true });
  const stream = await made.start({ Tty: true });
  const parts: Buffer[] = [];
  stream.on('data', (part: Buffer) => parts.push(part));
  await new Promise((resolve) => stream.once('end', resolve));
  return { text: Buffer.concat(parts).toString(), code: (await made.inspect()).ExitCode };
}

describe('a web server, a database and a cache as one project', () => {
  const programs = createPrograms();
  let bench: Bench;
  let docker: Docker;
  beforeAll(async () => {
    bench = await openBench({ catalogue: catalogue(), programs });
    docker = bench.docker;
    await up(docker);
  }, 30_000);
  afterAll(async () => {
    await bench.close();
    await programs.close();
  });

  test('runs as three services, found by the labels of their project', async () => {
    const listed = await docker.listContainers({ filters: OF_PROJECT });
    expect(listed.map((one) => one.Labels['com.docker.compose.service']).sort()).toEqual([
      'cache',
      'db',
      'web',
    ]);
    expect(listed.map((one) => one.State)).toEqual(['running', 'running', 'running']);
    expect(listed.find((one) => one.Image === 'postgres')?.Status).toContain('(healthy)');
    const one = await docker.listContainers({
      filters: { label: [...OF_PROJECT.label, 'com.docker.compose.service=web'] },
    });
    expect(one.map(({ Names }) => Names)).toEqual([[`/${nameOf('web')}`]]);
  });

  test('has a network and a volume of its own', async () => {
    const networks = await docker.listNetworks({ filters: OF_PROJECT });
    expect(networks.map((one) => one.Name)).toEqual([NETWORK]);
    const { Volumes } = await docker.listVolumes({ filters: OF_PROJECT });
    expect(Volumes.map((one) => one.Name)).toEqual([`${PROJECT}_data`]);
    const { Mounts, NetworkSettings } = await docker.getContainer(nameOf('db')).inspect();
    expect(Mounts).toMatchObject([{ Type: 'volume', Name: `${PROJECT}_data`, RW: true }]);
    expect(NetworkSettings.Networks[NETWORK]?.Aliases).toContain('db');
  });

  test('knows its services by name, and the page comes from the published port', async () => {
    const named = await exec(docker, 'web', ['getent', 'hosts', 'db']);
    expect(named.code).toBe(0);
    const { NetworkSettings } = await docker.getContainer(nameOf('db')).inspect();
    expect(named.text).toContain(NetworkSettings.Networks[NETWORK]?.IPAddress);
    const [web] = await docker.listContainers({ filters: { name: [nameOf('web')] } });
    const page = await fetch(`http://127.0.0.1:${String(web?.Ports[0]?.PublicPort)}/`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('nginx');
    expect((await exec(docker, 'cache', ['redis-cli', 'ping'])).text).toContain('PONG');
  });

  test('goes down: containers, then the network, and the volume when it is asked for', async () => {
    for (const service of Object.keys(SERVICES).reverse()) {
      const container = docker.getContainer(nameOf(service));
      await container.stop({ t: 1 });
      await container.remove({ force: true });
    }
    await docker.getNetwork(NETWORK).remove();
    expect(await docker.listContainers({ all: true, filters: OF_PROJECT })).toEqual([]);
    expect(await docker.listNetworks({ filters: OF_PROJECT })).toEqual([]);
    expect((await docker.listVolumes({ filters: OF_PROJECT })).Volumes).toHaveLength(1);
    await docker.getVolume(`${PROJECT}_data`).remove();
    expect((await docker.listVolumes({ filters: OF_PROJECT })).Volumes).toEqual([]);
  }, 20_000);
});
