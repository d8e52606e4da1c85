import type { Catalogue } from '../registry';
import type { Nanos } from '../text/time';
import { crowd } from './crowd';
import { fullDisk } from './full-disk';
import { openStage, type Scene } from './stage';
import { webShop } from './web-shop';

export type { Scene } from './stage';

/** The machines that a practice engine can start as, by name. */
const SCENES: Readonly<Record<string, (catalogue: Catalogue, now: Nanos, seed: string) => Scene>> = {
  'empty machine': (catalogue, now, seed) => openStage(catalogue, now, seed).scene(),
  'a web shop with compose': webShop,
  'a full disk': fullDisk,
  '150 containers': crowd,
};

export const SCENE_NAMES: readonly string[] = Object.keys(SCENES);

/** The scene of that name, null when there is none. The same time and seed make the same machine. */
export function sceneOf(name: string, catalogue: Catalogue, now: Nanos, seed: string): Scene | null {
  return SCENES[name]?.(catalogue, now, seed) ?? null;
}
