import { containerId } from '../../base/brand';
import type { EntryOf } from '../../journal/entry';
import { hasProcess, type World } from '../world';

/** Which network events belong to which container: Docker names it in an attribute, Podman in the actor. */
export function foldNetworkEvent(world: World, entry: EntryOf<'event'>): World | null {
  const a = entry.attributes;
  if (entry.action === 'connect' || entry.action === 'disconnect') {
    const podman = a['container'] === undefined;
    const id = containerId(podman ? entry.id : (a['container'] ?? ''));
    const name = (podman ? a['network'] : a['name']) ?? '';
    const known = world.containers.get(id);
    if (!known || name === '') return world;
    const others = known.networks.filter((n) => n !== name);
    const networks = entry.action === 'connect' ? [...others, name] : others;
    // A container without a process keeps its networks in `inspect`; only its plug is out. So do those that failed to start.
    if (entry.action === 'disconnect' && !hasProcess(known)) {
      return known.plugged
        ? { ...world, containers: world.containers.set(id, { ...known, plugged: false }) }
        : world;
    }
    const left =
      entry.action === 'connect' ? known.left : [...known.left, { name, at: entry.time }].slice(-8);
    return {
      ...world,
      containers: world.containers.set(id, { ...known, networks, left, plugged: networks.length > 0 }),
    };
  }
  if (entry.action === 'create') {
    const network = {
      id: entry.id,
      name: a['name'] ?? '',
      driver: a['type'] ?? '',
      internal: false,
      subnet: null,
      talks: true,
      project: null,
    };
    return world.networks.has(entry.id)
      ? world
      : { ...world, networks: world.networks.set(entry.id, network) };
  }
  if (entry.action === 'destroy' || entry.action === 'remove')
    return { ...world, networks: world.networks.delete(entry.id) };
  return entry.action === 'prune' || entry.action === 'update' ? world : null;
}

export function foldVolumeEvent(world: World, entry: EntryOf<'event'>): World | null {
  const name = entry.id || (entry.attributes['name'] ?? '');
  if (entry.action === 'create') {
    if (world.volumes.has(name)) return world;
    return {
      ...world,
      volumes: world.volumes.set(name, {
        name,
        driver: entry.attributes['driver'] ?? 'local',
        project: null,
      }),
    };
  }
  if (entry.action === 'destroy' || entry.action === 'remove')
    return { ...world, volumes: world.volumes.delete(name) };
  if (entry.action === 'mount' || entry.action === 'unmount') return foldMount(world, entry, name);
  return entry.action === 'prune' ? world : null;
}

/** The engine mounts before it starts the process, and tells where: what `inspect` says later is known here first. */
function foldMount(world: World, entry: EntryOf<'event'>, name: string): World {
  const id = containerId(entry.attributes['container'] ?? '');
  const known = world.containers.get(id);
  if (!known || name === '') return world;
  const mounted = entry.action === 'mount';
  const has = known.mounts.some((mount) => mount.kind === 'volume' && mount.source === name);
  const mount = {
    kind: 'volume',
    source: name,
    target: entry.attributes['destination'] ?? '',
    writable: entry.attributes['read/write'] !== 'false',
  } as const;
  const mounts = mounted && !has ? [...known.mounts, mount] : known.mounts;
  return mounts === known.mounts && known.mounted === mounted
    ? world
    : { ...world, containers: world.containers.set(id, { ...known, mounts, mounted }) };
}
