import { object, type Obj } from '../../../core/base/read';
import { createdAt, type Image } from '../image/image';
import type { Model } from '../state';
import type { BuildJob } from './job';
import { shellOf } from './metadata';

/** How a step without a command is written where a command would be. */
export const nop = (config: Obj, words: string): readonly string[] => [...shellOf(config), `#(nop) ${words}`];

/** The parts of a configuration that decide whether a step was done before. (moby, image/cache/compare.go) */
const KEY = [
  'AttachStdin',
  'Cmd',
  'Entrypoint',
  'Env',
  'ExposedPorts',
  'Labels',
  'OpenStdin',
  'Shell',
  'Tty',
  'User',
  'Volumes',
  'WorkingDir',
];

const keyOf = (config: Obj): string => JSON.stringify(KEY.map((name) => config[name] ?? null));

/** An image that the same step made on the same image; the newest. */
export function cachedImage(model: Model, job: BuildJob, config: Obj): Image | null {
  if (job.cacheBroken || job.options.noCache) return null;
  const wanted = keyOf(config);
  const same = model.images
    .values()
    .filter(
      (one) =>
        one.parent === job.image &&
        job.image !== '' &&
        keyOf(object(one.config['container_config'])) === wanted,
    )
    .sort((a, b) => ((createdAt(a) ?? 0n) < (createdAt(b) ?? 0n) ? 1 : -1));
  return same[0] ?? null;
}
