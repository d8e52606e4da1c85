import { formatMemory, formatSize } from '../docker/size';
import { exitWords } from '../docker/exit-words';
import { shortId } from '../docker/short-id';
import { visible } from '../docker/visible';
import { humanDuration } from '../docker/duration';
import type { ContainerId, ImageId } from '../base/brand';
import { hasProcess, type Container, type World } from '../world/world';
import type { Subject } from './marks';
import { sinceWords, stateWords } from './picture';
import { imageName } from './picture-images';

/** What the inspector says of a thing: two sentences, live facts, what prints the same, what can be done now. */
export interface SubjectFacts {
  readonly title: string;
  readonly sentences: string;
  readonly facts: readonly (readonly [string, string])[];
  /** `docker` commands that print the same. */
  readonly prints: readonly string[];
  /** Commands that fit the state of the thing, to be written into the prompt. */
  readonly actions: readonly { readonly label: string; readonly command: string }[];
}

const facts = (...rows: readonly (readonly [string, string | null | undefined])[]): readonly (readonly [string, string])[] =>
  rows.filter((row): row is readonly [string, string] => typeof row[1] === 'string' && row[1] !== '');

const many = (n: number, one: string): string => `${n.toLocaleString('en-US')} ${one}${n === 1 ? '' : 's'}`;

/** Null when the thing is no longer there. @param now milliseconds by the engine's clock */
export function subjectFacts(world: World, subject: Subject, now: number): SubjectFacts | null {
  switch (subject.kind) {
    case 'container': {
      const c = world.containers.get(subject.id as ContainerId);
      return c ? containerFacts(world, c, now) : null;
    }
    case 'image':
    case 'layer':
      return imageFacts(world, subject.id, now);
    case 'network':
      return networkFacts(world, subject.id);
    case 'volume':
      return volumeFacts(world, subject.id);
    case 'port':
      return portFacts(world, subject.id);
    case 'project':
      return projectFacts(world, subject.id);
    default:
      return machineFacts(world, subject);
  }
}

function endText(c: Container): string | null {
  if (c.state !== 'exited' || c.exitCode === null) return null;
  return `${String(c.exitCode)}: ${exitWords(c.exitCode)}${c.oom ? ', out of memory' : ''}`;
}

function actionsOf(c: Container): SubjectFacts['actions'] {
  const n = c.name;
  const does = (label: string, command = `docker ${label} ${n}`) => ({ label, command });
  switch (c.state) {
    case 'running':
      return [does('stop'), does('pause'), does('restart'), does('logs'), does('kill'), { label: 'rm -f', command: `docker rm -f ${n}` }];
    case 'paused':
      return [does('unpause'), does('stop'), does('logs')];
    case 'restarting':
      return [does('stop'), does('logs')];
    case 'removing':
      return [];
    default:
      return [does('start'), does('logs'), does('rm')];
  }
}

function containerFacts(world: World, c: Container, now: number): SubjectFacts {
  const image = visible(imageName(c.image));
  const name = visible(c.name);
  const layers = world.images.get(c.imageId)?.layers?.length;
  const process = hasProcess(c);
  const published = c.ports.filter((p) => p.outside !== null);
  return {
    title: name,
    sentences: process
      ? `A container: one isolated process on the host’s kernel. It stands on the layers of ${image} and writes only to its own thin layer.`
      : `A container without a process: a box on the layers of ${image}, with its own thin writable layer. It keeps what it wrote until it is removed.`,
    facts: facts(
      ['State', `${stateWords(c)}${c.health === null ? '' : `, ${c.health}`}${process ? `, ${sinceWords(c, now).toLowerCase()}` : ''}`],
      ['Ended', c.finishedAt !== null && !process ? `${humanDuration(now - c.finishedAt)} ago` : null],
      ['Exit code', endText(c)],
      ['Process', c.pid === null ? null : `${String(c.pid)} outside, 1 inside`],
      ['Command', visible(c.command)],
      ['Image', layers === undefined ? image : `${image}, ${many(layers, 'layer')}`],
      ['Own writing', c.writable === null ? null : `${formatSize(c.writable)} in its writable layer`],
      ['Network', c.networks.map(visible).join(', ')],
      ['Published', published.map((p) => `${String(p.outside)} → ${String(p.inside)}/${p.protocol}${p.ip === '' || p.ip === '0.0.0.0' || p.ip === '::' ? '' : ` on ${p.ip}`}`).filter((text, i, all) => all.indexOf(text) === i).join(', ')],
      ['Mounts', c.mounts.map((m) => `${visible(m.source.slice(0, 40))} at ${visible(m.target)}${m.writable ? '' : ', read-only'}`).join('; ')],
      ['CPU', c.load?.cpu == null ? null : `${c.load.cpu.toFixed(2)}%`],
      ['Memory', c.load?.memory == null ? null : `${formatMemory(c.load.memory)}${c.memoryLimit > 0 ? ` of ${formatMemory(c.memoryLimit)} allowed` : ''}`],
      ['Memory limit', c.load?.memory == null && c.memoryLimit > 0 ? formatMemory(c.memoryLimit) : null],
      ['Restart policy', c.policy === 'no' || c.policy === '' ? null : `${c.policy}, restarted ${many(c.restarts, 'time')}`],
      ['Project', c.project === null ? null : `${visible(c.project)}${c.service === null ? '' : `, service ${visible(c.service)}`}`],
      ['Created', `${humanDuration(now - c.created)} ago`],
      ['ID', shortId(c.id)],
    ),
    prints: [`docker inspect ${c.name}`, `docker ps -a --filter name=${c.name}`],
    actions: actionsOf(c),
  };
}

