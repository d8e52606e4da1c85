import { assertNever } from '../../base/assert-never';
import { tableOf } from '../../base/table';
import type { Entry, EntryOf } from '../../journal/entry';
import { BOUNDS, type World } from '../world';
import {
  foldCommandFinished,
  foldCommandNamed,
  foldCommandOutput,
  foldCommandStarted,
  foldExchangeAnswered,
  foldExchangeEnded,
  foldExchangeSent,
} from './commands';
import { foldBuildLine, settleBuilds } from './builds';
import { foldNetworkEvent, foldVolumeEvent } from './attachments';
import { foldContainerEvent, fromDetail, fromList } from './containers';
import { foldImageDetail, imagesFromList } from './images';
import { foldFollowed } from './followed';
import { foldLink } from './link';
import { measureStart } from './start-took';
import { foldProgress } from './pulls';
import { endTerminal, foldTerminal } from './terminals';

/** The world after one more entry. Pure: the old world stays as it was; the cost is that of the entry. */
export function fold(world: World, entry: Entry): World {
  const next = step(world, entry);
  return { ...next, seq: entry.seq, at: entry.at };
}

export const foldAll = (world: World, entries: Iterable<Entry>): World => {
  let next = world;
  for (const entry of entries) next = fold(next, entry);
  return next;
};

function step(world: World, entry: Entry): World {
  switch (entry.kind) {
    case 'host':
      return { ...world, host: entry.host };
    case 'link':
      return foldLink(world, entry);
    case 'engine-found':
      return { ...world, found: entry.endpoint };
    case 'snapshot':
      return foldSnapshot(world, entry);
    case 'event':
      return foldFollowed(foldEvent(world, entry), entry);
    case 'detail':
      return foldDetail(world, entry);
    case 'gap':
      return world;
    case 'command-started':
      return foldCommandStarted(world, entry);
    case 'command-named':
      return foldCommandNamed(world, entry);
    case 'command-output':
      return foldCommandOutput(world, entry);
    case 'terminal':
      return foldTerminal(world, entry);
    case 'command-finished':
      return endTerminal(foldCommandFinished(world, entry), entry);
    case 'exchange-sent':
      return foldExchangeSent(world, entry);
    case 'exchange-answered':
      return measureStart(foldExchangeAnswered(world, entry), entry);
    case 'exchange-ended':
      return foldExchangeEnded(world, entry);
    case 'progress':
      return entry.of === 'build' ? foldBuildLine(world, entry) : foldProgress(world, entry);
    case 'stats': {
      const known = world.containers.get(entry.container);
      if (known?.state !== 'running') return world;
      const load = { cpu: entry.cpu, memory: entry.memory };
      return { ...world, containers: world.containers.set(known.id, { ...known, load }) };
    }
    case 'size': {
      const known = world.containers.get(entry.container);
      if (!known) return world;
      return { ...world, containers: world.containers.set(known.id, { ...known, writable: entry.writable }) };
    }
    case 'changes': {
      const known = world.containers.get(entry.container);
      if (!known) return world;
      const changes = { items: entry.items, total: entry.total, at: entry.at };
      return { ...world, containers: world.containers.set(known.id, { ...known, changes }) };
    }
    default:
      return assertNever(entry);
  }
}

function foldSnapshot(world: World, entry: EntryOf<'snapshot'>): World {
  switch (entry.part) {
    case 'containers': {
      const rows = entry.items.map((row) => fromList(row, world.containers.get(row.id)));
      return {
        ...world,
        containers: tableOf(rows, (c) => c.id),
        known: { ...world.known, containers: true },
      };
    }
    case 'images':
      return settleBuilds(imagesFromList(world, entry.items));
    case 'networks':
      return {
        ...world,
        networks: tableOf(
          entry.items.map((n) => ({ ...n, subnet: n.subnet ?? null, talks: n.talks !== false })),
          (n) => n.id,
        ),
        known: { ...world.known, networks: true },
      };
    case 'volumes':
      return {
        ...world,
        volumes: tableOf(entry.items, (v) => v.name),
        known: { ...world.known, volumes: true },
      };
    default:
      return assertNever(entry);
  }
}

function foldDetail(world: World, entry: EntryOf<'detail'>): World {
  if (entry.of === 'image') return settleBuilds(foldImageDetail(world, entry.id, entry.detail));
  if (entry.detail === null) {
    return world.containers.has(entry.id)
      ? { ...world, containers: world.containers.delete(entry.id) }
      : world;
  }
  const known = world.containers.get(entry.id);
  // The answer of an inspect may come after the container's end was told; only the list and events make one new.
  if (!known) return world;
  return { ...world, containers: world.containers.set(entry.id, fromDetail(entry.detail, known)) };
}

function foldEvent(world: World, entry: EntryOf<'event'>): World {
  const next = byType(world, entry);
  if (next !== null) return next;
  const unknown = { seq: entry.seq, type: entry.type, action: entry.action, id: entry.id };
  return { ...world, unknown: [...world.unknown, unknown].slice(-BOUNDS.unknown) };
}

/** Events of images and of the engine itself name no state: the observer looks the object up, and a detail follows. */
const HINTS: Readonly<Record<string, ReadonlySet<string>>> = {
  image: new Set([
    'pull',
    'push',
    'tag',
    'untag',
    'delete',
    'save',
    'load',
    'import',
    'prune',
    'create',
    'build',
    'pull-error',
    'remove',
    'commit',
    'mount',
    'unmount',
  ]),
  daemon: new Set(['reload']),
  builder: new Set(['prune']),
  plugin: new Set(['enable', 'disable', 'pull', 'install', 'create', 'remove']),
};

function byType(world: World, entry: EntryOf<'event'>): World | null {
  switch (entry.type) {
    case 'container':
      return foldContainerEvent(world, entry);
    case 'network':
      return foldNetworkEvent(world, entry);
    case 'volume':
      return foldVolumeEvent(world, entry);
    default:
      return HINTS[entry.type]?.has(entry.action) === true ? world : null;
  }
}
