import type { World } from '../../core/world/world';
import { hasProcess } from '../../core/world/world';
import type { Names } from '../../core/command/complete';
import { imageName } from '../../core/scene/picture-images';

/** The prompt keeps `docker` in place; a pasted whole line is taken as it is. */
export const PREFIX = 'docker ';
const WHOLE = /^\s*(?:\$\s+)?(?:sudo\s+)?docker(?:\s|$)/;

export const isWhole = (draft: string): boolean => WHOLE.test(draft) || /^\s*(?:\$|sudo)\s/.test(draft);
export const fullText = (draft: string): string => (isWhole(draft) ? draft.trim() : PREFIX + draft.trim());

/** What exists on this engine now, for completion. */
export function namesOf(world: World): Names {
  return {
    containers: world.containers
      .values()
      .sort((a, b) => b.created - a.created)
      .map((c) => ({ name: c.name, running: hasProcess(c) })),
    images: [...new Set(world.images.values().flatMap((i) => i.tags.map(imageName)))].sort(),
    networks: world.networks
      .values()
      .map((n) => n.name)
      .sort(),
    volumes: world.volumes
      .values()
      .map((v) => v.name)
      .sort(),
  };
}
