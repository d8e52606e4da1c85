/** Rename, update, top, prune. */
import { number, object, text, type Obj } from '../../../core/base/read';
import { sizeOfWritable } from '../files/writable';
import { filtersOf, hasLabels, neededBody, param } from '../reading';
import { ok, empty } from '../route';
import { CPUS } from '../system/machine';
import { fromTimestamp, SECOND, type Nanos } from '../text/time';
import { parseDuration } from '../../../core/docker/duration';
import { Refused, type Turn } from '../turn';
import type { ApiRequest, Filters, Reply } from '../wire';
import type { Container } from './container';
import { checkName } from './create';
import { findContainer, isLive, needLive } from './find';
import { checkHostConfig } from './host-config';
import { removeContainer } from './remove';
import { tellContainer } from './tell';

/** The engine tells of a bad new name with its slash. */
function newName(turn: Turn, name: string): string {
  try {
    return checkName(turn.model, name);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const words = error.message.replace(`(${name})`, `(/${name.replace(/^\//, '')})`);
    throw new Refused(error.status, `Error when allocating new name: ${words}`);
  }
}

export function rename(turn: Turn, request: ApiRequest, asked: string): Reply {
  const container = findContainer(turn.model, asked);
  const name = param(request, 'name');
  if (name === '') throw new Refused(400, 'Neither old nor new names may be empty');
  if (name.replace(/^\//, '') === container.name) {
    throw new Refused(400, 'Renaming a container with the same name as its current name');
  }
  const next = newName(turn, name);
  turn.change({ names: turn.model.names.delete(container.name).set(next, container.id) });
  tellContainer(turn, turn.put(container.id, { name: next }), 'rename', { oldName: `/${container.name}` });
  return empty(204);
}

const UPDATABLE = [
  'BlkioWeight',
  'CpuShares',
  'CpuPeriod',
  'CpuQuota',
  'CpusetCpus',
  'CpusetMems',
  'Memory',
  'MemoryReservation',
  'MemorySwap',
  'NanoCpus',
  'CpuRealtimePeriod',
  'CpuRealtimeRuntime',
  'PidsLimit',
];

export function update(turn: Turn, request: ApiRequest, name: string): Reply {
  const body = neededBody(request);
  const container = findContainer(turn.model, name);
  const next: Record<string, unknown> = { ...container.hostConfig };
  for (const key of UPDATABLE) {
    const value = body[key];
    if (value !== undefined && value !== null && value !== 0 && value !== '') next[key] = value;
  }
  const policy = object(body['RestartPolicy']);
  if (text(policy['Name']) !== '') {
    if (container.hostConfig['AutoRemove'] === true && text(policy['Name']) !== 'no') {
      throw new Refused(
        400,
        'Restart policy cannot be updated because AutoRemove is enabled for the container',
      );
    }
    next['RestartPolicy'] = {
      Name: text(policy['Name']),
      MaximumRetryCount: number(policy['MaximumRetryCount']),
    };
  }
  checkHostConfig({ ...next, MemorySwap: 0 }, CPUS);
  const swap = number(container.hostConfig['MemorySwap']);
  if (number(body['Memory']) > swap && number(body['MemorySwap']) === 0) {
    throw new Refused(
      409,
      `Cannot update container ${container.id}: Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time`,
    );
  }
  tellContainer(turn, turn.put(container.id, { hostConfig: next }), 'update');
  return ok({ Warnings: null });
}

export function top(turn: Turn, request: ApiRequest, name: string): Reply {
  const container = findContainer(turn.model, name);
  needLive(container);
  tellContainer(turn, container, 'top');
  return { kind: 'top', container: container.id, psArgs: param(request, 'ps_args') };
}

/** `until` of a prune: a time, or a span that counts back from now. */
export function untilOf(filters: Filters, now: Nanos): Nanos | null {
  const asked = filters.get('until')?.[0];
  if (asked === undefined) return null;
  const span = parseDuration(asked);
  if (span !== null) return now - (BigInt(Math.round(span)) * SECOND) / 1000n;
  const at = fromTimestamp(asked);
  if (at === null) throw new Refused(400, `parsing time "${asked}" as "2006-01-02T15:04:05": cannot parse`);
  return at;
}

/** Whether `label` and `label!` let it be pruned. */
export const prunable = (labels: Obj | null, filters: Filters): boolean =>
  hasLabels(labels, filters.get('label') ?? []) &&
  !(filters.get('label!') ?? []).some((one) => hasLabels(labels, [one]));

export function prune(turn: Turn, request: ApiRequest): Reply {
  const filters = filtersOf(request, ['label', 'label!', 'until']);
  const until = untilOf(filters, turn.now);
  const meant = turn.model.containers
    .values()
    .filter((one: Container) => !isLive(one) && one.status !== 'restarting' && !one.starting)
    .filter((one) => until === null || one.created < until)
    .filter((one) => prunable(object(one.config['Labels']), filters))
    .sort((a, b) => (a.created < b.created ? -1 : 1));
  let reclaimed = 0;
  for (const one of meant) {
    reclaimed += sizeOfWritable(one.writable);
    removeContainer(turn, one.id, true);
  }
  turn.tell('container', 'prune', '', { reclaimed: String(reclaimed) });
  return ok({
    ContainersDeleted: meant.length > 0 ? meant.map((one) => one.id) : null,
    SpaceReclaimed: reclaimed,
  });
}

/** `docker rm --link alias`: links of the first bridge are old, and none are kept here. */
export function removeLink(turn: Turn, name: string): Reply {
  findContainer(turn.model, name.split('/')[0] ?? '');
  throw new Refused(500, `Could not get parent for ${name}: links are not kept by the practice engine`);
}
