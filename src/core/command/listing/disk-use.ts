import { flag, list, number, object, text, type Obj } from '../../base/read';
import { formatSizeFine } from '../../docker/size';
import type { Row } from './listing';

/** `121.3MB (96%)`; the percent is cut off, and left out where there is nothing. */
function reclaimable(bytes: number, of: number): string {
  return of > 0
    ? `${formatSizeFine(bytes)} (${String(Math.trunc((bytes * 100) / of))}%)`
    : formatSizeFine(bytes);
}

const row = (type: string, total: number, active: number, size: number, reclaim: string): Row => ({
  Type: type,
  TotalCount: String(total),
  Active: String(active),
  Size: formatSizeFine(size),
  Reclaimable: reclaim,
});

const sum = (items: readonly Obj[], bytes: (item: Obj) => number): number =>
  items.reduce((total, item) => total + Math.max(0, bytes(item)), 0);

const all = (usage: Obj, field: string): readonly Obj[] => list(usage[field]).map(object);

/** Layers that several images share count once, so what is free is counted from what is not. */
function imagesRow(usage: Obj): Row {
  const images = all(usage, 'Images');
  const used = images.filter((image) => number(image['Containers']) !== 0);
  const known = used.filter((image) => number(image['Size']) !== -1 && number(image['SharedSize']) !== -1);
  const size = number(usage['LayersSize']);
  const taken = sum(known, (image) => number(image['Size']) - number(image['SharedSize']));
  const active = images.filter((image) => number(image['Containers']) > 0).length;
  return row('Images', images.length, active, size, reclaimable(size - taken, size));
}

const runs = (container: Obj): boolean =>
  ['running', 'paused', 'restarting'].some((state) => text(container['State']).includes(state));

function containersRow(usage: Obj): Row {
  const containers = all(usage, 'Containers');
  const size = sum(containers, (each) => number(each['SizeRw']));
  const idle = containers.filter((each) => !runs(each));
  const free = sum(idle, (each) => number(each['SizeRw']));
  return row('Containers', containers.length, containers.length - idle.length, size, reclaimable(free, size));
}

function volumesRow(usage: Obj): Row {
  const uses = all(usage, 'Volumes').map((volume) => object(volume['UsageData']));
  const size = sum(uses, (use) => number(use['Size']));
  const idle = uses.filter((use) => number(use['RefCount']) === 0);
  const active = uses.filter((use) => number(use['RefCount']) > 0).length;
  const free = sum(idle, (use) => number(use['Size']));
  return row('Local Volumes', uses.length, active, size, reclaimable(free, size));
}

/** Bytes of the build cache that no image shares. */
export const cacheSize = (usage: Obj): number =>
  sum(
    all(usage, 'BuildCache').filter((each) => !flag(each['Shared'])),
    (each) => number(each['Size']),
  );

function cacheRow(usage: Obj): Row {
  const parts = all(usage, 'BuildCache');
  const used = parts.filter((part) => flag(part['InUse']));
  const own = used.filter((part) => !flag(part['Shared']));
  const size = cacheSize(usage);
  const free = size - sum(own, (part) => number(part['Size']));
  return row('Build Cache', parts.length, used.length, size, formatSizeFine(free));
}

/** The rows of `docker system df`, from the answer of GET /system/df. */
export const diskUseRows = (usage: Obj): readonly Row[] => [
  imagesRow(usage),
  containersRow(usage),
  volumesRow(usage),
  cacheRow(usage),
];

export const DISK_TITLES: Readonly<Record<string, string>> = {
  Type: 'TYPE',
  TotalCount: 'TOTAL',
  Active: 'ACTIVE',
  Size: 'SIZE',
  Reclaimable: 'RECLAIMABLE',
};
