import { type ContainerId, type EngineMs, containerId, imageId } from '../../base/brand';
import type { EntryOf } from '../../journal/entry';
import { SHADOWABLE, type ContainerDetail, type ContainerListed } from '../../journal/facts';
import type { Container, World } from '../world';
import { beginExec, endExec } from './execs';
import { finer } from './finer';
import { graceOf } from './grace';

const EXITED = /^(?:Exited|Restarting|Dead) \((\d+)\)/;

/** The list tells the exit code and the health only inside its sentence. */
function fromStatus(status: string): { exitCode: number | null; health: Container['health'] } {
  const code = EXITED.exec(status)?.[1];
  const health = /\((?:health: )?(starting|healthy|unhealthy)\)/.exec(status)?.[1];
  return {
    exitCode: code === undefined ? null : Number(code),
    health: health === 'starting' || health === 'healthy' || health === 'unhealthy' ? health : null,
  };
}

export function blankContainer(id: ContainerId, at: EngineMs): Container {
  return {
    id,
    name: id.slice(0, 12),
    image: '',
    imageId: imageId(''),
    command: '',
    created: at,
    state: 'created',
    exitCode: null,
    oom: false,
    pid: null,
    startedAt: null,
    finishedAt: null,
    health: null,
    stopping: null,
    ports: [],
    mounts: [],
    networks: [],
    plugged: false,
    mounted: false,
    project: null,
    service: null,
    restarts: 0,
    policy: 'no',
    memoryLimit: 0,
    load: null,
    writable: null,
    attachments: [],
    sharesNetwork: null,
    dependsOn: [],
    startTook: null,
    changes: null,
    execs: [],
    grace: 10,
    probe: '',
    detailed: false,
    shadows: [],
    left: [],
    output: [],
  };
}

/** One row of the list laid over what was known. What only inspect tells is kept while the state is the same. */
export function fromList(row: ContainerListed, known: Container | undefined): Container {
  const { status, ...facts } = row;
  const told = fromStatus(status);
  const base = known ?? blankContainer(row.id, row.created);
  const same = known?.state === row.state;
  const runs = row.state === 'running' || row.state === 'paused';
  return {
    ...base,
    ...facts,
    created: finer(row.created, known?.created),
    exitCode: runs || row.state === 'created' ? null : (told.exitCode ?? base.exitCode),
    health: told.health,
    plugged: runs && row.networks.length > 0,
    mounted: runs,
    pid: runs && same ? base.pid : null,
    startedAt: same ? base.startedAt : null,
    finishedAt: same ? base.finishedAt : null,
    detailed: same && base.detailed,
    stopping: same ? base.stopping : null,
  };
}

/**
 * The answer of an inspect laid over what events told. States come from events and lists only, since an inspect
 * sent on `start` may already see the end, whose event is still to come. What no event tells is the exception:
 * that an ended container waits for its restart, is being removed or cannot be.
 */
export function fromDetail(detail: ContainerDetail, known: Container): Container {
  const {
    oomKilled,
    tty: _tty,
    error: _error,
    state: told,
    exitCode,
    pid,
    startedAt,
    finishedAt,
    health,
    ports,
    ...facts
  } = detail;
  const refines = told === 'restarting' || told === 'dead' || told === 'removing';
  const state = known.state === 'exited' && refines ? told : known.state;
  const runs = state === 'running' || state === 'paused';
  const agrees = state === told || (runs && (told === 'running' || told === 'paused'));
  const base = { ...known, ...facts, state, detailed: true };
  if (!agrees) return base;
  return {
    ...base,
    ports: runs ? ports : [],
    plugged: runs ? detail.networks.length > 0 : known.plugged,
    mounted: runs || known.mounted,
    health: runs ? health : null,
    pid: runs && pid !== null && pid > 0 ? pid : null,
    exitCode: runs || state === 'created' ? null : exitCode,
    oom: oomKilled && !runs,
    startedAt: startedAt ?? known.startedAt,
    // A container that runs again keeps the end of its last life only in the engine, not in the picture.
    finishedAt: runs ? null : (finishedAt ?? known.finishedAt),
  };
}

