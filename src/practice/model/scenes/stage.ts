/** Making a scene: the same requests that a person would send, played on the model at once. */
import type { Obj } from '../../../core/base/read';
import { canonical, parseReference, withDefaultTag } from '../../../core/docker/reference';
import { boot } from '../boot';
import { makeContainer } from '../container/create';
import type { Container } from '../container/container';
import { indexAt, imageFor, repositoryName } from '../image/registry-find';
import { setTag, storePulled } from '../image/store';
import type { Image } from '../image/image';
import type { Catalogue } from '../registry';
import { emptyModel, type Model } from '../state';
import type { Nanos } from '../text/time';
import { Turn } from '../turn';

/** A machine to begin with, and which of its containers are to run. */
export interface Scene {
  readonly model: Model;
  /** Names, in the order in which they are started. */
  readonly start: readonly string[];
}

export interface Stage {
  readonly turn: Turn;
  /** An image of the catalogue, as if it had been pulled; null when the catalogue lacks it. */
  pull(reference: string): Image | null;
  container(name: string, image: Image, reference: string, body?: Obj): Container;
  scene(start?: readonly string[]): Scene;
}

/** @param seed for the ids: the same seed makes the same machine */
export function openStage(catalogue: Catalogue, now: Nanos, seed: string): Stage {
  const turn = new Turn(emptyModel(catalogue), { now, seed });
  boot(turn);
  return {
    turn,
    pull(reference) {
      const ref = withDefaultTag(parseReference(reference));
      const index = indexAt(turn.model, repositoryName(ref), ref.tag ?? 'latest');
      const found = index ? imageFor(index, '') : undefined;
      if (!index || !found) return null;
      const image = storePulled(turn, found);
      setTag(turn, canonical(ref), image.id);
      turn.change({ digests: turn.model.digests.set(`${repositoryName(ref)}@${index.digest}`, image.id) });
      return image;
    },
    container: (name, image, reference, body = {}) =>
      makeContainer(turn, { name, body: { ...body, Image: reference } }, image),
    scene: (start = []) => ({
      // What was told while the machine was made is nobody's history.
      model: { ...turn.model, events: [] },
      start,
    }),
  };
}
