import type { Obj } from '../../../core/base/read';
import { untouched } from '../files/writable';
import type { Volume } from '../state';
import type { Turn } from '../turn';

/** The volume of that name, made if it is absent. The event is sent in either case, as the engine does. */
export function makeVolume(
  turn: Turn,
  name: string,
  wanted: { readonly labels?: Obj | null; readonly options?: Obj | null; readonly anonymous?: boolean } = {},
): Volume {
  const known = turn.model.volumes.get(name);
  turn.tell('volume', 'create', name, { driver: 'local' });
  if (known) return known;
  const volume: Volume = {
    name,
    created: turn.now,
    labels: wanted.labels ?? null,
    options: wanted.options ?? null,
    anonymous: wanted.anonymous ?? false,
    files: untouched,
  };
  turn.change({ volumes: turn.model.volumes.set(name, volume) });
  return volume;
}
