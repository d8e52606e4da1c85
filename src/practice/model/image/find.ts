import {
  BadReference,
  canonical,
  familiar,
  familiarName,
  parseReference,
  tryReference,
  withDefaultTag,
  type Reference,
} from '../../../core/docker/reference';
import type { Model } from '../state';
import { Refused } from '../turn';
import type { Image } from './image';

/** All tags of an image, as people write them, sorted. */
export function tagsOf(model: Model, id: string): readonly string[] {
  return namesOf(model.tags.keys().filter((one) => model.tags.get(one) === id));
}

/** Its repository digests: `busybox@sha256:…`, sorted. */
export function digestsOf(model: Model, id: string): readonly string[] {
  return namesOf(model.digests.keys().filter((one) => model.digests.get(one) === id));
}

function namesOf(references: readonly string[]): readonly string[] {
  return references
    .map((one) => {
      const read = tryReference(one);
      return read ? familiar(read) : one;
    })
    .sort();
}

/** The image's id by tag, digest, id or the start of one. */
export function tryImageId(model: Model, asked: string): string | undefined {
  const bare = asked.replace(/^sha256:/, '');
  if (/^[0-9a-f]{64}$/.test(bare) && model.images.has(`sha256:${bare}`)) return `sha256:${bare}`;
  const reference = tryReference(asked);
  if (reference) {
    if (reference.digest !== null) {
      return model.digests.get(canonical({ ...reference, tag: null }));
    }
    const tagged = model.tags.get(canonical(withDefaultTag(reference)));
    if (tagged !== undefined) return tagged;
  }
  if (!/^[0-9a-f]{1,64}$/.test(bare)) return undefined;
  const some = model.images.keys().filter((id) => id.startsWith(`sha256:${bare}`));
  return some.length === 1 ? some[0] : undefined;
}

export function tryImage(model: Model, asked: string): Image | undefined {
  return model.images.get(tryImageId(model, asked) ?? '');
}

/** @throws Refused 400 for what is no reference */
export function readReference(name: string, tag: string): Reference {
  try {
    const read = parseReference(name);
    if (tag === '') return read;
    return parseReference(
      `${canonical({ ...read, tag: null, digest: null })}${tag.includes(':') ? '@' : ':'}${tag}`,
    );
  } catch (error) {
    if (error instanceof BadReference) throw new Refused(400, error.message);
    throw error;
  }
}

/** How a missing image is named in the engine's words: with `latest` where no tag was given. */
export function missingName(asked: string): string {
  const reference = tryReference(asked);
  return reference ? familiar(withDefaultTag(reference)) : asked;
}

/** @throws Refused 404 `No such image: busybox:latest`; 400 for what is no reference */
export function findImage(model: Model, asked: string): Image {
  const found = tryImage(model, asked);
  if (!found && !/^[0-9a-f]{64}$/.test(asked)) readReference(asked, '');
  if (!found) throw new Refused(404, `No such image: ${missingName(asked)}`);
  return found;
}

/** `busybox` of `busybox:1.35`. */
export function repositoryOf(reference: string): string {
  const read = tryReference(reference);
  return read ? familiarName(read) : reference;
}
