import { hasProcess, type Container, type Image, type World } from '../../../world/world';
import type { Subject } from '../../marks';

/** What the evidence is of: the chosen container, or the one that has run longest; and an image. */
export interface Focus {
  readonly container: Container | null;
  readonly image: Image | null;
}

export function focusOf(world: World, selected: Subject | null): Focus {
  const all = world.containers.values();
  const chosen = selected?.kind === 'container' ? all.find((c) => c.id === selected.id) : undefined;
  const age = (c: Container): number => c.startedAt ?? c.created;
  const oldest = all
    .filter(hasProcess)
    .sort((a, b) => age(a) - age(b) || (a.id < b.id ? -1 : 1))
    .at(0);
  const container = chosen ?? oldest ?? null;
  const images = world.images.values().sort((a, b) => b.created - a.created || (a.id < b.id ? -1 : 1));
  const image =
    (selected?.kind === 'image' ? images.find((i) => i.id === selected.id) : undefined) ??
    images.find((i) => i.id === container?.imageId) ??
    images[0] ??
    null;
  return { container, image };
}
