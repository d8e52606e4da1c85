import type { Catalogue } from '../registry';
import type { Nanos } from '../text/time';
import { openStage, type Scene } from './stage';

const MANY = 150;

/** Many containers of one small image, all running, and doing nothing. */
export function crowd(catalogue: Catalogue, now: Nanos, seed: string): Scene {
  const stage = openStage(catalogue, now, seed);
  const reference = 'busybox';
  const image = stage.pull(reference);
  if (!image) return stage.scene();
  const names = Array.from({ length: MANY }, (_, i) => `idle-${String(i + 1).padStart(3, '0')}`);
  for (const name of names) stage.container(name, image, reference, { Cmd: ['sleep', '86400'] });
  return stage.scene(names);
}
