import { formatMemory } from '../../docker/size';
import { visible } from '../../docker/visible';
import { isGhost, type Change, type Forecast, type ForeseenContainer } from '../../world/forecast';
import type { World } from '../../world/world';

/** What a command would do, in a sentence or two for the line beside the prompt; null: it changes nothing. */
export function forecastWords(forecast: Forecast, world: World): string | null {
  const { against } = forecast;
  if (against !== null) return `Enter would be refused: ${shortly(visible(against))}`;
  const parts = [
    ...forecast.fetches.map((name) => `fetch ${visible(name)} from its registry`),
    ...forecast.networks.map((name) => `make the network ${visible(name)}`),
    ...forecast.volumes.map((name) => `make the volume ${visible(name)}`),
    ...forecast.images.map((name) => `make ${visible(name)}`),
    ...forecast.containers.map(containerWords),
    ...changesWords(forecast.changes, world),
  ];
  if (parts.length === 0) return null;
  const last = parts.at(-1) ?? '';
  const before = parts.slice(0, -1).join(', ');
  return `Enter will ${before === '' ? last : `${before}, then ${last}`}.`;
}

/** The engine's first sentence; ids as lists show them. */
function shortly(said: string): string {
  const ids = said.replace(/\b([0-9a-f]{12})[0-9a-f]{52}\b/g, '$1');
  return ids.replace(/^Conflict\. /, '').replace(/\. [A-Z].*$/, '.');
}

function containerWords(made: ForeseenContainer): string {
  const name = made.name === '' ? 'a container' : `the container ${visible(made.name)}`;
  const from = `from ${visible(made.image)}`;
  const details = asFits([
    ...made.ports
      .filter((port) => port.outside !== null)
      .map((port) => `port ${String(port.outside)} leads to ${String(port.inside)} inside`),
    ...made.mounts
      .filter((mount) => mount.source !== '')
      .map((mount) => `${visible(mount.source)} appears at ${visible(mount.target)}`),
    ...(made.memoryLimit > 0 ? [`at most ${formatMemory(made.memoryLimit)} of memory`] : []),
    ...(made.goes ? ['removed when its program ends'] : []),
  ]);
  const verb = made.state === 'running' ? 'make and start' : 'make';
  return `${verb} ${name} ${from}${details.length > 0 ? ` (${details.join('; ')})` : ''}`;
}

/** Signs of details beside a name; what is left out stands in the dashed box itself. */
const DETAILS = 60;

function asFits(details: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (const detail of details) if ([...kept, detail].join('; ').length <= DETAILS) kept.push(detail);
  return kept;
}

const BECOMES: Readonly<Record<string, string>> = {
  running: 'start',
  exited: 'stop',
  paused: 'pause',
  gone: 'remove',
};

/** Beyond so many, names are counted. */
const NAMED = 3;

function changesWords(changes: readonly Change[], world: World): readonly string[] {
  const groups = new Map<string, string[]>();
  const singles: string[] = [];
  for (const change of changes) {
    const name = nameOf(change, world);
    if ('words' in change) singles.push(`change ${name}: it ${change.words}`);
    else {
      const verb = BECOMES[change.becomes] ?? 'change';
      groups.set(verb, [...(groups.get(verb) ?? []), name]);
    }
  }
  const grouped = [...groups].map(([verb, names]) =>
    names.length <= NAMED
      ? `${verb} ${names.join(' and ')}`
      : `${verb} ${names.slice(0, NAMED - 1).join(', ')} and ${String(names.length - NAMED + 1)} more`,
  );
  return [...grouped, ...singles];
}

function nameOf(change: Change, world: World): string {
  if (change.of === 'container')
    return visible(world.containers.get(change.id)?.name ?? change.id.slice(0, 12));
  if (change.of === 'image') {
    const image = world.images.get(change.id);
    return visible(image?.tags[0] ?? change.id.replace('sha256:', '').slice(0, 12));
  }
  const name = change.of === 'network' ? (world.networks.get(change.id)?.name ?? change.id) : change.id;
  return `the ${change.of} ${visible(isGhost(name) ? '' : name)}`;
}
