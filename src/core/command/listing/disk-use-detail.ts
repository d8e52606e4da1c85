import { flag, list, number, object, text, type Obj } from '../../base/read';
import { humanDuration } from '../../docker/duration';
import { formatSizeFine } from '../../docker/size';
import { formatTable } from '../../docker/table';
import { CONTAINER_TITLES, containerRow } from './container-row';
import { cacheSize } from './disk-use';
import { IMAGE_TITLES, imageRows } from './image-rows';
import type { Row } from './listing';

function table(
  rows: readonly Row[],
  columns: readonly string[],
  titles: Readonly<Record<string, string>>,
): string {
  const header = columns.map((column) => titles[column] ?? column);
  return formatTable([header, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]);
}

/** One line for an image, whatever the number of its names. */
function images(usage: Obj, now: number): string {
  const rows = list(usage['Images']).flatMap((image) => imageRows(image, false, false, now).slice(0, 1));
  const columns = [
    'Repository',
    'Tag',
    'ID',
    'CreatedSince',
    'Size',
    'SharedSize',
    'UniqueSize',
    'Containers',
  ];
  return table(rows, columns, IMAGE_TITLES);
}

/** The size is the container's own alone. */
function containers(usage: Obj, now: number): string {
  const rows = list(usage['Containers']).map((item) =>
    containerRow({ ...object(item), SizeRootFs: 0 }, false, now),
  );
  const columns = ['ID', 'Image', 'Command', 'LocalVolumes', 'Size', 'RunningFor', 'Status', 'Names'];
  return table(rows, columns, CONTAINER_TITLES);
}

function volumes(usage: Obj): string {
  const rows = list(usage['Volumes']).map((item): Row => {
    const volume = object(item);
    const use = object(volume['UsageData']);
    return {
      Name: text(volume['Name']),
      Links: String(number(use['RefCount'])),
      Size: formatSizeFine(number(use['Size'])),
    };
  });
  return table(rows, ['Name', 'Links', 'Size'], { Name: 'VOLUME NAME', Links: 'LINKS', Size: 'SIZE' });
}

const ID_WIDTH = 12;

function cache(usage: Obj, now: number): string {
  const since = (value: unknown) => {
    const at = Date.parse(text(value));
    return Number.isNaN(at) ? '' : `${humanDuration(now - at)} ago`;
  };
  const rows = list(usage['BuildCache']).map((item): readonly string[] => {
    const part = object(item);
    return [
      text(part['ID']).slice(0, ID_WIDTH) + (flag(part['InUse']) ? '*' : ''),
      text(part['Type']),
      formatSizeFine(number(part['Size'])),
      since(part['CreatedAt']),
      since(part['LastUsedAt']),
      String(number(part['UsageCount'])),
      String(flag(part['Shared'])),
    ];
  });
  return formatTable([
    ['CACHE ID', 'CACHE TYPE', 'SIZE', 'CREATED', 'LAST USED', 'USAGE', 'SHARED'],
    ...rows,
  ]);
}

/** All of `docker system df -v`, from the answer of GET /system/df. @param now milliseconds since 1970 */
export const diskUseDetail = (usage: Obj, now: number): string =>
  [
    `Images space usage:\n\n${images(usage, now)}`,
    `Containers space usage:\n\n${containers(usage, now)}`,
    `Local Volumes space usage:\n\n${volumes(usage)}`,
    `Build cache usage: ${formatSizeFine(cacheSize(usage))}\n\n${cache(usage, now)}`,
  ].join('\n');
