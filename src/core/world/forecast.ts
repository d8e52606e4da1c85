import { containerId, engineMs, exchangeId, imageId, type ContainerId, type ImageId } from '../base/brand';
import { familiar, tryReference, withDefaultTag } from '../docker/reference';
import type { ContainerState, Mount, Port } from '../journal/facts';
import { blankContainer } from './fold/containers';
import type { Container, Network, Pull, Volume, World } from './world';

/** A container that a command would make. */
export interface ForeseenContainer {
  /** Empty: the engine makes one up. */
  readonly name: string;
  readonly image: string;
  readonly command: string;
  readonly state: ContainerState;
  readonly ports: readonly Port[];
  readonly mounts: readonly Mount[];
  readonly networks: readonly string[];
  /** bytes; 0: no limit */
  readonly memoryLimit: number;
  /** It goes as soon as its program ends. */
  readonly goes: boolean;
}

/** What would become of something that is there. */
export type Change =
  | { readonly of: 'container'; readonly id: ContainerId; readonly becomes: ContainerState | 'gone' }
  | { readonly of: 'container'; readonly id: ContainerId; readonly words: string }
  | { readonly of: 'image'; readonly id: ImageId; readonly becomes: 'gone' }
  | { readonly of: 'image'; readonly id: ImageId; readonly words: string }
  | { readonly of: 'network' | 'volume'; readonly id: string; readonly becomes: 'gone' };

/** What a command would do to the machine, as far as the world tells. Nothing of it has happened. */
export interface Forecast {
  readonly containers: readonly ForeseenContainer[];
  /** Familiar names of images that would be fetched. */
  readonly fetches: readonly string[];
  /** Names of images that would be made: built or committed. */
  readonly images: readonly string[];
  readonly networks: readonly string[];
  readonly volumes: readonly string[];
  readonly changes: readonly Change[];
  /** What the engine would say against it; null: nothing that is known here. */
  readonly against: string | null;
}

export const NOTHING: Forecast = {
  containers: [],
  fetches: [],
  images: [],
  networks: [],
  volumes: [],
  changes: [],
  against: null,
};

/** Ids of what is only foreseen begin so; no engine gives such ids. */
export const GHOST = 'ghost-';
export const isGhost = (id: string): boolean => id.startsWith(GHOST);

/** The world as it would look with what the command makes. What it would end or remove is left where it is. */
export function withForecast(world: World, forecast: Forecast): World {
  let { containers, networks, volumes } = world;
  // Behind all that are there: a layout in order of age gives the new one the last place.
  const last = Math.max(0, ...world.containers.values().map((c) => c.created));
  forecast.containers.forEach((made, i) => {
    const ghost = ghostContainer(made, i, last + 1 + i, world);
    containers = containers.set(ghost.id, ghost);
  });
  const pulls = [...forecast.fetches, ...forecast.images].map(ghostPull);
  forecast.networks.forEach((name) => {
    const network: Network = {
      id: GHOST + name,
      name,
      driver: 'bridge',
      internal: false,
      subnet: null,
      talks: true,
      project: null,
    };
    networks = networks.set(network.id, network);
  });
  forecast.volumes.forEach((name) => {
    const volume: Volume = { name, driver: 'local', project: null };
    if (!volumes.has(name)) volumes = volumes.set(name, volume);
  });
  return { ...world, containers, networks, volumes, pulls: [...world.pulls, ...pulls] };
}

/** An image to be stands where one that is on its way would stand. */
const ghostPull = (ref: string): Pull => ({
  exchange: exchangeId(GHOST + ref),
  ref,
  layers: [{ id: GHOST, phase: 'waiting', before: false, current: 0, total: null, words: '' }],
  error: null,
  done: false,
});

function ghostContainer(made: ForeseenContainer, i: number, created: number, world: World): Container {
  const lit = made.state === 'running';
  const image = world.images.values().find((each) => each.tags.includes(made.image));
  return {
    ...blankContainer(containerId(`${GHOST}container-${String(i)}`), engineMs(created)),
    name: made.name,
    image: made.image,
    imageId: image?.id ?? imageId(''),
    command: made.command,
    state: made.state,
    ports: made.ports,
    mounts: made.mounts,
    networks: made.networks,
    plugged: lit,
    mounted: lit,
    memoryLimit: made.memoryLimit,
  };
}

/**
 * What of a forecast has not come true in a world yet: what is really there is no ghost any more.
 * @param before the world when the command was entered
 */
export function stillToCome(forecast: Forecast, before: World, now: World): Forecast {
  const fresh = now.containers.values().filter((c) => !before.containers.has(c.id));
  const names = new Set(now.images.values().flatMap((image) => image.tags));
  const coming = new Set([...now.pulls, ...now.builds].map((each) => familiarOf(each.ref)));
  const isThere = (name: string): boolean => names.has(name) || coming.has(name);
  return {
    ...forecast,
    containers: forecast.containers.slice(fresh.length),
    fetches: forecast.fetches.filter((name) => !isThere(name)),
    images: forecast.images.filter((name) => !isThere(name)),
    networks: forecast.networks.filter(
      (name) => !now.networks.values().some((network) => network.name === name),
    ),
    volumes: forecast.volumes.filter((name) => !now.volumes.has(name)),
    changes: forecast.changes.filter((change) => !hasHappened(change, before, now)),
  };
}

const familiarOf = (ref: string): string => {
  const reference = tryReference(ref);
  return reference === null ? ref : familiar(withDefaultTag(reference));
};

function hasHappened(change: Change, before: World, now: World): boolean {
  if (change.of === 'container') {
    const [was, is] = [before.containers.get(change.id), now.containers.get(change.id)];
    return is === undefined || is.state !== was?.state || is.stopping !== null || is.name !== was.name;
  }
  if (change.of === 'image') {
    const is = now.images.get(change.id);
    return is === undefined || is.tags !== before.images.get(change.id)?.tags;
  }
  return change.of === 'network' ? !now.networks.has(change.id) : !now.volumes.has(change.id);
}

export const isEmpty = (forecast: Forecast): boolean =>
  [
    forecast.containers,
    forecast.fetches,
    forecast.images,
    forecast.networks,
    forecast.volumes,
    forecast.changes,
  ].every((part) => part.length === 0);
