import type { Turn } from '../turn';

/**
 * Layers that neither an image nor a container uses any more go. Gives those that went.
 * Only those named are looked at: an image's or a container's own, when it was removed.
 */
export function dropUnusedLayers(turn: Turn, diffIds: readonly string[]): readonly string[] {
  const { model } = turn;
  const known = diffIds.filter((id) => model.layers.has(id));
  if (known.length === 0) return [];
  const used = new Set<string>();
  for (const image of model.images.values()) for (const id of image.layers) used.add(id);
  const free = known.filter((id) => !used.has(id));
  if (free.length === 0) return [];
  for (const container of model.containers.values()) for (const id of container.layers) used.add(id);
  const gone = free.filter((id) => !used.has(id));
  let layers = model.layers;
  for (const id of gone) layers = layers.delete(id);
  turn.change({ layers });
  return gone;
}
