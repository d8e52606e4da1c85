/**
 * Removing images. (moby, daemon/images/image_delete.go)
 *
 *   by a name ─► untag ─► names left? ─ yes ─► done
 *                            └─ no ─► used, or a parent? ─ yes ─► done (untagged only)
 *                                          └─ no ─► delete, then parents that nobody names
 *   by id ─► one name, or force? ─ no ─► 409        ─ yes ─► untag all, delete, parents
 */
import {
  canonical,
  familiar,
  tryReference,
  withDefaultTag,
  type Reference,
} from '../../../core/docker/reference';
import { isLive } from '../container/find';
import { untilOf, prunable } from '../container/manage';
import { sizeOfLayers } from '../container/inspect';
import { filtersOf, paramFlag } from '../reading';
import { ok } from '../route';
import type { Model } from '../state';
import { Refused, type Turn } from '../turn';
import type { ApiRequest, Reply } from '../wire';
import { chainIds } from './chain';
import { findImage } from './find';
import { createdAt, runConfig, type Image } from './image';
import { parentsOf, usersOf } from './list';
import { forgetImage } from './store';
import { labelsOf } from './tell';
import { object } from '../../../core/base/read';

type Removed = { readonly Untagged: string } | { readonly Deleted: string };

const short = (id: string): string => id.replace('sha256:', '').slice(0, 12);

/** All names of an image in full: tags and digests. */
function namesOf(
  model: Model,
  id: string,
): { readonly tags: readonly string[]; readonly digests: readonly string[] } {
  return {
    tags: model.tags
      .keys()
      .filter((one) => model.tags.get(one) === id)
      .sort(),
    digests: model.digests
      .keys()
      .filter((one) => model.digests.get(one) === id)
      .sort(),
  };
}

const repository = (name: string): string => {
  const read = tryReference(name);
  return read ? `${read.domain}/${read.path}` : name;
};

/** One name only, digests of the same repository not counted. */
function isSingle(model: Model, id: string): boolean {
  const { tags, digests } = namesOf(model, id);
  if (tags.length + digests.length <= 1) return true;
  const repositories = new Set(digests.map(repository));
  if (tags.length > 1) return false;
  if (tags.length === 0) return repositories.size <= 1;
  return repositories.size === 0 || (repositories.size === 1 && repositories.has(repository(tags[0] ?? '')));
}

const shown = (name: string): string => {
  const read = tryReference(name);
  return read ? familiar(read) : name;
};

function untag(turn: Turn, name: string, id: string, removed: Removed[], tell: boolean): void {
  const labels = labelsOf(turn, id);
  turn.change({ tags: turn.model.tags.delete(name), digests: turn.model.digests.delete(name) });
  removed.push({ Untagged: shown(name) });
  if (tell) turn.tell('image', 'untag', id, { ...labels, name: id });
}

interface Conflict {
  readonly hard: boolean;
  readonly words: string;
}

/** @param soft whether those count that force overcomes */
function conflictOf(model: Model, image: Image, soft: boolean, references: boolean): Conflict | null {
  if (parentsOf(model).has(image.id)) return { hard: true, words: 'image has dependent child images' };
  const users = usersOf(model, image.id);
  const running = users.find(isLive);
  if (running) return { hard: true, words: `image is being used by running container ${short(running.id)}` };
  if (!soft) return null;
  if (references && !isSingle(model, image.id)) {
    return { hard: false, words: 'image is referenced in multiple repositories' };
  }
  const [stopped] = users;
  return stopped
    ? { hard: false, words: `image is being used by stopped container ${short(stopped.id)}` }
    : null;
}

const refuse = (image: Image, conflict: Conflict): Refused =>
  new Refused(
    409,
    `conflict: unable to delete ${short(image.id)} (${conflict.hard ? 'cannot be forced' : 'must be forced'}) - ${conflict.words}`,
  );

