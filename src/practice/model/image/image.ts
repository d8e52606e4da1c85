import { list, object, text, texts, type Obj } from '../../../core/base/read';
import type { Changes } from '../files/node';
import { fromIso, type Nanos } from '../text/time';

/** One read-only layer, stored once however many images use it. */
export interface Layer {
  /** `sha256:…` of its archive: its name here. */
  readonly diffId: string;
  /** Bytes of its files. */
  readonly size: number;
  readonly changes: Changes;
}

export interface Image {
  /** `sha256:…` of its configuration. */
  readonly id: string;
  /** The OCI image configuration, read. */
  readonly config: Obj;
  /** The same as the bytes that were hashed. */
  readonly configText: string;
  /** Diff ids from the base up. */
  readonly layers: readonly string[];
  /** The image that it was built or committed on here; empty for one that was pulled. */
  readonly parent: string;
  /** When one of its tags was set last here; null for never. */
  readonly tagged: Nanos | null;
}

/** What a container of this image inherits: `Cmd`, `Env`, … */
export const runConfig = (image: Image): Obj => object(image.config['config']);

export const createdAt = (image: Image): Nanos | null => fromIso(text(image.config['created']));

export const diffIdsOf = (config: Obj): readonly string[] => texts(object(config['rootfs'])['diff_ids']);

export interface HistoryEntry {
  readonly created: Nanos | null;
  readonly by: string;
  readonly comment: string;
  readonly empty: boolean;
}

export function historyOf(image: Image): readonly HistoryEntry[] {
  return list(image.config['history']).map((one) => {
    const entry = object(one);
    return {
      created: fromIso(text(entry['created'])),
      by: text(entry['created_by']),
      comment: text(entry['comment']),
      empty: entry['empty_layer'] === true,
    };
  });
}
