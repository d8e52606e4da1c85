/**
 * What `docker diff` tells of a container. As the engine does (pkg/archive, `changes`): a path that lower layers
 * have is changed (C), one that they lack is added (A), a whiteout is a deletion (D) without what was below it;
 * a folder on the way to any of these is changed too.
 */
import { WHITEOUT } from './node';
import { join } from './path';
import type { Branch, Tree } from './tree';
import type { Writable } from './writable';

/** The numbers of the API: 0 is C, 1 is A, 2 is D. */
export interface Difference {
  readonly path: string;
  readonly kind: 0 | 1 | 2;
}

export function differences(image: Tree, layer: Writable): readonly Difference[] {
  const found: Difference[] = [];
  const visit = (path: string, branch: Branch): void => {
    const was = image.get(path);
    if (path !== '/') {
      if (branch.node === WHITEOUT) {
        found.push({ path, kind: 2 });
        return;
      }
      found.push({ path, kind: was === undefined ? 1 : 0 });
    }
    const own = branch.node === WHITEOUT ? undefined : branch.node;
    const replaced = branch.opaque === true && was?.kind === 'folder' && own?.kind === 'folder';
    const gone = replaced ? (image.list(path) ?? []).filter((name) => !branch.below?.has(name)) : [];
    const names = new Set([...gone, ...(branch.below?.keys() ?? [])]);
    for (const name of [...names].sort()) {
      const below = branch.below?.get(name) ?? { node: WHITEOUT };
      visit(join(path, name), below);
    }
  };
  visit('/', layer.root);
  return found;
}
