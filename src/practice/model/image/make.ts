/** Making an image from a container or from another image: commit, import, and the steps of a build. */
import { list, type Obj } from '../../../core/base/read';
import type { Changes } from '../files/node';
import { ARCHITECTURE, ENGINE_VERSION } from '../system/machine';
import { iso } from '../text/time';
import type { Turn } from '../turn';
import type { Image, Layer } from './image';
import { newLayer, storeConfig } from './store';

export interface Made {
  readonly base: Image | null;
  /** Diff ids below, as the base's, when there is no base image any more. */
  readonly below: readonly string[];
  /** What comes on top; null for a step that changes no file. */
  readonly changes: Changes | null;
  readonly config: Obj;
  readonly by: string;
  readonly comment?: string;
  readonly author?: string;
  readonly container?: string;
  readonly containerConfig?: Obj;
}

/** Stores the image and its layer. Its id comes from everything that it is, its time too. */
export function makeImage(turn: Turn, made: Made): Image {
  const { base, changes, config } = made;
  const layer: Layer | null = changes === null ? null : newLayer(turn, changes);
  const created = iso(turn.tick());
  const author = made.author ?? '';
  const text: Obj = {
    architecture: base ? base.config['architecture'] : ARCHITECTURE,
    ...(author === '' ? {} : { author }),
    config,
    ...(made.container === undefined ? {} : { container: made.container }),
    ...(made.containerConfig ? { container_config: made.containerConfig } : {}),
    created,
    docker_version: ENGINE_VERSION,
    history: [
      ...list(base?.config['history']),
      {
        created,
        ...(author === '' ? {} : { author }),
        created_by: made.by,
        ...(made.comment === undefined || made.comment === '' ? {} : { comment: made.comment }),
        ...(layer ? {} : { empty_layer: true }),
      },
    ],
    os: 'linux',
    rootfs: { type: 'layers', diff_ids: [...made.below, ...(layer ? [layer.diffId] : [])] },
  };
  return storeConfig(turn, text, base?.id ?? '');
}
