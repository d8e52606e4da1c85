import type { ImageId } from '../../base/brand';
import { tableOf } from '../../base/table';
import type { ImageDetail, ImageListed } from '../../journal/facts';
import type { Image, World } from '../world';
import { finer } from './finer';
import { settlePulls } from './pulls';

/** The whole list. Layers that were asked for before are kept: an image of the same id has the same layers. */
export function imagesFromList(world: World, items: readonly ImageListed[]): World {
  const rows = items.map((item): Image => {
    const known = world.images.get(item.id);
    const created = finer(item.created, known?.created);
    return {
      ...item,
      created,
      layers: known?.layers ?? null,
      history: known?.history ?? null,
      platform: known?.platform ?? null,
    };
  });
  const next = {
    ...world,
    images: tableOf(rows, (image) => image.id),
    known: { ...world.known, images: true },
  };
  return settlePulls(
    next,
    items.flatMap((item) => item.tags),
  );
}

/**
 * One image looked up. A tag is at one image only, and the engine does not say from which one it moved:
 * so every tag that this image has is taken from the others.
 */
export function foldImageDetail(world: World, id: ImageId, detail: ImageDetail | null): World {
  if (detail === null) return { ...world, images: world.images.delete(id) };
  let images = world.images;
  for (const other of images.values()) {
    if (other.id === id || !other.tags.some((tag) => detail.tags.includes(tag))) continue;
    images = images.set(other.id, { ...other, tags: other.tags.filter((tag) => !detail.tags.includes(tag)) });
  }
  const known = images.get(id);
  const image: Image = {
    id,
    tags: detail.tags,
    digests: detail.digests,
    created: detail.created,
    // A store of containerd answers an inspect with what is downloaded, and the list with what lies on the disk.
    size: known?.size ?? detail.size,
    layers: detail.layers.length > 0 ? detail.layers : (known?.layers ?? []),
    history: detail.history ?? known?.history ?? null,
    platform: detail.os === '' ? (known?.platform ?? null) : `${detail.os}/${detail.architecture}`,
  };
  return settlePulls({ ...world, images: images.set(id, image) }, detail.tags);
}