function imageFacts(world: World, id: string, now: number): SubjectFacts | null {
  const image = world.images.get(id as ImageId);
  if (!image) return null;
  const name = image.tags[0] === undefined ? shortId(image.id) : visible(imageName(image.tags[0]));
  const users = world.containers.values().filter((c) => c.imageId === image.id);
  const chains = new Set(image.layers?.map((l) => l.chain));
  const sharing = world.images.values().filter((other) => other.id !== image.id && other.layers?.some((l) => chains.has(l.chain)) === true);
  return {
    title: name,
    sentences: 'An image: a stack of read-only layers, kept on this machine’s disk. Containers stand on it; it never changes.',
    facts: facts(
      ['Size', formatSize(image.size)],
      ['Layers', image.layers === null ? null : many(image.layers.length, 'layer')],
      ['Shares layers with', sharing.map((i) => (i.tags[0] === undefined ? shortId(i.id) : visible(imageName(i.tags[0])))).join(', ')],
      ['Other tags', image.tags.slice(1).map(imageName).map(visible).join(', ')],
      ['Used by', users.map((c) => visible(c.name)).slice(0, 12).join(', ') + (users.length > 12 ? ` and ${String(users.length - 12)} more` : '')],
      ['Digest', image.digests[0]?.split('@')[1]?.slice(0, 19)],
      ['Created', `${humanDuration(now - image.created)} ago`],
      ['ID', shortId(image.id)],
    ),
    prints: [`docker images ${image.tags[0] ?? ''}`.trim(), `docker inspect ${image.tags[0] ?? shortId(image.id)}`],
    actions: [
      { label: 'run', command: `docker run ${image.tags[0] === undefined ? shortId(image.id) : imageName(image.tags[0])}` },
      { label: 'rmi', command: `docker rmi ${image.tags[0] === undefined ? shortId(image.id) : imageName(image.tags[0])}` },
    ],
  };
}

function networkFacts(world: World, name: string): SubjectFacts | null {
  const network = world.networks.values().find((n) => visible(n.name) === name);
  const on = world.containers.values().filter((c) => c.networks.some((n) => visible(n) === name));
  return {
    title: name,
    sentences: 'A network: containers plugged into it reach each other. Those on other networks do not.',
    facts: facts(['Driver', network?.driver], ['Way out', network ? (network.internal ? 'none, internal' : 'yes') : null], ['On it', on.map((c) => visible(c.name)).slice(0, 20).join(', ')], ['ID', network ? shortId(network.id) : null]),
    prints: [`docker network inspect ${network?.name ?? name}`],
    actions: [],
  };
}

function volumeFacts(world: World, name: string): SubjectFacts | null {
  const volume = world.volumes.get(name);
  const users = world.containers.values().filter((c) => c.mounts.some((m) => m.kind === 'volume' && m.source === name));
  return {
    title: visible(name.slice(0, 24)),
    sentences: 'A volume: storage on the host’s disk that outlives its containers.',
    facts: facts(['Driver', volume?.driver], ['Mounted by', users.map((c) => visible(c.name)).join(', ')]),
    prints: [`docker volume inspect ${name}`],
    actions: [],
  };
}

function portFacts(world: World, id: string): SubjectFacts | null {
  const [container = '', outside = ''] = id.split(' ');
  const c = world.containers.get(container as ContainerId);
  const port = c?.ports.find((p) => String(p.outside) === outside);
  if (!c || !port) return null;
  return {
    title: `Port ${outside}`,
    sentences: `A published port: an opening in the machine’s wall. What arrives here is passed to port ${String(port.inside)} of ${visible(c.name)}.`,
    facts: facts(['Address', `${port.ip === '' ? '0.0.0.0' : port.ip}:${outside}`], ['Leads to', `${visible(c.name)}, ${String(port.inside)}/${port.protocol}`]),
    prints: [`docker port ${c.name}`],
    actions: [],
  };
}

