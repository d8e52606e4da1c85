import { tableOf } from '../base/table';
import type { Container, Image, Network, Volume, World } from './world';

/**
 * A world as plain data: what a late client starts from when the journal's window no longer reaches back,
 * and what `cutaway world` prints.
 */
export type Checkpoint = Omit<World, 'containers' | 'images' | 'networks' | 'volumes'> & {
  readonly containers: readonly Container[];
  readonly images: readonly Image[];
  readonly networks: readonly Network[];
  readonly volumes: readonly Volume[];
};

const by =
  <T>(key: (value: T) => string) =>
  (a: T, b: T): number =>
    key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;

/** Sorted by id or name, so that two equal worlds give equal texts. */
export function toCheckpoint(world: World): Checkpoint {
  return {
    ...world,
    containers: world.containers.values().sort(by((c) => c.id)),
    images: world.images.values().sort(by((i) => i.id)),
    networks: world.networks.values().sort(by((n) => n.id)),
    volumes: world.volumes.values().sort(by((v) => v.name)),
  };
}

export function fromCheckpoint(checkpoint: Checkpoint): World {
  return {
    ...checkpoint,
    containers: tableOf(checkpoint.containers, (c) => c.id),
    images: tableOf(checkpoint.images, (i) => i.id),
    networks: tableOf(checkpoint.networks, (n) => n.id),
    volumes: tableOf(checkpoint.volumes, (v) => v.name),
  };
}
