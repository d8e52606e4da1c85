import { object, text, type Obj } from '../../../core/base/read';
import { isLive } from '../container/find';
import { sizeOfLayers } from '../container/inspect';
import { untilOf } from '../container/manage';
import { atLeast, filtersOf, hasLabels, paramFlag } from '../reading';
import { ok } from '../route';
import type { Model } from '../state';
import { toSeconds, type Nanos } from '../text/time';
import { Refused, type Turn } from '../turn';
import type { ApiRequest, Filters, Reply } from '../wire';
import { digestsOf, missingName, tagsOf, tryImage } from './find';
import { createdAt, runConfig, type Image } from './image';

const FILTERS = ['dangling', 'label', 'before', 'since', 'reference', 'until'];

/** Images by their parent, for those that are somebody's. */
export function parentsOf(model: Model): ReadonlySet<string> {
  return new Set(model.images.values().map((one) => one.parent));
}

const hasTag = (model: Model, id: string): boolean => model.tags.values().includes(id);

/** Go's path.Match of the name with and without its tag: a star stands for all but a slash. */
function matchesReference(pattern: string, reference: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\*/g, '[^/]*')
    .replace(/\?/g, '[^/]');
  const whole = new RegExp(`^${source}$`);
  const at = reference.lastIndexOf(':');
  return whole.test(reference) || whole.test(reference.slice(0, at));
}

function bound(model: Model, filters: Filters, key: string): Nanos | null {
  const asked = filters.get(key)?.[0];
  if (asked === undefined) return null;
  const image = tryImage(model, asked);
  if (!image) throw new Refused(404, `No such image: ${missingName(asked)}`);
  return createdAt(image);
}

function dangling(filters: Filters): boolean | null {
  const asked = filters.get('dangling')?.[0];
  if (asked === undefined) return null;
  if (asked === 'true' || asked === '1') return true;
  if (asked === 'false' || asked === '0') return false;
  throw new Refused(400, `invalid filter 'dangling=[${asked}]'`);
}

export interface Shown {
  readonly tags: readonly string[];
  readonly digests: readonly string[];
}

export function listedImage(
  model: Model,
  image: Image,
  request: ApiRequest,
  shown: Shown,
  used: number,
  shared: number,
): Obj {
  const newer = atLeast(request, '1.43');
  const nameless = shown.tags.length === 0 && shown.digests.length === 0;
  const none = (word: string): readonly string[] => (newer ? [] : [word]);
  const size = sizeOfLayers(model, image.layers);
  const repositories = [...new Set(shown.digests.map((one) => one.split('@')[0] ?? ''))];
  const tags =
    shown.tags.length > 0
      ? shown.tags
      : newer
        ? []
        : repositories.length > 0
          ? repositories.map((one) => `${one}:<none>`)
          : none('<none>:<none>');
  return {
    Containers: used,
    Created: toSeconds(createdAt(image) ?? 0n),
    Id: image.id,
    Labels: labelsOrNull(image),
    ParentId: image.parent,
    RepoDigests: nameless
      ? none('<none>@<none>')
      : shown.digests.length > 0
        ? shown.digests
        : newer
          ? []
          : null,
    RepoTags: tags,
    SharedSize: shared,
    Size: size,
    ...(atLeast(request, '1.44') ? {} : { VirtualSize: size }),
  };
}

export const labelsOrNull = (image: Image): Obj | null => {
  const labels = object(runConfig(image)['Labels']);
  return Object.keys(labels).length > 0 ? labels : null;
};

export function listImages(turn: Turn, request: ApiRequest): Reply {
  const { model } = turn;
  const filters = filtersOf(request, FILTERS);
  const asked = dangling(filters);
  const before = bound(model, filters, 'before');
  const since = bound(model, filters, 'since');
  const until = untilOf(filters, turn.now);
  const all = paramFlag(request, 'all');
  const shareSize = paramFlag(request, 'shared-size');
  const parents = parentsOf(model);
  const references = filters.get('reference') ?? [];
  const some = model.images.values().flatMap((image) => {
    const created = createdAt(image) ?? 0n;
    const tagged = hasTag(model, image.id);
    const loose = !tagged && !parents.has(image.id);
    if (asked === true && !loose) return [];
    if (asked === false && loose) return [];
    // Steps of a build are shown to those who ask for all.
    if (!all && !tagged && parents.has(image.id)) return [];
    if (before !== null && created >= before) return [];
    if (since !== null && created <= since) return [];
    if (until !== null && created >= until) return [];
    if (!hasLabels(object(runConfig(image)['Labels']), filters.get('label') ?? [])) return [];
    const tags = tagsOf(model, image.id).filter(
      (tag) => references.length === 0 || references.some((one) => matchesReference(one, tag)),
    );
    if (references.length > 0 && tags.length === 0) return [];
    const names = new Set(tags.map((tag) => tag.slice(0, tag.lastIndexOf(':'))));
    const digests = digestsOf(model, image.id).filter(
      (digest) => references.length === 0 || names.has(digest.split('@')[0] ?? ''),
    );
    const shared = shareSize ? sharedSize(model, image) : -1;
    return [{ created, json: listedImage(model, image, request, { tags, digests }, -1, shared) }];
  });
  some.sort((a, b) =>
    a.created < b.created ? 1 : a.created > b.created ? -1 : text(a.json['Id']) < text(b.json['Id']) ? -1 : 1,
  );
  return ok(some.map((one) => one.json));
}

/** Bytes of layers that another image uses too. */
export function sharedSize(model: Model, image: Image): number {
  const others = model.images.values().filter((one) => one.id !== image.id);
  return image.layers
    .filter((id) => others.some((one) => one.layers.includes(id)))
    .reduce((sum, id) => sum + (model.layers.get(id)?.size ?? 0), 0);
}

/** The containers of an image; those that run first. */
export const usersOf = (model: Model, id: string) =>
  model.containers
    .values()
    .filter((one) => one.imageId === id)
    .sort((a, b) => Number(isLive(b)) - Number(isLive(a)));
