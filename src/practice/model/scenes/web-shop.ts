import type { Obj } from '../../../core/base/read';
import type { Network } from '../network/network';
import type { Catalogue } from '../registry';
import type { Nanos } from '../text/time';
import { makeVolume } from '../volume/make';
import { openStage, type Scene } from './stage';

const PROJECT = 'shop';
const NETWORK = `${PROJECT}_default`;

/** The labels by which Compose knows its own, and by which Cutaway draws a bay. */
const labels = (more: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
  'com.docker.compose.project': PROJECT,
  'com.docker.compose.project.working_dir': '/home/learner/shop',
  'com.docker.compose.project.config_files': '/home/learner/shop/compose.yaml',
  ...more,
});

interface Service {
  readonly name: string;
  /** The first that the catalogue has. */
  readonly images: readonly string[];
  readonly ports?: Readonly<Record<string, string>>;
  readonly volume?: readonly [name: string, target: string];
  readonly env?: readonly string[];
  readonly command?: readonly string[];
}

const SERVICES: readonly Service[] = [
  {
    name: 'db',
    images: ['postgres:16', 'postgres'],
    volume: [`${PROJECT}_db-data`, '/var/lib/postgresql/data'],
    env: ['POSTGRES_PASSWORD=practice'],
  },
  { name: 'cache', images: ['redis:7', 'redis'] },
  { name: 'worker', images: ['python:3.12-slim', 'busybox'], command: ['sleep', '86400'] },
  { name: 'web', images: ['nginx:1.27', 'nginx', 'web'], ports: { '80/tcp': '8080' } },
];

/** Four services of one project in a network of their own, one of them published, one with a volume. */
export function webShop(catalogue: Catalogue, now: Nanos, seed: string): Scene {
  const stage = openStage(catalogue, now, seed);
  const { turn } = stage;
  const network: Network = {
    id: turn.id(),
    name: NETWORK,
    created: turn.tick(),
    driver: 'bridge',
    internal: false,
    attachable: false,
    subnet: '172.18.0.0/16',
    gateway: '172.18.0.1',
    gatewayTold: true,
    ipRange: '',
    subnetAsked: false,
    options: {},
    labels: labels({ 'com.docker.compose.network': 'default' }),
    ipamOptions: null,
    freeFrom: 2,
  };
  turn.change({ networks: turn.model.networks.set(network.id, network) });
  const start: string[] = [];
  for (const service of SERVICES) {
    const reference = service.images.find((one) => stage.pull(one) !== null);
    const image = reference === undefined ? null : stage.pull(reference);
    if (reference === undefined || !image) continue;
    if (service.volume) {
      const [volume] = service.volume;
      makeVolume(turn, volume, { labels: labels({ 'com.docker.compose.volume': 'db-data' }) });
    }
    const name = `${PROJECT}-${service.name}-1`;
    const bindings = Object.entries(service.ports ?? {}).map(([port, hostPort]) => [
      port,
      [{ HostIp: '', HostPort: hostPort }],
    ]);
    const body: Obj = {
      Env: service.env ?? null,
      ...(service.command ? { Cmd: service.command } : {}),
      Labels: labels({
        'com.docker.compose.service': service.name,
        'com.docker.compose.container-number': '1',
        'com.docker.compose.oneoff': 'False',
      }),
      HostConfig: {
        NetworkMode: NETWORK,
        PortBindings: Object.fromEntries(bindings) as Obj,
        RestartPolicy: { Name: 'unless-stopped' },
        ...(service.volume ? { Binds: [service.volume.join(':')] } : {}),
      },
      NetworkingConfig: { EndpointsConfig: { [NETWORK]: { Aliases: [name, service.name] } } },
    };
    stage.container(name, image, reference, body);
    start.push(name);
  }
  return stage.scene(start);
}
