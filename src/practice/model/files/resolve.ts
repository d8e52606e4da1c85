/** Following links. The kernel gives up after 40 of them (`ELOOP`). */
import type { FsNode } from './node';
import { join, normalize, parentOf, partsOf } from './path';
import type { Tree } from './tree';
import { FileError } from './writable';

const LIMIT = 40;

/**
 * The path without links in it: those on the way always, the one at the end unless `keepLast`.
 * What does not exist stays as written. @throws FileError `ELOOP`
 */
export function resolveLinks(tree: Tree, path: string, keepLast = false): string {
  let budget = LIMIT;
  const follow = (from: string, keep: boolean): string => {
    let at = '/';
    const parts = partsOf(normalize(from));
    for (const [i, name] of parts.entries()) {
      const next = join(at, name);
      const node = tree.get(next);
      if (node?.kind !== 'link' || (keep && i === parts.length - 1)) {
        at = next;
        continue;
      }
      budget -= 1;
      if (budget < 0) throw new FileError('ELOOP');
      at = follow(normalize(node.target, parentOf(next)), false);
    }
    return at;
  };
  return follow(path, keepLast);
}

/** The node at the end of all links, undefined when a link leads nowhere. @throws FileError `ELOOP` */
export const lookUp = (tree: Tree, path: string): FsNode | undefined => tree.get(resolveLinks(tree, path));