function projectFacts(world: World, name: string): SubjectFacts | null {
  const own = world.containers.values().filter((c) => visible(c.project ?? '') === name);
  if (own.length === 0) return null;
  const up = own.filter(hasProcess).length;
  return {
    title: name === '' ? 'No project' : name,
    sentences: name === '' ? 'Containers that were started one by one, not by Compose.' : 'A Compose project: several containers that belong together, from one file.',
    facts: facts(['Containers', `${many(own.length, 'container')}, ${String(up)} up`], ['Services', [...new Set(own.flatMap((c) => (c.service === null ? [] : [visible(c.service)])))].sort().join(', ')]),
    prints: [name === '' ? 'docker ps -a' : `docker ps -a --filter label=com.docker.compose.project=${name}`],
    actions: [],
  };
}

function machineFacts(world: World, subject: Subject): SubjectFacts | null {
  const { host, engine, link } = world;
  switch (subject.kind) {
    case 'hardware':
      return {
        title: 'Hardware',
        sentences: 'The machine itself: processor, memory and disk. Everything above shares them.',
        facts: facts(
          ['Model', host?.model],
          ['CPUs', host ? String(host.cpus) : null],
          ['Memory', host ? `${formatMemory(host.memory)}${host.memoryUsed === null ? '' : `, ${formatMemory(host.memoryUsed)} in use at start`}` : null],
          ['Disk', host?.disk == null ? null : `${formatSize(host.disk)}${host.diskUsed === null ? '' : `, ${formatSize(host.diskUsed)} in use at start`}`],
        ),
        prints: ['docker info'],
        actions: [],
      };
    case 'host':
      return {
        title: host?.os ?? 'Host',
        sentences: 'The host’s operating system. Its one kernel runs every process in every container; no container brings its own.',
        facts: facts(['Kernel', host?.kernel], ['Name', host?.name], ['Processes of containers', String(world.containers.values().filter(hasProcess).length)]),
        prints: ['docker info'],
        actions: [],
      };
    case 'vm':
      return {
        title: engine?.vm ?? 'Virtual machine',
        sentences: 'A small Linux virtual machine. The engine needs a Linux kernel, and this machine’s own is another one.',
        facts: facts(['Kernel', engine?.kernel], ['System', engine?.os]),
        prints: ['docker info'],
        actions: [],
      };
    case 'cli':
      return {
        title: 'docker',
        sentences: 'The command line is a client. It sends requests to the engine and prints the answers; it runs no container itself.',
        facts: facts(['Asks at', link.endpoint?.address], ['Chosen by', link.endpoint?.from], ['Context', link.endpoint?.context]),
        prints: ['docker version'],
        actions: [],
      };
    case 'registry':
      return {
        title: subject.id,
        sentences: 'A registry: it stores and shares images. The engine fetches from it what is not on the shelf.',
        facts: [],
        prints: ['docker images'],
        actions: [],
      };
    case 'shelf':
      return {
        title: 'Shelf',
        sentences: 'The images that the engine keeps on disk. Layers that several images use are stored once.',
        facts: facts(['Images', String(world.images.size)], ['Kept at', engine?.rootDir], ['Storage driver', engine?.storageDriver]),
        prints: ['docker images'],
        actions: [],
      };
    default:
      return engineFacts(world, subject);
  }
}

const PARTS: Readonly<Record<string, string>> = {
  dockerd: 'The daemon: it answers the API, keeps images, networks and volumes, and asks containerd for containers.',
  containerd: 'It minds the containers: starts one helper for each and keeps it while the daemon restarts.',
  runc: 'It sets up the isolation, starts the process, and leaves. The process then stands on the kernel alone.',
};

function engineFacts(world: World, subject: Subject): SubjectFacts | null {
  const { engine } = world;
  if (!engine) return null;
  const running = world.containers.values().filter((c) => c.state === 'running').length;
  const paused = world.containers.values().filter((c) => c.state === 'paused').length;
  return {
    title: subject.kind === 'cell' ? subject.id : `${engine.kind === 'podman' ? 'Podman' : 'Docker'} Engine`,
    sentences: PARTS[subject.id] ?? 'The engine: the daemon and its helpers. It does what clients ask for through its socket.',
    facts: facts(
      ['Version', engine.version],
      ['API', engine.api],
      ['containerd', engine.containerd],
      [engine.runtime?.name ?? 'runc', engine.runtime?.version],
      ['Containers', `${String(world.containers.size)}: ${String(running)} running, ${String(paused)} paused, ${String(world.containers.size - running - paused)} stopped`],
      ['Images', String(world.images.size)],
      ['Storage driver', engine.storageDriver],
      ['Cgroup version', engine.cgroup],
      ['Root directory', engine.rootDir],
    ),
    prints: ['docker info', 'docker version'],
    actions: [],
  };
}
