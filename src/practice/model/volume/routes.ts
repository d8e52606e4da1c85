import { object, text, type Obj } from '../../../core/base/read';
import { sizeOfWritable } from '../files/writable';
import { prunable } from '../container/manage';
import { atLeast, bodyObject, filtersOf, hasLabels, paramFlag } from '../reading';
import { answer, empty, ok } from '../route';
import type { Model, Volume } from '../state';
import { isoSeconds } from '../text/time';
import { Refused, type Turn } from '../turn';
import type { ApiRequest, Reply } from '../wire';
import { makeVolume } from './make';

const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;

export function shownVolume(volume: Volume): Obj {
  return {
    CreatedAt: isoSeconds(volume.created),
    Driver: 'local',
    Labels: volume.labels,
    Mountpoint: `/var/lib/docker/volumes/${volume.name}/_data`,
    Name: volume.name,
    Options: volume.options,
    Scope: 'local',
  };
}

/** Ids of the containers that use a volume. */
export const usersOf = (model: Model, name: string): readonly string[] =>
  model.containers
    .values()
    .filter((one) => one.mounts.some((mount) => mount.type === 'volume' && mount.source === name))
    .map((one) => one.id)
    .sort();

function find(model: Model, name: string): Volume {
  const volume = model.volumes.get(name);
  if (!volume) throw new Refused(404, `get ${name}: no such volume`);
  return volume;
}

export function listVolumes(turn: Turn, request: ApiRequest): Reply {
  const filters = filtersOf(request, ['dangling', 'driver', 'label', 'name']);
  const some = (key: string, test: (value: string) => boolean): boolean => {
    const values = filters.get(key) ?? [];
    return values.length === 0 || values.some(test);
  };
  const volumes = turn.model.volumes
    .values()
    .filter((one) => some('name', (value) => one.name.includes(value)))
    .filter(() => some('driver', (value) => value === 'local'))
    .filter((one) =>
      some(
        'dangling',
        (value) => (value === 'true' || value === '1') === (usersOf(turn.model, one.name).length === 0),
      ),
    )
    .filter((one) => hasLabels(one.labels, filters.get('label') ?? []))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return ok({ Volumes: volumes.map(shownVolume), Warnings: null });
}

export const inspectVolume = (turn: Turn, name: string): Reply => ok(shownVolume(find(turn.model, name)));

export function createVolume(turn: Turn, request: ApiRequest): Reply {
  const body = bodyObject(request) ?? {};
  const asked = text(body['Name']);
  const driver = text(body['Driver']) || 'local';
  if (driver !== 'local') {
    throw new Refused(
      404,
      `create ${asked}: error looking up volume plugin ${driver}: plugin "${driver}" not found`,
    );
  }
  if (asked !== '' && !NAME.test(asked)) {
    throw new Refused(
      400,
      `create ${asked}: "${asked}" includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path`,
    );
  }
  const given = (key: string): Obj | null => {
    const value = body[key];
    return value === undefined || value === null ? null : object(value);
  };
  const labels = given('Labels');
  const options = given('DriverOpts');
  if (options && options['type'] !== undefined && options['device'] === undefined) {
    throw new Refused(400, `create ${asked}: missing required option: "device"`);
  }
  const anonymous = asked === '';
  const name = anonymous ? turn.id() : asked;
  const mark = anonymous && atLeast(request, '1.42') ? { 'com.docker.volume.anonymous': '' } : {};
  const volume = makeVolume(turn, name, {
    labels: labels || Object.keys(mark).length > 0 ? { ...labels, ...mark } : null,
    options: options && Object.keys(options).length > 0 ? options : null,
    anonymous,
  });
  return answer(201, shownVolume(volume));
}

export function removeVolume(turn: Turn, request: ApiRequest, name: string): Reply {
  if (!turn.model.volumes.has(name) && paramFlag(request, 'force')) return empty(204);
  find(turn.model, name);
  const users = usersOf(turn.model, name);
  if (users.length > 0) {
    throw new Refused(409, `remove ${name}: volume is in use - [${users.join(', ')}]`);
  }
  turn.change({ volumes: turn.model.volumes.delete(name) });
  turn.tell('volume', 'destroy', name, { driver: 'local' });
  return empty(204);
}

/** From 1.42 on only volumes without a name go, unless `all` is asked for. */
export function pruneVolumes(turn: Turn, request: ApiRequest): Reply {
  const filters = filtersOf(request, ['label', 'label!', 'all']);
  const all =
    !atLeast(request, '1.42') || (filters.get('all') ?? []).some((one) => one === 'true' || one === '1');
  const meant = turn.model.volumes
    .values()
    .filter((one) => (all || one.anonymous) && usersOf(turn.model, one.name).length === 0)
    .filter((one) => prunable(one.labels, filters))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const reclaimed = meant.reduce((sum, one) => sum + sizeOfWritable(one.files), 0);
  let { volumes } = turn.model;
  for (const one of meant) volumes = volumes.delete(one.name);
  turn.change({ volumes });
  turn.tell('volume', 'prune', '', { reclaimed: String(reclaimed) });
  return ok({
    VolumesDeleted: meant.length > 0 ? meant.map((one) => one.name) : null,
    SpaceReclaimed: reclaimed,
  });
}