/** Events for one container. Attributes may be shadowed by labels, so the code of `die` waits for inspect then. */
export function foldContainerEvent(world: World, entry: EntryOf<'event'>): World | null {
  const id = containerId(entry.id);
  const known = world.containers.get(id);
  const put = (container: Container): World => ({
    ...world,
    containers: world.containers.set(id, container),
  });
  const colon = entry.action.indexOf(': ');
  const verb = colon < 0 ? entry.action : entry.action.slice(0, colon);
  const detail = colon < 0 ? '' : entry.action.slice(colon + 2);
  const a = entry.attributes;

  if (verb === 'destroy' || verb === 'remove')
    return known ? { ...world, containers: world.containers.delete(id) } : world;
  if (verb === 'create') {
    if (known) return world;
    const blank = blankContainer(id, entry.time);
    return put({
      ...blank,
      name: a['name'] ?? blank.name,
      image: a['image'] ?? '',
      project: a['com.docker.compose.project'] || null,
      service: a['com.docker.compose.service'] || null,
      // `create` has no such attributes of its own: here they can only be labels.
      shadows: SHADOWABLE.filter((key) => a[key] !== undefined),
    });
  }
  if (IGNORED.has(verb)) return world;
  // Anything else tells of a container that must exist; one not seen before was created in a gap.
  const base = known ?? {
    ...blankContainer(id, entry.time),
    name: a['name'] ?? id.slice(0, 12),
    image: a['image'] ?? '',
  };

  switch (verb) {
    case 'start':
      return put({
        ...base,
        state: 'running',
        startedAt: entry.time,
        finishedAt: null,
        exitCode: null,
        oom: false,
        pid: null,
        stopping: null,
        detailed: false,
        health: null,
        left: [],
        plugged: true,
        mounted: true,
      });
    case 'die':
    case 'died': {
      const code = base.shadows.includes('exitCode') ? null : readCode(a['exitCode']);
      return put({ ...ended(base, entry.time), exitCode: code });
    }
    case 'stop':
      return put({ ...ended(base, entry.time), exitCode: base.exitCode });
    case 'kill': {
      const signal = base.shadows.includes('signal') ? '' : (a['signal'] ?? '');
      const ends = signal === '15' || signal === '2' || signal === '3' || signal === '9';
      return put(
        ends && base.state !== 'exited'
          ? { ...base, stopping: { signal, at: entry.time, grace: graceOf(world, base) } }
          : base,
      );
    }
    case 'oom':
      return put({ ...base, oom: true });
    case 'pause':
      return put({ ...base, state: 'paused' });
    case 'unpause':
      return put({ ...base, state: 'running' });
    case 'rename':
      return put({ ...base, name: (a['name'] ?? base.name).replace(/^\//, '') });
    case 'health_status': {
      const health = detail === 'healthy' || detail === 'unhealthy' ? detail : base.health;
      return put({ ...base, health });
    }
    case 'exec_start':
    case 'exec':
      return put({ ...base, execs: beginExec(base, a['execID'] ?? '', detail) });
    case 'exec_die':
    case 'exec_died':
      return put({ ...base, execs: endExec(base, a['execID'] ?? '') });
    case 'restart':
    case 'update':
      return put(base);
    default:
      return null;
  }
}

/** Events that change nothing in the picture, by design. */
export const IGNORED: ReadonlySet<string> = new Set([
  'attach',
  'detach',
  'resize',
  'top',
  'copy',
  'export',
  'commit',
  'archive-path',
  'extract-to-dir',
  'exec_create',
  'exec_detach',
  'init',
  'cleanup',
  'prune',
  'mount',
  'unmount',
  'sync',
  'checkpoint',
  'wait',
]);

function ended(base: Container, at: EngineMs): Container {
  if (base.state === 'exited') return { ...base, stopping: null };
  const unplugged = base.left
    .filter((n) => at - n.at < UNPLUG_WINDOW && !base.networks.includes(n.name))
    .map((n) => n.name);
  return {
    ...base,
    state: 'exited',
    pid: null,
    finishedAt: at,
    plugged: false,
    mounted: false,
    stopping: null,
    load: null,
    execs: [],
    health: null,
    ports: [],
    detailed: false,
    networks: [...base.networks, ...unplugged],
    left: [],
  };
}

/** An end unplugs the networks, before `die` or after it: those are still the container's own. */
const UNPLUG_WINDOW = 2000;

function readCode(value: string | undefined): number | null {
  return value !== undefined && /^-?\d{1,5}$/.test(value) ? Number(value) : null;
}
