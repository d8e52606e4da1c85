import { formatMemory, formatSize } from '../docker/size';
import { visible } from '../docker/visible';
import type { EngineFacts } from '../journal/facts';
import type { World } from '../world/world';
import { pictureContainer, type PictureContainer } from './picture-containers';
import {
  imageName,
  pictureImage,
  pictureOfBuild,
  pictureOfPull,
  registriesOf,
  storedBytes,
  type PictureImage,
} from './picture-images';

/** The world in the words and figures of the picture. */
export interface Picture {
  readonly machine: string;
  readonly remote: { readonly name: string; readonly via: string } | null;
  readonly hardware: {
    readonly model: string;
    readonly cpus: string;
    readonly memory: string;
    readonly memoryUsed: number | null;
    readonly disk: string | null;
    readonly diskUsed: number | null;
  };
  readonly host: { readonly os: string; readonly kernel: string };
  readonly vm: { readonly name: string; readonly kernel: string } | null;
  /** The engine is a model inside Cutaway; the words say why it is shown. */
  readonly practice: { readonly title: string; readonly lines: readonly string[] } | null;
  readonly link: World['link'];
  readonly loading: boolean;
  readonly engine: {
    readonly name: string;
    readonly facts: string;
    readonly cells: readonly { readonly name: string; readonly version: string; readonly does: string }[];
  };
  readonly door: string;
  readonly registries: readonly { readonly name: string; readonly items: readonly string[] }[];
  readonly shelf: string;
  readonly images: readonly PictureImage[];
  readonly networks: readonly { readonly id: string; readonly name: string; readonly project: string }[];
  readonly containers: readonly PictureContainer[];
  /** A command of this app is at work. */
  readonly busy: boolean;
}

const count = (n: number, one: string, many = `${one}s`): string =>
  n === 0 ? `no ${many}` : n === 1 ? `1 ${one}` : `${n.toLocaleString('en-US')} ${many}`;

function cells(world: World): Picture['engine']['cells'] {
  const engine = world.engine;
  if (engine?.kind === 'podman') {
    return [
      { name: 'podman', version: engine.version, does: 'answers the API' },
      { name: 'conmon', version: '', does: 'minds one container each' },
      {
        name: engine.runtime?.name ?? 'crun',
        version: engine.runtime?.version ?? '',
        does: 'starts a process, leaves',
      },
    ];
  }
  return [
    { name: 'dockerd', version: engine?.version ?? '', does: 'answers the API' },
    { name: 'containerd', version: engine?.containerd ?? '', does: 'minds every container' },
    {
      name: engine?.runtime?.name ?? 'runc',
      version: engine?.runtime?.version ?? '',
      does: 'starts a process, leaves',
    },
  ];
}

/** `Docker`, `Podman` or `Practice`. */
export const engineKind = (engine: EngineFacts): string =>
  engine.practice === true ? 'Practice' : engine.kind === 'podman' ? 'Podman' : 'Docker';

function practiceWords(world: World): Picture['practice'] {
  if (world.engine?.practice !== true) return null;
  if (world.found)
    return { title: 'Practice', lines: ['A real engine answers now.', 'E changes over to it.'] };
  const why = world.missing === null ? 'You chose the practice engine.' : 'No engine answers here.';
  return {
    title: 'Practice',
    lines: [why, 'This one is a model: nothing here touches your machine.', 'E says how to get a real one.'],
  };
}

const hostName = (address: string): string =>
  /^[a-z]+:\/\/(?:[^@/]*@)?(\[[^\]]+\]|[^:/]+)/.exec(address)?.[1] ?? address;

/**
 * The world in the words and figures of the picture, for a moment `now` (milliseconds, engine's clock).
 * Sizes, durations and states as Docker prints them.
 */
export function pictureOf(world: World, now: number): Picture {
  const host = world.host;
  const engine = world.engine;
  const remote = world.link.endpoint?.remote === true;
  const address = world.link.endpoint?.address ?? '';
  const images = world.images.values().sort((a, b) => b.created - a.created || (a.id < b.id ? -1 : 1));
  const containers = world.containers
    .values()
    .sort((a, b) => a.created - b.created || (a.id < b.id ? -1 : 1))
    .map((c) => pictureContainer(c, world.images, now));
  const tags = new Set(images.flatMap((i) => i.tags.map(imageName)));
  const pulls = world.pulls.filter((p) => p.layers.some((l) => !l.before) && !tags.has(imageName(p.ref)));
  const live = world.link.state === 'live' || world.link.state === 'lost';
  const parts = world.known;
  const ram = remote ? engine?.memory : host?.memory;
  const machineCpus = remote ? engine?.cpus : host?.cpus;
  const counts = `${count(containers.length, 'container')}, ${count(images.length, 'image')}`;
  return {
    machine: remote ? engine?.hostName || hostName(address) : (host?.name ?? ''),
    remote: remote
      ? {
          name: hostName(address),
          via: address.startsWith('ssh:') ? 'ssh' : address.startsWith('https:') ? 'tls' : 'tcp',
        }
      : null,
    hardware: {
      model: remote ? 'another machine' : (host?.model ?? ''),
      cpus: machineCpus === undefined ? '' : count(machineCpus, 'CPU'),
      memory: ram === undefined ? '' : `${formatMemory(ram)} memory`,
      memoryUsed: remote || !host || host.memoryUsed === null ? null : host.memoryUsed / host.memory,
      disk: remote || !host || host.disk === null ? null : `${formatSize(host.disk)} disk`,
      diskUsed:
        remote || !host || host.disk === null || host.diskUsed === null ? null : host.diskUsed / host.disk,
    },
    host: remote
      ? { os: engine?.os ?? '', kernel: engine?.kernel ?? '' }
      : { os: host?.os ?? '', kernel: host?.kernel ?? '' },
    vm: engine?.vm ? { name: engine.vm, kernel: engine.kernel } : null,
    practice: practiceWords(world),
    link: world.link,
    loading:
      world.link.state === 'unknown' ||
      world.link.state === 'connecting' ||
      (world.link.state === 'live' && !(parts.containers && parts.images && parts.networks && parts.volumes)),
    engine: {
      name: engine ? `${engineKind(engine)} Engine ${engine.version}` : '',
      facts: live && engine ? `${counts} · ${engine.storageDriver}` : '',
      cells: cells(world),
    },
    door:
      address.startsWith('unix://') || address.startsWith('npipe:')
        ? (address.split(/[\\/]/).pop() ?? address)
        : hostName(address),
    registries: registriesOf([...images.flatMap((i) => i.tags), ...world.pulls.map((p) => p.ref)]),
    shelf:
      images.length === 0
        ? 'nothing cached yet'
        : `${count(images.length, 'image')}, ${formatSize(storedBytes(images))}`,
    images: [...images.map(pictureImage), ...pulls.map(pictureOfPull), ...world.builds.map(pictureOfBuild)],
    networks: world.networks
      .values()
      .map((x) => ({ id: x.id, name: visible(x.name), project: x.project ?? '' }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    containers,
    busy: world.commands.some((c) => c.exitCode === null),
  };
}
