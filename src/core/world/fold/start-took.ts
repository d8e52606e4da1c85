import type { EntryOf } from '../../journal/entry';
import type { Container, World } from '../world';

const START = /\/containers\/([^/?]+)\/start(?:\?|$)/;

/** 204: the process runs. A container that ran already (304) was not started. */
const STARTED = 204;

function named(world: World, name: string): Container | undefined {
  const all = world.containers.values();
  return all.find((c) => c.id === name || c.name === name) ?? all.find((c) => c.id.startsWith(name));
}

/** The engine answers a start when the process runs: the time of that answer is how long the start took. */
export function measureStart(world: World, entry: EntryOf<'exchange-answered'>): World {
  if (entry.status !== STARTED) return world;
  const exchange = world.commands.flatMap((c) => c.exchanges).find((e) => e.id === entry.exchange);
  const name = exchange?.method === 'POST' ? START.exec(exchange.path)?.[1] : undefined;
  const known = name === undefined ? undefined : named(world, decodeURIComponent(name));
  if (!known) return world;
  return {
    ...world,
    containers: world.containers.set(known.id, { ...known, startTook: entry.took }),
  };
}
