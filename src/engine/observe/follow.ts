import { containerId } from '../../core/base/brand';
import type { EngineEventEntry, Fact } from '../../core/journal/entry';
import type { Gauges } from './gauges';
import type { Lookups } from './lookups';
import type { Relists } from './relists';

/** Milliseconds in which `die` follows, where an end pulls the plugs before it. */
const UNPLUG_WINDOW = 1000;

/** Events of images after which the shelf is what it was. */
const QUIET_IMAGE: ReadonlySet<string> = new Set(['save', 'push', 'pull-error', 'mount', 'unmount']);

const MADE_OR_REMOVED: ReadonlySet<string> = new Set(['create', 'remove', 'start']);

export interface Follower {
  /** An event is in the journal: what it leaves untold is asked for, once, and only that. */
  event(event: EngineEventEntry): void;
  /** A fact is in the journal: it tells which events will leave something untold. */
  fact(fact: Fact): void;
  /** These containers are on screen: what no list tells of them is asked for, once. */
  show(ids: readonly string[]): void;
  /** A command of this app is over. */
  acted(): void;
}

export function createFollower(
  kind: 'docker' | 'podman',
  { lookups, relists, gauges }: { lookups: Lookups; relists: Relists; gauges: Gauges },
  signal: AbortSignal,
): Follower {
  /** Containers whose end no event tells truly: a label shadows the code, or a restart may follow. */
  const asksAtEnd = new Set<string>();
  /** Containers that have been looked up: once is enough until they start again. */
  const asked = new Set<string>();
  const alive = new Set<string>();
  /** Networks that each is plugged into: its end pulls each plug once, what is pulled besides was pulled by hand. */
  const plugs = new Map<string, Set<string>>();
  /** Plugged in, and not started yet. */
  const starting = new Set<string>();
  /** Images whose layers are known or asked for. */
  let layered = new Set<string>();
  let networks: ReadonlySet<string> | null = null;

  function lookUp(id: string): void {
    asked.add(id);
    lookups.container(containerId(id), 0);
  }

  function container(event: EngineEventEntry, verb: string): void {
    const { id } = event;
    switch (verb) {
      case 'create':
        // `create` has no such attribute of its own: here it can only be a label.
        if (event.attributes['exitCode'] !== undefined) asksAtEnd.add(id);
        break;
      case 'start':
        alive.add(id);
        starting.delete(id);
        // One start costs one inspect: its PID and ports are told by nothing else.
        lookUp(id);
        break;
      case 'die':
      case 'died':
        alive.delete(id);
        // What a label shadows, and whether a restart is waited for, only inspect tells.
        if (asksAtEnd.has(id) || !asked.has(id)) lookUp(id);
        gauges.changed(id);
        break;
      case 'rename':
        lookups.doubt(containerId(id));
        break;
      case 'update':
        lookUp(id);
        break;
      case 'commit':
        // An image without a name: no event of images tells of it.
        lookups.image(event.attributes['imageID'] ?? '', 0);
        relists.soon('images');
        break;
      case 'destroy':
      case 'remove':
        gauges.forget(id);
        for (const known of [asked, asksAtEnd, alive, plugs, starting]) known.delete(id);
        // A build made it, and may end in an image without a name, which no event tells.
        if (event.attributes['image']?.startsWith('sha256:') === true) relists.soon('images');
    }
  }

  /** Plugs of one container. Which ports are open, and where an ended one belongs, only inspect tells. */
  function plug(event: EngineEventEntry, verb: string): void {
    const id = event.attributes['container'] ?? event.id;
    lookups.doubt(containerId(id));
    const name = event.attributes['name'] ?? '';
    const plugged = plugs.get(id) ?? new Set();
    plugs.set(id, plugged);
    const was = plugged.delete(name);
    if (verb === 'connect') plugged.add(name);
    if (verb === 'connect' && !alive.has(id)) starting.add(id);
    if (kind === 'podman') lookUp(id);
    else if (alive.has(id)) {
      if (verb === 'connect') lookUp(id);
      // Later engines unplug before they tell the end; only one that goes on was disconnected by hand.
      else setTimeout(() => alive.has(id) && !signal.aborted && lookUp(id), UNPLUG_WINDOW).unref();
    } else if (verb === 'disconnect' && (!was || starting.delete(id))) lookUp(id);
  }

  function image(event: EngineEventEntry, verb: string): void {
    if (QUIET_IMAGE.has(verb)) return;
    relists.doubt('images');
    if (verb === 'prune' || verb === 'load') {
      relists.now('images', verb);
      return;
    }
    // A step of a build makes an image that no list shows; the last one is named by a tag.
    if (verb !== 'create') lookups.image(event.id || (event.attributes['name'] ?? ''), 0);
    // An image without tags is in the list or not, by whether others stand on it: only the list tells.
    relists.soon('images');
  }

  return {
    event(event) {
      const verb = event.action.split(': ', 1)[0] ?? '';
      // Podman 4 makes and removes networks in silence: they are asked for when anything else is made or removed.
      if (kind === 'podman' && MADE_OR_REMOVED.has(verb)) relists.soon('networks');
      if (event.type === 'container') container(event, verb);
      else if (event.type === 'image') image(event, verb);
      else if (event.type === 'network' && (verb === 'connect' || verb === 'disconnect')) plug(event, verb);
      else if (event.type === 'network' || event.type === 'volume') {
        const part = event.type === 'network' ? 'networks' : 'volumes';
        relists.doubt(part);
        if (verb === 'prune') relists.now(part, 'prune');
        else if (event.type === 'network' && verb === 'create') relists.now(part, 'event');
      }
    },
    fact(fact) {
      if (fact.kind === 'detail' && fact.of === 'container' && fact.detail !== null) {
        if (fact.detail.policy !== 'no' || fact.detail.shadows.length > 0) asksAtEnd.add(fact.id);
        // Podman 4 tells of no network that is made; what is plugged into one tells that it is there.
        if (networks !== null && fact.detail.networks.some((name) => networks?.has(name) === false))
          relists.soon('networks');
      } else if (fact.kind === 'detail' && fact.of === 'image') {
        if (fact.detail === null) layered.delete(fact.id);
        else layered.add(fact.id);
      } else if (fact.kind === 'snapshot' && fact.part === 'containers') {
        for (const row of fact.items) {
          if (row.shadows.length > 0) asksAtEnd.add(row.id);
          if (row.state !== 'running' && row.state !== 'paused') continue;
          alive.add(row.id);
          plugs.set(row.id, new Set(row.networks));
        }
      } else if (fact.kind === 'snapshot' && fact.part === 'networks') {
        networks = new Set(fact.items.map((network) => network.name));
      } else if (fact.kind === 'snapshot' && fact.part === 'images') {
        for (const { id } of fact.items) if (!layered.has(id)) lookups.image(id, 1);
        layered = new Set(fact.items.map(({ id }) => id));
      }
    },
    show(ids) {
      for (const id of ids) if (!asked.has(id)) lookUp(id);
    },
    acted() {
      if (kind === 'podman') relists.soon('networks');
    },
  };
}
