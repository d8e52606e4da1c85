import { sizeOfWritable } from '../files/writable';
import type { RegistryImage } from '../registry';
import type { Model } from '../state';

/** Bytes that the engine keeps: layers once, what containers wrote, volumes. */
export function used(model: Model): number {
  const layers = model.layers.values().reduce((sum, one) => sum + one.size, 0);
  const written = model.containers.values().reduce((sum, one) => sum + sizeOfWritable(one.writable), 0);
  const volumes = model.volumes.values().reduce((sum, one) => sum + sizeOfWritable(one.files), 0);
  return layers + written + volumes;
}

/** Whether the disk takes what an image brings that is not there yet. */
export function hasRoom(model: Model, image: RegistryImage): boolean {
  if (model.disk === null) return true;
  const coming = image.layers
    .filter((one) => !model.layers.has(one.diffId))
    .reduce((sum, one) => sum + one.unpacked, 0);
  return used(model) + coming <= model.disk;
}