/** Deletes an image without names that count, and its parents as far as nobody needs them. */
function drop(
  turn: Turn,
  image: Image,
  removed: Removed[],
  force: boolean,
  quiet: boolean,
  prune: boolean,
): void {
  const conflict = conflictOf(turn.model, image, !force, true);
  if (conflict) {
    if (quiet) return;
    throw refuse(image, conflict);
  }
  const { tags, digests } = namesOf(turn.model, image.id);
  for (const name of [...tags, ...digests]) untag(turn, name, image.id, removed, true);
  const labels = labelsOf(turn, image.id);
  const chains = chainIds(image.layers);
  const gone = new Set(forgetImage(turn, image));
  turn.tell('image', 'delete', image.id, { ...labels, name: image.id });
  removed.push({ Deleted: image.id });
  image.layers.forEach((_, i) => {
    const place = image.layers.length - 1 - i;
    if (gone.has(image.layers[place] ?? '')) removed.push({ Deleted: chains[place] ?? '' });
  });
  const parent = turn.model.images.get(image.parent);
  if (!prune || !parent) return;
  const names = namesOf(turn.model, parent.id);
  if (names.tags.length + names.digests.length === 0) drop(turn, parent, removed, false, true, true);
}

function byName(
  turn: Turn,
  image: Image,
  asked: string,
  ref: Reference,
  force: boolean,
  prune: boolean,
): readonly Removed[] {
  const removed: Removed[] = [];
  const name = canonical(withDefaultTag(ref));
  if (!force && isSingle(turn.model, image.id)) {
    const [user] = usersOf(turn.model, image.id);
    if (user) {
      throw new Refused(
        409,
        `conflict: unable to remove repository reference "${asked}" (must force) - container ${short(user.id)} is using its referenced image ${short(image.id)}`,
      );
    }
  }
  untag(turn, name, image.id, removed, true);
  const left = namesOf(turn.model, image.id);
  const own = repository(name);
  // Digests go with the last tag of their repository.
  if (ref.digest === null && !left.tags.some((one) => repository(one) === own)) {
    for (const digest of left.digests.filter((one) => repository(one) === own)) {
      untag(turn, digest, image.id, removed, false);
    }
  }
  const rest = namesOf(turn.model, image.id);
  if (rest.tags.length + rest.digests.length === 0) drop(turn, image, removed, force, true, prune);
  return removed;
}

function byId(turn: Turn, image: Image, force: boolean, prune: boolean): readonly Removed[] {
  const removed: Removed[] = [];
  if (isSingle(turn.model, image.id)) {
    const conflict = conflictOf(turn.model, image, !force, false);
    if (conflict) throw refuse(image, conflict);
    const { tags, digests } = namesOf(turn.model, image.id);
    for (const name of [...tags, ...digests])
      untag(turn, name, image.id, removed, tags.includes(name) || tags.length === 0);
  }
  drop(turn, image, removed, force, false, prune);
  return removed;
}

export function removeImage(turn: Turn, request: ApiRequest, asked: string): Reply {
  const image = findImage(turn.model, asked);
  const force = paramFlag(request, 'force');
  const prune = !paramFlag(request, 'noprune');
  const ref = tryReference(asked);
  const isId = image.id.replace('sha256:', '').startsWith(asked.replace(/^sha256:/, ''));
  return ok(ref && !isId ? byName(turn, image, asked, ref, force, prune) : byId(turn, image, force, prune));
}

export function pruneImages(turn: Turn, request: ApiRequest): Reply {
  const filters = filtersOf(request, ['dangling', 'label', 'label!', 'until']);
  const danglingOnly = !(filters.get('dangling') ?? ['true']).some((one) => one === 'false' || one === '0');
  const until = untilOf(filters, turn.now);
  const removed: Removed[] = [];
  let before = layersSize(turn.model);
  const parents = parentsOf(turn.model);
  const some = turn.model.images
    .values()
    .filter((one) => !parents.has(one.id) && usersOf(turn.model, one.id).length === 0)
    .filter((one) => !danglingOnly || namesOf(turn.model, one.id).tags.length === 0)
    .filter((one) => until === null || (createdAt(one) ?? 0n) < until)
    .filter((one) => prunable(object(runConfig(one)['Labels']), filters))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const image of some) {
    const { tags, digests } = namesOf(turn.model, image.id);
    // A digest alone keeps an image from being dangling only as long as a tag would. (moby, ImagesPrune)
    for (const name of [...tags, ...digests]) untag(turn, name, image.id, removed, true);
    const now = turn.model.images.get(image.id);
    if (now) drop(turn, now, removed, false, true, true);
  }
  before -= layersSize(turn.model);
  turn.tell('image', 'prune', '', { reclaimed: String(before) });
  return ok({ ImagesDeleted: removed.length > 0 ? removed : null, SpaceReclaimed: before });
}

export const layersSize = (model: Model): number => sizeOfLayers(model, model.layers.keys());
