import { list, number, object, text } from '../../base/read';
import { humanDuration } from '../../docker/duration';
import { formatPorts } from '../../docker/ports';
import { quoteGo } from '../../docker/quote';
import { familiar, tryReference } from '../../docker/reference';
import { shortId } from '../../docker/short-id';
import { formatSize } from '../../docker/size';
import { ellipsis } from '../../docker/width';
import type { Row } from './listing';
import { zonedTime } from './zoned-time';

const COMMAND_WIDTH = 20;

function imageCell(source: string, id: string, whole: boolean): string {
  if (source === '') return '<no image>';
  if (whole) return source;
  if (shortId(source) !== '' && shortId(source) === shortId(id)) return shortId(source);
  // The tag stays and the digest goes; a digest without a tag stays.
  const reference = tryReference(source);
  if (reference?.tag != null && reference.digest !== null) {
    return familiar({ ...reference, digest: null });
  }
  return source;
}

/** The first name that is no link's alias stands for all, unless nothing is to be cut. */
function names(value: unknown, whole: boolean): string {
  const all = list(value).map((each) => text(each).replace(/^\//, ''));
  const own = whole ? undefined : all.find((name) => !name.includes('/'));
  return own ?? all.join(',');
}

function ports(value: unknown): string {
  return formatPorts(
    list(value).map((each) => {
      const port = object(each);
      return {
        ip: text(port['IP']),
        outside: port['PublicPort'] === undefined ? null : number(port['PublicPort']),
        inside: number(port['PrivatePort']),
        protocol: text(port['Type']),
      };
    }),
  );
}

function sizes(container: Readonly<Record<string, unknown>>): string {
  const root = number(container['SizeRootFs']);
  const own = formatSize(number(container['SizeRw']));
  return root > 0 ? `${own} (virtual ${formatSize(root)})` : own;
}

/** A row of `docker ps`, from one item of GET /containers/json. @param now milliseconds since 1970 */
export function containerRow(item: unknown, whole: boolean, now: number): Row {
  const container = object(item);
  const created = number(container['Created']) * 1000;
  const id = text(container['Id']);
  const command = text(container['Command']);
  const mounts = list(container['Mounts']).map(object);
  const mountNames = mounts.map((mount) => {
    const name = text(mount['Name']) || text(mount['Source']);
    return whole ? name : ellipsis(name, 15);
  });
  const labels = object(container['Labels']);
  return {
    ID: whole ? id : shortId(id),
    Image: imageCell(text(container['Image']), text(container['ImageID']), whole),
    Command: quoteGo(whole ? command : ellipsis(command, COMMAND_WIDTH)),
    // Asked for by templates alone, and dear: it needs the zone's name.
    get CreatedAt() {
      return zonedTime(created);
    },
    RunningFor: `${humanDuration(now - created)} ago`,
    Status: text(container['Status']),
    State: text(container['State']),
    Ports: ports(container['Ports']),
    Names: names(container['Names'], whole),
    Size: sizes(container),
    Labels: Object.keys(labels)
      .sort()
      .map((key) => `${key}=${text(labels[key])}`)
      .join(','),
    Mounts: mountNames.join(','),
    LocalVolumes: String(mounts.filter((mount) => text(mount['Driver']) === 'local').length),
    Networks: Object.keys(object(object(container['NetworkSettings'])['Networks']))
      .sort()
      .join(','),
    Platform: null,
  };
}

export const CONTAINER_TITLES: Readonly<Record<string, string>> = {
  ID: 'CONTAINER ID',
  Image: 'IMAGE',
  Command: 'COMMAND',
  CreatedAt: 'CREATED AT',
  RunningFor: 'CREATED',
  Status: 'STATUS',
  State: 'STATE',
  Ports: 'PORTS',
  Names: 'NAMES',
  Size: 'SIZE',
  Labels: 'LABELS',
  Mounts: 'MOUNTS',
  LocalVolumes: 'LOCAL VOLUMES',
  Networks: 'NETWORKS',
  Platform: 'PLATFORM',
};
