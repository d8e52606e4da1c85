import { readHistoryLine, type HistoryLine } from '../../../docker/history-line';
import { shortId } from '../../../docker/short-id';
import { visible } from '../../../docker/visible';
import type { Container, Image, World } from '../../../world/world';
import type { Subject } from '../../marks';
import { imageName } from '../../picture-images';

/** The layer that holds no file at all has this digest in every image: of an empty archive. */
const EMPTY_LAYER = 'sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef';

export interface StackLayer {
  readonly chain: string;
  readonly diff: string;
  /** bytes; null: not told for certain */
  readonly size: number | null;
  readonly empty: boolean;
  /** From 1, base first. */
  readonly n: number;
  /** Other images that stand on the same layer. */
  readonly sharedWith: readonly Image[];
  readonly createdBy: HistoryLine;
}

export interface StackRow {
  readonly line: HistoryLine;
  /** Milliseconds by the engine's clock. */
  readonly created: number;
  readonly layer: StackLayer | null;
}

/** An image as what it is made of, base and first instruction first. */
export interface Stack {
  readonly image: Image;
  readonly name: string;
  readonly rows: readonly StackRow[];
  readonly layers: readonly StackLayer[];
  /** The engine's history says for certain which instruction made which layer. */
  readonly matched: boolean;
  /** Images that share layers with it, the most shared first. */
  readonly relatives: readonly Image[];
  readonly containers: readonly Container[];
}

export const nameOf = (image: Image): string =>
  image.tags[0] === undefined ? `<none> ${shortId(image.id)}` : visible(imageName(image.tags[0]));

/** Images in a fixed order: those that are used first, then the newest. */
export function inOrder(world: World): readonly Image[] {
  const users = new Map<string, number>();
  for (const c of world.containers.values()) users.set(c.imageId, (users.get(c.imageId) ?? 0) + 1);
  const named = (image: Image): number => Number(image.tags.length > 0);
  return world.images
    .values()
    .sort(
      (a, b) =>
        named(b) - named(a) ||
        (users.get(b.id) ?? 0) - (users.get(a.id) ?? 0) ||
        b.created - a.created ||
        (a.id < b.id ? -1 : 1),
    );
}

/** The image that what is selected belongs to, or the one that is used most. */
export function chosenImage(world: World, selected: Subject | null): Image | null {
  const images = inOrder(world);
  const fits = (image: Image): boolean => {
    switch (selected?.kind) {
      case 'image':
        return image.id === selected.id;
      case 'container':
        return world.containers.values().some((c) => c.id === selected.id && c.imageId === image.id);
      case 'layer':
        return image.layers?.some((layer) => layer.chain === selected.id) === true;
      default:
        return false;
    }
  };
  return images.find(fits) ?? images[0] ?? null;
}

/** @param first id of a container that comes before the others */
export function stackOf(world: World, image: Image, first: string | null): Stack {
  const others = world.images.values().filter((other) => other.id !== image.id);
  const users = new Map<string, Image[]>();
  for (const other of others)
    for (const layer of other.layers ?? []) {
      const known = users.get(layer.chain);
      if (known) known.push(other);
      else users.set(layer.chain, [other]);
    }
  const layers = (image.layers ?? []).map((layer, i): StackLayer => ({
    chain: layer.chain,
    diff: layer.diff,
    size: layer.size,
    empty: layer.diff === EMPTY_LAYER || layer.size === 0,
    n: i + 1,
    sharedWith: users.get(layer.chain) ?? [],
    createdBy: readHistoryLine(layer.createdBy),
  }));
  const rows = (image.history ?? []).map((row): StackRow => ({
    line: readHistoryLine(row.createdBy),
    created: row.created,
    layer: row.layer === null ? null : (layers[row.layer] ?? null),
  }));
  const shared = (other: Image): number => layers.filter((l) => l.sharedWith.includes(other)).length;
  const relatives = others
    .filter((other) => shared(other) > 0)
    .sort((a, b) => shared(b) - shared(a) || (nameOf(a) < nameOf(b) ? -1 : 1));
  const containers = world.containers
    .values()
    .filter((c) => c.imageId === image.id)
    .sort(
      (a, b) =>
        Number(b.id === first) - Number(a.id === first) || a.created - b.created || (a.id < b.id ? -1 : 1),
    );
  return {
    image,
    name: nameOf(image),
    rows,
    layers,
    matched: layers.length === 0 || rows.filter((row) => row.layer !== null).length === layers.length,
    relatives,
    containers,
  };
}

/** Layers that several images stand on, by how many do: "74.8MB serves 3 images". */
export function sharing(stack: Stack): readonly { readonly images: number; readonly bytes: number }[] {
  const sums = new Map<number, number>();
  for (const layer of stack.layers) {
    const images = layer.sharedWith.length + 1;
    if (images > 1) sums.set(images, (sums.get(images) ?? 0) + (layer.size ?? 0));
  }
  return [...sums].map(([images, bytes]) => ({ images, bytes })).sort((a, b) => b.images - a.images);
}
