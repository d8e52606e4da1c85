import { canonical, tryReference, withDefaultTag } from '../../docker/reference';
import type { EntryOf } from '../../journal/entry';
import type { Pull, PullLayer, World } from '../world';

const PHASES: Readonly<Record<string, PullLayer['phase']>> = {
  'Pulling fs layer': 'waiting',
  Waiting: 'waiting',
  Downloading: 'coming',
  'Verifying Checksum': 'arrived',
  'Download complete': 'arrived',
  Extracting: 'unpacking',
  'Pull complete': 'here',
  'Already exists': 'here',
};

/** A layer's id is 12 hexadecimal digits of its blob; the head line's id is the tag. */
const LAYER = /^[0-9a-f]{12}$/;

function step(layer: PullLayer, entry: EntryOf<'progress'>): PullLayer {
  const retrying = entry.status.startsWith('Retrying');
  const phase = retrying ? 'retrying' : (PHASES[entry.status] ?? layer.phase);
  const total = phase === 'coming' ? (entry.total ?? layer.total) : layer.total;
  const current =
    phase === 'coming'
      ? (entry.current ?? layer.current)
      : phase === 'retrying'
        ? 0
        : phase === 'waiting'
          ? layer.current
          : (total ?? layer.current);
  return {
    ...layer,
    phase,
    current,
    total,
    words: entry.status,
    before: layer.before || entry.status === 'Already exists',
  };
}

/** Folds one line of a pull's stream. Lines of one layer come in order; layers come in any. */
export function foldProgress(world: World, entry: EntryOf<'progress'>): World {
  if (entry.of !== 'pull') return world;
  const known = world.pulls.find((pull) => pull.exchange === entry.exchange);
  const pull: Pull = known ?? {
    exchange: entry.exchange,
    ref: entry.ref,
    layers: [],
    error: null,
    done: false,
  };
  let next = pull;
  if (entry.error !== null) next = { ...next, error: entry.error };
  if (LAYER.test(entry.layer)) {
    const index = next.layers.findIndex((layer) => layer.id === entry.layer);
    const before = next.layers[index] ?? {
      id: entry.layer,
      phase: 'waiting',
      before: false,
      current: 0,
      total: null,
      words: '',
    };
    const layer = step(before, entry);
    next = { ...next, layers: index < 0 ? [...next.layers, layer] : next.layers.with(index, layer) };
  }
  const pulls = known ? world.pulls.map((p) => (p === known ? next : p)) : [...world.pulls, next];
  return { ...world, pulls };
}

/** The stream ended. What was fetched stays in the picture until the image itself is told; what failed goes. */
export function endPull(world: World, exchange: Pull['exchange'], cut: boolean): World {
  if (!world.pulls.some((pull) => pull.exchange === exchange)) return world;
  const pulls = world.pulls.flatMap((pull): Pull[] => {
    if (pull.exchange !== exchange) return [pull];
    const fetched = !cut && pull.error === null && pull.layers.some((layer) => !layer.before);
    return fetched ? [{ ...pull, done: true }] : [];
  });
  return { ...world, pulls };
}

/** The image of a finished pull is on the shelf now. */
export function settlePulls(world: World, tags: readonly string[]): World {
  const names = new Set(tags.map(whole));
  const pulls = world.pulls.filter((pull) => !(pull.done && names.has(whole(pull.ref))));
  return pulls.length === world.pulls.length ? world : { ...world, pulls };
}

const whole = (reference: string): string => {
  const parsed = tryReference(reference);
  return parsed ? canonical(withDefaultTag(parsed)) : reference;
};
