/** Putting images and their names into the machine. */
import { isObject, parseJson, type Obj } from '../../../core/base/read';
import type { Changes } from '../files/node';
import { digestOf, diffIdOf, sizeOfLayer } from '../files/layer';
import type { RegistryImage } from '../registry';
import { goJson } from '../text/go-json';
import type { Turn } from '../turn';
import { diffIdsOf, type Image, type Layer } from './image';
import { dropUnusedLayers } from './layers';

export function storeLayer(turn: Turn, layer: Layer): void {
  if (!turn.model.layers.has(layer.diffId)) {
    turn.change({ layers: turn.model.layers.set(layer.diffId, layer) });
  }
}

/** A layer of changes that were made here. */
export function newLayer(turn: Turn, changes: Changes): Layer {
  const layer: Layer = { diffId: diffIdOf(changes), size: sizeOfLayer(changes), changes };
  storeLayer(turn, layer);
  return layer;
}

/** An image from the text of its configuration. Its layers are there already. */
export function storeImage(turn: Turn, configText: string, parent: string): Image {
  const read = parseJson(configText);
  const config: Obj = isObject(read) ? read : {};
  const id = digestOf(configText);
  const known = turn.model.images.get(id);
  if (known) return known;
  const image: Image = { id, config, configText, layers: diffIdsOf(config), parent, tagged: null };
  turn.change({ images: turn.model.images.set(id, image) });
  return image;
}

export function storePulled(turn: Turn, image: RegistryImage): Image {
  for (const layer of image.layers) {
    storeLayer(turn, { diffId: layer.diffId, size: layer.unpacked, changes: layer.changes });
  }
  return storeImage(turn, image.config, '');
}

/** An image that was made here: its configuration from an object. */
export const storeConfig = (turn: Turn, config: Obj, parent: string): Image =>
  storeImage(turn, goJson(config), parent);

/** Sets a tag. An image that loses its last name by that stays, dangling. */
export function setTag(turn: Turn, reference: string, id: string): void {
  const image = turn.model.images.get(id);
  if (!image) return;
  turn.change({
    tags: turn.model.tags.set(reference, id),
    images: turn.model.images.set(id, { ...image, tagged: turn.now }),
  });
}

/** Takes an image out, with those of its layers that nobody else uses. Gives their diff ids. */
export function forgetImage(turn: Turn, image: Image): readonly string[] {
  turn.change({ images: turn.model.images.delete(image.id) });
  return dropUnusedLayers(turn, image.layers);
}
