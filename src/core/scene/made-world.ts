import { containerId, engineMs, hostMs, imageId } from '../base/brand';
import { tableOf } from '../base/table';
import { blankContainer } from '../world/fold/containers';
import { emptyWorld, type Container, type Image, type World } from '../world/world';

/** Worlds made by hand, for tests and benches of layout: no engine is needed to draw a thousand containers. */
const STATES = ['running', 'exited', 'created', 'paused', 'restarting', 'dead', 'removing'] as const;

const hex = (n: number): string => n.toString(16).padStart(64, '0');

export function madeContainer(n: number, more: Partial<Container> = {}): Container {
  const state = STATES[n % STATES.length] ?? 'running';
  const lit = state === 'running' || state === 'paused';
  return {
    ...blankContainer(containerId(hex(n + 1)), engineMs(1_000_000 + n)),
    name: `box-${String(n)}`,
    image: `image-${String(n % 9)}`,
    imageId: imageId(hex(n % 9)),
    command: 'sleep 1000',
    state,
    pid: lit ? 1000 + n : null,
    exitCode: state === 'exited' ? n % 3 : null,
    startedAt: state === 'created' ? null : engineMs(2_000_000),
    finishedAt: lit || state === 'created' ? null : engineMs(3_000_000),
    networks: ['bridge'],
    plugged: lit,
    mounted: lit,
    ...more,
  };
}

export function madeImage(n: number, layers = 3, base = n): Image {
  return {
    id: imageId(hex(n)),
    tags: [`image-${String(n)}:latest`],
    digests: [],
    created: engineMs(500_000 + n),
    size: 1_000_000 * (n + 1),
    platform: 'linux/amd64',
    history: Array.from({ length: layers }, (_, i) => ({
      createdBy:
        i === 0 ? 'ADD rootfs.tar.xz / # buildkit' : `RUN /bin/sh -c make step-${String(i)} # buildkit`,
      created: engineMs(400_000 + n),
      size: 400_000 * (i + 1),
      layer: i,
    })),
    layers: Array.from({ length: layers }, (_, i) => ({
      diff: `d${String(n)}-${String(i)}`,
      chain: i === 0 ? `base${String(base)}` : `c${String(n)}-${String(i)}`,
      size: 400_000 * (i + 1),
      createdBy: '',
    })),
  };
}

export function madeWorld(
  containers: readonly Container[],
  images: readonly Image[] = [],
  more: Partial<World> = {},
): World {
  const at = hostMs(10_000_000);
  return {
    ...emptyWorld(),
    at,
    host: {
      name: 'atlas',
      os: 'Debian 12',
      kernel: '6.8.0',
      model: 'desktop tower',
      cpus: 8,
      memory: 16e9,
      memoryUsed: 5e9,
      disk: 5e11,
      diskUsed: 2e11,
      platform: 'linux',
    },
    link: {
      state: 'live',
      endpoint: { address: 'unix:///var/run/docker.sock', from: 'default', context: null, remote: false },
      diagnosis: null,
      since: at,
    },
    engine: {
      id: 'e',
      kind: 'docker',
      version: '28.5.2',
      api: '1.51',
      containerd: '2.1.4',
      runtime: { name: 'runc', version: '1.3.0' },
      os: 'Debian GNU/Linux 12',
      kernel: '6.8.0',
      hostName: 'atlas',
      cpus: 8,
      memory: 16e9,
      storageDriver: 'overlay2',
      store: 'graph',
      cgroup: '2',
      rootDir: '/var/lib/docker',
      vm: null,
      rootless: false,
    },
    known: { containers: true, images: true, networks: true, volumes: true },
    containers: tableOf(containers, (c) => c.id),
    images: tableOf(images, (i) => i.id),
    ...more,
  };
}
