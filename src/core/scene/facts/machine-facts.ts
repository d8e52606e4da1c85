import { formatMemory, formatSize } from '../../docker/size';
import { hasProcess, type World } from '../../world/world';
import type { Subject } from '../marks';
import { facts, type SubjectFacts } from './rows';

export function machineFacts(world: World, subject: Subject): SubjectFacts | null {
  const { host, engine, link } = world;
  switch (subject.kind) {
    case 'hardware':
      return {
        title: 'Hardware',
        sentences: 'The machine itself: processor, memory and disk. Everything above shares them.',
        facts: facts(
          ['Model', host?.model],
          ['CPUs', host ? String(host.cpus) : null],
          [
            'Memory',
            host
              ? `${formatMemory(host.memory)}${host.memoryUsed === null ? '' : `, ${formatMemory(host.memoryUsed)} in use at start`}`
              : null,
          ],
          [
            'Disk',
            host?.disk == null
              ? null
              : `${formatSize(host.disk)}${host.diskUsed === null ? '' : `, ${formatSize(host.diskUsed)} in use at start`}`,
          ],
        ),
        prints: ['docker info'],
        actions: [],
      };
    case 'host':
      return {
        title: host?.os ?? 'Host',
        sentences:
          'The host’s operating system. Its one kernel runs every process in every container; no container brings its own.',
        facts: facts(
          ['Kernel', host?.kernel],
          ['Name', host?.name],
          ['Processes of containers', String(world.containers.values().filter(hasProcess).length)],
        ),
        prints: ['docker info'],
        actions: [],
      };
    case 'vm':
      return {
        title: engine?.vm ?? 'Virtual machine',
        sentences:
          engine?.practice === true
            ? 'A model of an engine inside Cutaway. It answers as a real one does, and nothing in it touches this machine.'
            : 'A small Linux virtual machine. The engine needs a Linux kernel, and this machine’s own is another one.',
        facts: facts(['Kernel', engine?.kernel], ['System', engine?.os]),
        prints: ['docker info'],
        actions: [],
      };
    case 'cli':
      return {
        title: 'docker',
        sentences:
          'The command line is a client. It sends requests to the engine and prints the answers; it runs no container itself.',
        facts: facts(
          ['Asks at', link.endpoint?.address],
          ['Chosen by', link.endpoint?.from],
          ['Context', link.endpoint?.context],
        ),
        prints: ['docker version'],
        actions: [],
      };
    case 'registry':
      return {
        title: subject.id,
        sentences:
          'A registry: it stores and shares images. The engine fetches from it what is not on the shelf.',
        facts: [],
        prints: ['docker images'],
        actions: [],
      };
    case 'shelf':
      return {
        title: 'Shelf',
        sentences:
          'The images that the engine keeps on disk. Layers that several images use are stored once.',
        facts: facts(
          ['Images', String(world.images.size)],
          ['Kept at', engine?.rootDir],
          ['Storage driver', engine?.storageDriver],
        ),
        prints: ['docker images'],
        actions: [],
      };
    default:
      return engineFacts(world, subject);
  }
}

const PARTS: Readonly<Record<string, string>> = {
  dockerd:
    'The daemon: it answers the API, keeps images, networks and volumes, and asks containerd for containers.',
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
    sentences:
      PARTS[subject.id] ??
      'The engine: the daemon and its helpers. It does what clients ask for through its socket.',
    facts: facts(
      ['Version', engine.version],
      ['API', engine.api],
      ['containerd', engine.containerd],
      [engine.runtime?.name ?? 'runc', engine.runtime?.version],
      [
        'Containers',
        `${String(world.containers.size)}: ${String(running)} running, ${String(paused)} paused, ${String(world.containers.size - running - paused)} stopped`,
      ],
      ['Images', String(world.images.size)],
      ['Storage driver', engine.storageDriver],
      ['Cgroup version', engine.cgroup],
      ['Root directory', engine.rootDir],
    ),
    prints: ['docker info', 'docker version'],
    actions: [],
  };
}
