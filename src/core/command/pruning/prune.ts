import { list, number, object, text, texts, type Obj } from '../../base/read';
import { formatSizeFine } from '../../docker/size';
import { readFilters } from '../listing/filters';
import type { Sub } from '../program';
import { expectOk } from '../says';
import { ask, out, print } from '../steps';

/** What one prune removed. */
export interface Pruned {
  /** bytes */
  readonly freed: number;
  /** What was removed, line by line, with a title; empty when nothing was. */
  readonly said: string;
}

type More = readonly (readonly [string, string])[];

function* removed(path: string, filters: readonly string[], more: More = []): Sub<Obj> {
  const wanted = readFilters(filters, more);
  const query = wanted === undefined ? {} : { query: { filters: wanted } };
  return object(expectOk(yield* ask({ method: 'POST', path, ...query, slow: true })).json);
}

const listed = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : [title, ...lines].map((each) => `${each}\n`).join('');

export function* pruneContainers(filters: readonly string[]): Sub<Pruned> {
  const answer = yield* removed('/containers/prune', filters);
  const said = listed('Deleted Containers:', texts(answer['ContainersDeleted']));
  return { freed: number(answer['SpaceReclaimed']), said };
}

/** Networks take no room. */
export function* pruneNetworks(filters: readonly string[]): Sub<Pruned> {
  const answer = yield* removed('/networks/prune', filters);
  return { freed: 0, said: listed('Deleted Networks:', texts(answer['NetworksDeleted'])) };
}

/** @param all named ones as well, on an engine that tells them apart (API 1.42) */
export function* pruneVolumes(filters: readonly string[], all: boolean): Sub<Pruned> {
  const answer = yield* removed('/volumes/prune', filters, all ? [['all', 'true']] : []);
  const said = listed('Deleted Volumes:', texts(answer['VolumesDeleted']));
  return { freed: number(answer['SpaceReclaimed']), said };
}

/** @param all every image that no container was made from, not only those without a name */
export function* pruneImages(filters: readonly string[], all: boolean): Sub<Pruned> {
  const answer = yield* removed('/images/prune', filters, [['dangling', String(!all)]]);
  const lines = list(answer['ImagesDeleted'])
    .map(object)
    .map((each) =>
      text(each['Untagged']) === ''
        ? `deleted: ${text(each['Deleted'])}`
        : `untagged: ${text(each['Untagged'])}`,
    );
  return { freed: number(answer['SpaceReclaimed']), said: listed('Deleted Images:', lines) };
}

/** Unlike the others it always sends its filters, empty ones too. */
export function* pruneBuildCache(filters: readonly string[], all: boolean): Sub<Pruned> {
  const answer = object(
    expectOk(
      yield* ask({
        method: 'POST',
        path: '/build/prune',
        query: { ...(all ? { all: '1' } : {}), filters: readFilters(filters) ?? '' },
        slow: true,
      }),
    ).json,
  );
  const said = listed('Deleted build cache objects:', texts(answer['CachesDeleted']));
  return { freed: number(answer['SpaceReclaimed']), said };
}

/** What was removed, a blank line, and how much room that made. */
export function* tellPruned(parts: readonly Pruned[]): Sub<void> {
  for (const { said } of parts) if (said !== '') yield* print('stdout', `${said}\n`);
  const freed = parts.reduce((total, part) => total + part.freed, 0);
  yield* out(`Total reclaimed space: ${formatSizeFine(freed)}`);
}
