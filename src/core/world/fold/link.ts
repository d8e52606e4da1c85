import { emptyTable } from '../../base/table';
import type { EntryOf } from '../../journal/entry';
import type { World } from '../world';

/** The link to the engine turned over. */
export function foldLink(world: World, entry: EntryOf<'link'>): World {
  const at = anotherEngine(world, entry) ? bare(world) : world;
  const link = { state: entry.state, endpoint: entry.endpoint, diagnosis: entry.diagnosis, since: entry.at };
  const engine = entry.facts ?? at.engine;
  // What is on its way ends with the link; the last picture stays until a snapshot replaces it.
  const gone = entry.state === 'lost' || entry.state === 'absent';
  const real = entry.state === 'live' && engine?.practice !== true;
  const known =
    entry.state === 'live' ? { containers: false, images: false, networks: false, volumes: false } : at.known;
  return {
    ...at,
    link,
    engine,
    known,
    pulls: gone ? [] : at.pulls,
    builds: gone ? [] : at.builds,
    missing: entry.state === 'absent' ? entry.diagnosis : real ? null : at.missing,
    found: real ? null : at.found,
  };
}

/** Another address is another engine: nothing of the one before may be taken for its own. */
const anotherEngine = (world: World, entry: EntryOf<'link'>): boolean =>
  world.link.endpoint !== null && world.link.endpoint.address !== entry.endpoint.address;

/** What is left when the engine is another one: this machine, and what was typed. */
const bare = (world: World): World => ({
  ...world,
  engine: null,
  known: { containers: false, images: false, networks: false, volumes: false },
  containers: emptyTable(),
  images: emptyTable(),
  networks: emptyTable(),
  volumes: emptyTable(),
  unknown: [],
  pulls: [],
  builds: [],
});
