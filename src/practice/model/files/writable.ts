/**
 * The writable layer of a container: what it changed on top of its image, as a value. A change gives a new layer
 * and leaves the old one as it was.
 */
import { sizeOfNode } from './content';
import { WHITEOUT, type Changes, type FsNode } from './node';
import { join, parentOf, partsOf } from './path';
import { branchAt, branchesOf, emptyBranch, overlay, withBranch, type Branch, type Tree } from './tree';

export interface Writable {
  readonly root: Branch;
}

export const untouched: Writable = { root: emptyBranch };

export const isUntouched = (layer: Writable): boolean =>
  layer.root.node === undefined && (layer.root.below?.size ?? 0) === 0;

/** The container's file system: the image's tree with its own layer over it. */
export const view = (image: Tree, layer: Writable): Tree =>
  isUntouched(layer) ? image : overlay(image, layer.root);

/** Why a change is refused: the kernel's word for it. */
export class FileError extends Error {
  constructor(readonly errno: 'ENOENT' | 'ENOTDIR' | 'EISDIR' | 'EBUSY' | 'EROFS' | 'ELOOP') {
    super(errno);
  }
}

/**
 * Writes or replaces one node; a folder that exists keeps what is in it.
 * @throws FileError `ENOENT` without a parent, `ENOTDIR` below what is no folder.
 */
export function put(image: Tree, layer: Writable, path: string, node: FsNode): Writable {
  const tree = view(image, layer);
  const parent = path === '/' ? undefined : tree.get(parentOf(path));
  if (path !== '/' && parent === undefined) throw new FileError('ENOENT');
  if (parent !== undefined && parent.kind !== 'folder') throw new FileError('ENOTDIR');
  const stays = node.kind === 'folder' && tree.get(path)?.kind === 'folder';
  const root = withBranch(layer.root, partsOf(path), (old): Branch => {
    if (stays) return { ...old, node };
    return { node, opaque: true };
  });
  return { root };
}

/** Removes a node with all below it. @throws FileError `ENOENT` when there is none, `EBUSY` for the root. */
export function remove(image: Tree, layer: Writable, path: string): Writable {
  if (path === '/') throw new FileError('EBUSY');
  if (view(image, layer).get(path) === undefined) throw new FileError('ENOENT');
  const hides = overlay(image, hull(layer.root, path)).get(path) !== undefined;
  return { root: withBranch(layer.root, partsOf(path), () => (hides ? { node: WHITEOUT } : undefined)) };
}

/** The same changes without those at a path and below: what lower layers have there shows again. */
function hull(root: Branch, path: string): Branch {
  return branchAt(root, path) === undefined ? root : withBranch(root, partsOf(path), () => undefined);
}

/**
 * The layer as changes: what `commit` freezes. Folders on the way to a change are in it, as the overlay driver
 * copies them up, and a folder that replaced another hides each name of that one.
 */
export function freeze(image: Tree, layer: Writable): Changes {
  const changes = new Map<string, FsNode | typeof WHITEOUT>();
  const visit = (path: string, branch: Branch, lower: boolean): void => {
    const node = branch.node ?? (lower ? image.get(path) : undefined);
    if (path !== '/' && node !== undefined) changes.set(path, node);
    const through = lower && branch.opaque !== true;
    if (node !== WHITEOUT && node?.kind === 'folder' && lower && !through)
      for (const name of image.list(path) ?? [])
        if (branch.below?.get(name)?.node === undefined) changes.set(join(path, name), WHITEOUT);
    const names = [...(branch.below ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [name, below] of names) visit(join(path, name), below, through);
  };
  visit('/', layer.root, true);
  return changes;
}

/** The inverse of `freeze`. */
export const thaw = (changes: Changes): Writable => ({ root: branchesOf(changes) });

/** Bytes in the layer, as `docker ps --size` tells them. */
export function sizeOfWritable(layer: Writable): number {
  const sum = (branch: Branch): number => {
    let size = branch.node === undefined || branch.node === WHITEOUT ? 0 : sizeOfNode(branch.node);
    for (const below of branch.below?.values() ?? []) size += sum(below);
    return size;
  };
  return sum(layer.root);
}
