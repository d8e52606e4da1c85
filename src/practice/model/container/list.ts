import { object, text, type Obj } from '../../../core/base/read';
import { sizeOfWritable } from '../files/writable';
import { tryImageId } from '../image/find';
import { atLeast, filtersOf, hasLabels, paramFlag, paramNumber } from '../reading';
import type { Model } from '../state';
import { toSeconds, type Nanos } from '../text/time';
import { Refused, type Turn } from '../turn';
import type { ApiRequest, Filters, Reply } from '../wire';
import type { Container } from './container';
import { isLive, tryContainer } from './find';
import { sizeOfLayers } from './inspect';
import { shownMount } from './mounts';
import { portList, shownNetworks } from './shown-network';
import { commandWords, statusWords } from './words';

const FILTERS = [
  'ancestor',
  'before',
  'exited',
  'id',
  'isolation',
  'label',
  'name',
  'status',
  'health',
  'since',
  'volume',
  'network',
  'is-task',
  'publish',
  'expose',
];
const STATES = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead'];

const health = (container: Container): string => container.health?.status ?? 'none';

/** Whether an image is another's ancestor: the same layers at its base. */
function descends(model: Model, container: Container, asked: string): boolean {
  if (container.image === asked) return true;
  const id = tryImageId(model, asked);
  if (id === undefined) return false;
  if (container.imageId === id) return true;
  for (
    let at = model.images.get(container.imageId);
    at && at.parent !== '';
    at = model.images.get(at.parent)
  ) {
    if (at.parent === id) return true;
  }
  return false;
}

/** `80`, `80/tcp`, `8000-8010/tcp` */
function coversPort(asked: string, port: number, type: string): boolean {
  const [range = '', kind = 'tcp'] = asked.split('/');
  const [from = 0, to = from] = range.split('-').map(Number);
  return kind === type && port >= from && port <= to;
}

type Test = (model: Model, container: Container, value: string) => boolean;

/** Values of one key are alternatives, but for labels. */
const TESTS: Readonly<Record<string, Test>> = {
  ancestor: descends,
  exited: (_, container, value) =>
    container.exitCode === Number(value) && !isLive(container) && container.startedAt !== null,
  id: (_, container, value) => container.id.startsWith(value) || container.id.includes(value),
  name: (_, container, value) => matches(value, container.name) || matches(value, `/${container.name}`),
  status: (_, container, value) => container.status === value,
  health: (_, container, value) => health(container) === value,
  volume: (_, container, value) =>
    container.mounts.some((one) => one.source === value || one.destination === value),
  network: (model, container, value) =>
    container.endpoints.some((one) => {
      const name = model.networks.get(one.networkId)?.name ?? one.network;
      return name === value || (one.networkId !== '' && one.networkId.startsWith(value));
    }),
  publish: (_, container, value) =>
    container.ports.some((one) => coversPort(value, one.hostPort, one.port.split('/')[1] ?? 'tcp')),
  expose: (_, container, value) =>
    Object.keys(object(container.config['ExposedPorts'])).some((port) => {
      const [number = '', type = 'tcp'] = port.split('/');
      return coversPort(value, Number(number), type);
    }),
};

function matches(pattern: string, name: string): boolean {
  try {
    return new RegExp(pattern).test(name);
  } catch {
    return name.includes(pattern);
  }
}

function checkFilters(filters: Filters): void {
  for (const value of filters.get('status') ?? []) {
    if (!STATES.includes(value)) throw new Refused(400, `Invalid filter 'status=${value}'`);
  }
  for (const value of filters.get('health') ?? []) {
    if (!['starting', 'healthy', 'unhealthy', 'none'].includes(value)) {
      throw new Refused(400, `Unrecognised filter value for health: ${value}`);
    }
  }
  for (const value of filters.get('exited') ?? []) {
    if (!/^-?\d+$/.test(value)) throw new Refused(500, `strconv.Atoi: parsing "${value}": invalid syntax`);
  }
}

/** A container that a list is to start before or after. */
function bound(model: Model, filters: Filters, key: string): Nanos | null {
  const asked = filters.get(key)?.[0];
  if (asked === undefined) return null;
  const found = tryContainer(model, asked);
  if (!found) throw new Refused(404, `No such container: ${asked}`);
  return found.created;
}

/** The containers that a list gives, newest first. */
export function chosen(model: Model, filters: Filters, all: boolean, limit: number): readonly Container[] {
  const before = bound(model, filters, 'before');
  const since = bound(model, filters, 'since');
  const everything =
    all || limit > 0 || ['status', 'exited', 'health', 'before', 'since'].some((key) => filters.has(key));
  const some = model.containers
    .values()
    .filter((container) => everything || isLive(container) || container.status === 'restarting')
    .filter((container) => before === null || container.created < before)
    .filter((container) => since === null || container.created > since)
    .filter((container) => hasLabels(object(container.config['Labels']), filters.get('label') ?? []))
    .filter((container) =>
      Object.entries(TESTS).every(([key, test]) => {
        const values = filters.get(key) ?? [];
        return values.length === 0 || values.some((value) => test(model, container, value));
      }),
    )
    .sort((a, b) => (a.created < b.created ? 1 : -1));
  return limit > 0 ? some.slice(0, limit) : some;
}

/** The image as a list names it: the reference asked for, or the id when that is another image's now. */
function imageWords(model: Model, container: Container): string {
  const now = tryImageId(model, container.image);
  return now === container.imageId || container.image === '' ? container.image : container.imageId;
}

export function listed(
  model: Model,
  container: Container,
  request: ApiRequest,
  now: Nanos,
  size: boolean,
): Obj {
  const own = sizeOfWritable(container.writable);
  return {
    Id: container.id,
    Names: [`/${container.name}`],
    Image: imageWords(model, container),
    ImageID: container.imageId,
    Command: commandWords(container),
    Created: toSeconds(container.created),
    Ports: portList(container),
    ...(size
      ? { ...(own > 0 ? { SizeRw: own } : {}), SizeRootFs: own + sizeOfLayers(model, container.layers) }
      : {}),
    Labels: object(container.config['Labels']),
    State: container.status,
    Status: statusWords(container, now),
    HostConfig: { NetworkMode: text(container.hostConfig['NetworkMode']) },
    NetworkSettings: { Networks: shownNetworks(model, container, atLeast(request, '1.44')) },
    Mounts: container.mounts.filter((one) => one.type !== 'tmpfs' || one.byMount).map(shownMount),
  };
}

export function list(turn: Turn, request: ApiRequest): Reply {
  const filters = filtersOf(request, FILTERS);
  checkFilters(filters);
  const limit = paramNumber(request, 'limit') ?? 0;
  const size = paramFlag(request, 'size');
  const some = chosen(turn.model, filters, paramFlag(request, 'all'), Math.max(0, limit));
  const json = some.map((one) => listed(turn.model, one, request, turn.now, size));
  return { kind: 'answer', answer: { status: 200, body: { json } } };
}
