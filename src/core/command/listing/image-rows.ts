import { number, object, text, texts } from '../../base/read';
import { humanDuration } from '../../docker/duration';
import { familiarName, tryReference } from '../../docker/reference';
import { shortId } from '../../docker/short-id';
import { formatSize, formatSizeFine } from '../../docker/size';
import type { Row } from './listing';
import { zonedTime } from './zoned-time';

const NONE = '<none>';

interface Named {
  readonly repository: string;
  readonly tag: string;
  readonly digest: string;
}

/**
 * The lines that one image takes: one for each tag, or one for its digests, or one of `<none>`.
 * With digests, the digest stands on the tags of its own repository.
 */
function linesOf(
  tags: readonly string[],
  digests: readonly string[],
  withDigests: boolean,
): readonly Named[] {
  const tagged = new Map<string, string[]>();
  const digested = new Map<string, string[]>();
  const add = (map: Map<string, string[]>, key: string, value: string) =>
    map.set(key, [...(map.get(key) ?? []), value]);
  for (const source of tags) {
    const reference = tryReference(source);
    if (reference?.tag != null) add(tagged, familiarName(reference), reference.tag);
  }
  for (const source of digests) {
    const reference = tryReference(source);
    if (reference?.digest != null) add(digested, familiarName(reference), reference.digest);
  }
  const lines: Named[] = [];
  for (const [repository, names] of tagged) {
    const own = withDigests ? (digested.get(repository) ?? []) : [];
    digested.delete(repository);
    for (const tag of names) {
      if (own.length === 0) lines.push({ repository, tag, digest: NONE });
      for (const digest of own) lines.push({ repository, tag, digest });
    }
  }
  // A repository of which only digests are left shows them once; without --digests, once in all.
  for (const [repository, own] of digested) {
    if (withDigests) for (const digest of own) lines.push({ repository, tag: NONE, digest });
    else lines.push({ repository, tag: NONE, digest: NONE });
  }
  return lines;
}

const isDangling = (tags: readonly string[], digests: readonly string[]): boolean =>
  (tags.length === 0 && digests.length === 0) ||
  (tags.length === 1 &&
    tags[0] === '<none>:<none>' &&
    digests.length === 1 &&
    digests[0] === '<none>@<none>');

/** Rows of `docker images` for one item of GET /images/json. @param now milliseconds since 1970 */
export function imageRows(item: unknown, whole: boolean, withDigests: boolean, now: number): readonly Row[] {
  const image = object(item);
  const created = number(image['Created']) * 1000;
  const tags = texts(image['RepoTags']);
  const digests = texts(image['RepoDigests']);
  const id = text(image['Id']);
  const size = number(image['Size']);
  const lines: readonly Named[] = isDangling(tags, digests)
    ? [{ repository: NONE, tag: NONE, digest: NONE }]
    : linesOf(tags, digests, withDigests);
  return lines.map(({ repository, tag, digest }) => ({
    ID: whole ? id : shortId(id),
    Repository: repository,
    Tag: tag,
    Digest: digest,
    CreatedSince: `${humanDuration(now - created)} ago`,
    // Asked for by templates alone, and dear: it needs the zone's name.
    get CreatedAt() {
      return zonedTime(created);
    },
    Size: formatSize(size),
    Containers: number(image['Containers'], -1) === -1 ? 'N/A' : String(number(image['Containers'])),
    VirtualSize: formatSizeFine(size),
    SharedSize: number(image['SharedSize'], -1) === -1 ? 'N/A' : formatSizeFine(number(image['SharedSize'])),
    UniqueSize:
      number(image['SharedSize'], -1) === -1 ? 'N/A' : formatSizeFine(size - number(image['SharedSize'])),
  }));
}

export const IMAGE_TITLES: Readonly<Record<string, string>> = {
  ID: 'IMAGE ID',
  Repository: 'REPOSITORY',
  Tag: 'TAG',
  Digest: 'DIGEST',
  CreatedSince: 'CREATED',
  CreatedAt: 'CREATED AT',
  Size: 'SIZE',
  Containers: 'CONTAINERS',
  VirtualSize: 'SIZE',
  SharedSize: 'SHARED SIZE',
  UniqueSize: 'UNIQUE SIZE',
};
