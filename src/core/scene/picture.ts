import type { ContainerId, ImageId } from '../base/brand';
import {
  imageName,
  pictureImage,
  pictureOfPull,
  registriesOf,
  storedBytes,
  type PictureImage,
} from './picture-images';
import { formatMemory, formatSize } from '../docker/size';
import { humanDuration } from '../docker/duration';
import { exitWords } from '../docker/exit-words';
import { visible } from '../docker/visible';
import { hasProcess, type Container, type World } from '../world/world';
import type { GlyphKind } from './shapes/glyphs';

/** A container in the words of the picture. Everything here is told by the engine; nothing is guessed. */
export interface PictureContainer {
  readonly id: ContainerId;
  readonly name: string;
  readonly image: string;
  readonly imageId: ImageId;
  readonly glyph: GlyphKind;
  /** `Running`, `Exited (0)`, `Stopping` */
  readonly state: string;
  /** `Up 2 hours`, `5 minutes ago`, `not started` */
  readonly since: string;
  readonly lit: boolean;
  readonly process: boolean;
  readonly fault: boolean;
  readonly pid: number | null;
  readonly command: string;
  readonly load: string | null;
  readonly writable: string | null;
  readonly health: GlyphKind | null;
  readonly networks: readonly string[];
  /** Which of `networks` are plugged in now: a container without a process hangs on none. */
  readonly plugged: boolean;
  readonly volumes: readonly { readonly name: string; readonly label: string }[];
  readonly binds: readonly { readonly source: string; readonly target: string }[];
  readonly ports: readonly PicturePort[];
  readonly project: string;
  readonly layers: number;
  /** Tenths of the grace period that are left, 10 to 0; null: nothing is counted down. */
  readonly grace: number | null;
  readonly stopping: boolean;
  /** Command lines of further processes in it. */
  readonly execs: readonly string[];
  readonly output: readonly string[];
  /** Host time does not matter here: order of creation by the engine's clock, then name. */
  readonly created: number;
}

export interface PicturePort {
  readonly outside: number;
  readonly inside: number;
  readonly protocol: string;
  /** Only from this machine: 127.0.0.1 or ::1. */
  readonly local: boolean;
}

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

function glyphOf(c: Container): GlyphKind {
  if (c.state === 'exited')
    return c.oom ? 'oom' : c.exitCode === null || c.exitCode === 0 ? 'done' : 'failed';
  if (c.state === 'dead') return 'dead';
  return c.state;
}

const STATE: Readonly<Record<Exclude<Container['state'], 'exited' | 'restarting'>, string>> = {
  created: 'Created',
  running: 'Running',
  paused: 'Paused',
  dead: 'Dead',
  removing: 'Removing',
};

/** Tenths of the grace period that are left; null where no request told of one. */
function graceLeft(c: Container, now: number): number | null {
  const { stopping } = c;
  if (stopping?.grace == null || stopping.grace <= 0) return null;
  return Math.max(0, Math.min(10, Math.ceil(10 - (now - stopping.at) / (stopping.grace * 100))));
}

export function stateWords(c: Container, now = 0): string {
  if (c.stopping && hasProcess(c)) {
    const { grace, at: since, signal } = c.stopping;
    if (signal === '9') return 'Killed';
    if (grace === null) return 'Stopping';
    return `Stopping, ${String(Math.max(0, Math.ceil(grace - (now - since) / 1000)))} s`;
  }
  if (c.state === 'exited') return c.exitCode === null ? 'Exited' : `Exited (${String(c.exitCode)})`;
  if (c.state === 'restarting')
    return c.exitCode === null ? 'Restarting' : `Restarting (${String(c.exitCode)})`;
  return STATE[c.state];
}

/** `Up 2 hours`, `Up 2 hours (Paused)` is the state's business; `5 minutes ago`. Empty where the time is not known. */
export function sinceWords(c: Container, now: number): string {
  if (hasProcess(c)) return c.startedAt === null ? '' : `Up ${humanDuration(now - c.startedAt)}`;
  if (c.state === 'created') return 'not started';
  if (c.oom) return 'out of memory';
  if (c.state === 'exited' && c.exitCode !== null && c.exitCode > 125) return exitWords(c.exitCode);
  return c.finishedAt === null ? '' : `${humanDuration(now - c.finishedAt)} ago`;
}

function loadWords(c: Container): string | null {
  if (!c.load || c.state !== 'running') return null;
  const cpu = c.load.cpu === null ? null : `${c.load.cpu.toFixed(2)}%`;
  const memory = c.load.memory === null ? null : formatMemory(c.load.memory);
  return [cpu, memory].filter((part) => part !== null).join(' · ') || null;
}

function pictureContainer(c: Container, images: World['images'], now: number): PictureContainer {
  const process = hasProcess(c);
  const glyph = glyphOf(c);
  const published = new Map<string, PicturePort>();
  if (process) {
    for (const port of c.ports) {
      if (port.outside === null) continue;
      const local = port.ip === '127.0.0.1' || port.ip === '::1';
      published.set(`${String(port.outside)}/${port.protocol}`, {
        outside: port.outside,
        inside: port.inside,
        protocol: port.protocol,
        local,
      });
    }
  }
  return {
    id: c.id,
    name: visible(c.name),
    image: visible(imageName(c.image)),
    imageId: c.imageId,
    glyph,
    state: stateWords(c, now),
    since: sinceWords(c, now),
    lit: process,
    process,
    fault: glyph === 'failed' || glyph === 'oom' || glyph === 'dead',
    pid: c.pid,
    command: visible(c.command),
    load: loadWords(c),
    writable: c.writable === null ? null : formatSize(c.writable),
    health: process ? c.health : null,
    networks: c.networks.map(visible),
    plugged: c.plugged,
    volumes: c.mounts
      .filter((m) => m.kind === 'volume')
      .map((m) => ({ name: m.source, label: visible(anonymous(m.source)) })),
    binds: c.mounts
      .filter((m) => m.kind === 'bind')
      .map((m) => ({ source: visible(m.source), target: visible(m.target) })),
    ports: [...published.values()].sort((a, b) => a.outside - b.outside),
    project: c.project === null ? '' : visible(c.project),
    layers: Math.max(1, images.get(c.imageId)?.layers?.length ?? 1),
    grace: process ? graceLeft(c, now) : null,
    stopping: process && c.stopping !== null,
    execs: process ? c.execs.map((exec) => visible(exec.command)) : [],
    // Frames of an attached stream may overtake the start; on stage a program prints after its light went on.
    output: c.state === 'created' && c.startedAt === null ? [] : c.output.map(visible),
    created: c.created,
  };
}

/** Volumes without a name have 64 digits for one. */
const anonymous = (name: string): string => (/^[0-9a-f]{64}$/.test(name) ? name.slice(0, 8) : name);

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
    link: world.link,
    loading:
      world.link.state === 'unknown' ||
      world.link.state === 'connecting' ||
      (world.link.state === 'live' && !(parts.containers && parts.images && parts.networks && parts.volumes)),
    engine: {
      name: engine ? `${engine.kind === 'podman' ? 'Podman' : 'Docker'} Engine ${engine.version}` : '',
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
    images: [...images.map(pictureImage), ...pulls.map(pictureOfPull)],
    networks: world.networks
      .values()
      .map((x) => ({ id: x.id, name: visible(x.name), project: x.project ?? '' }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    containers,
    busy: world.commands.some((c) => c.exitCode === null),
  };
}
