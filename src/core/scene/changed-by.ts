import { containerId } from '../base/brand';
import type { Exchange, World } from '../world/world';
import { containerOf } from '../world/fold/commands';
import { changes } from '../world/fold/followed';
import type { Subject } from './marks';

/** Something that a request changed, as the picture knows it. */
export interface Changed {
  readonly kind: Subject['kind'];
  readonly id: string;
  readonly words: string;
}

/**
 * What a request changed: what its path and its answer name, and what the events that followed are about. In the order
 * of happening, each once; empty for a request that only asks.
 */
export function changedBy(exchange: Exchange, world: World): readonly Changed[] {
  if (!changes(exchange) || (exchange.status !== null && exchange.status >= 400)) return [];
  const found = new Map<string, Changed>();
  const add = (kind: Changed['kind'], id: string, name: string): void => {
    const key = `${kind} ${id}`;
    if (id !== '' && !found.has(key)) found.set(key, { kind, id, words: `${kind} ${name}` });
  };
  const container = containerOf(exchange);
  if (container !== null)
    add('container', container, world.containers.get(container)?.name ?? container.slice(0, 12));
  for (const { type, id, name } of exchange.followed) {
    if (type === 'container')
      add('container', id, world.containers.get(containerId(id))?.name ?? (name || id.slice(0, 12)));
    else if (type === 'network') add('network', name || id, name || id.slice(0, 12));
    else if (type === 'volume') add('volume', id, id);
    else if (type === 'image') {
      const image = world.images
        .values()
        .find((each) => each.id === id || each.tags.some((tag) => tag === id || tag.endsWith(`/${id}`)));
      add('image', image?.id ?? id, image?.tags[0] ?? (name || id));
    }
  }
  return [...found.values()];
}
