import { familiar, tryReference, withDefaultTag } from '../../docker/reference';
import type { Port } from '../../journal/facts';
import { hasProcess, type Container, type Image, type Network, type World } from '../../world/world';

/** The familiar name with its tag, as lists show it: `nginx:latest`. */
export function fullName(typed: string): string {
  const reference = tryReference(typed);
  return reference === null ? typed : familiar(withDefaultTag(reference));
}

/** What a name or the beginning of an id means, as the engine would find it. */
export interface Lookups {
  container(name: string): Container | undefined;
  image(name: string): Image | undefined;
  network(name: string): Network | undefined;
  /** The container that has a port of this machine already. */
  holder(port: Port): Container | undefined;
}

/** Signs of an id from which on it is looked for: fewer are more likely a name that is being typed. */
const SHORTEST = 3;

export function lookups(world: World): Lookups {
  const begins = (id: string, typed: string): boolean =>
    typed.length >= SHORTEST && id.replace('sha256:', '').startsWith(typed.replace('sha256:', ''));
  const named = (name: string): Container | undefined =>
    world.containers.values().find((c) => c.name === name.replace(/^\//, ''));
  return {
    container: (name) => named(name) ?? world.containers.values().find((c) => begins(c.id, name)),
    image: (name) =>
      world.images
        .values()
        .find((each) => each.tags.includes(fullName(name)) || each.digests.includes(name)) ??
      world.images.values().find((each) => begins(each.id, name)),
    network: (name) =>
      world.networks.values().find((each) => each.name === name) ??
      world.networks.values().find((each) => begins(each.id, name)),
    holder: ({ outside, protocol }) =>
      outside === null
        ? undefined
        : world.containers
            .values()
            .find(
              (c) =>
                hasProcess(c) &&
                c.ports.some((port) => port.outside === outside && port.protocol === protocol),
            ),
  };
}
