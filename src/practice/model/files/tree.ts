/**
 * What can be read at the paths of a file system, and the persistent tree below it: a branch for each name, so
 * that a change copies the branches from the root down to it and shares all others.
 */
import { WHITEOUT, type Changes, type FsNode } from './node';
import { join, partsOf } from './path';

export interface Tree {
  /** Does not follow links. */
  get(path: string): FsNode | undefined;
  /** Names in a folder, sorted; undefined when it is none. */
  list(path: string): readonly string[] | undefined;
}

export interface Branch {
  /** What this layer has at the path; undefined when it only leads to changes below. */
  readonly node?: FsNode | typeof WHITEOUT | undefined;
  /** Lower layers do not shine through below. */
  readonly opaque?: boolean;
  readonly below?: ReadonlyMap<string, Branch> | undefined;
}

export const emptyBranch: Branch = {};

/** The branch with another one in place at a path. */
export function withBranch(
  root: Branch,
  parts: readonly string[],
  change: (old: Branch | undefined) => Branch | undefined,
): Branch {
  const [name, ...rest] = parts;
  if (name === undefined) return change(root) ?? emptyBranch;
  const below = new Map(root.below);
  const old = below.get(name);
  const next = rest.length === 0 ? change(old) : withBranch(old ?? emptyBranch, rest, change);
  if (next === undefined) below.delete(name);
  else below.set(name, next);
  return { ...root, below };
}

export function branchAt(root: Branch, path: string): Branch | undefined {
  let at: Branch | undefined = root;
  for (const name of partsOf(path)) at = at?.below?.get(name);
  return at;
}

const ROOT: FsNode = { kind: 'folder', mode: 0o755, uid: 0, gid: 0, mtime: 0 };

/** What is below a path in the union of one layer over a tree. */
export function overlay(lower: Tree | undefined, root: Branch): Tree {
  const shown = (path: string): { branch: Branch | undefined; lower: boolean } | undefined => {
    let branch: Branch | undefined = root;
    let through = root.opaque !== true;
    for (const name of partsOf(path)) {
      branch = branch?.below?.get(name);
      if (branch === undefined) {
        if (!through) return undefined;
        continue;
      }
      if (branch.node === WHITEOUT) return undefined;
      if (branch.opaque === true) through = false;
    }
    return { branch, lower: through };
  };
  const get = (path: string): FsNode | undefined => {
    const at = shown(path);
    if (at === undefined) return undefined;
    const own = at.branch?.node;
    if (own !== undefined && own !== WHITEOUT) return own;
    return (at.lower ? lower?.get(path) : undefined) ?? (path === '/' ? ROOT : undefined);
  };
  return {
    get,
    list(path) {
      if (get(path)?.kind !== 'folder') return undefined;
      const at = shown(path);
      const below = at?.branch?.below;
      const names = at?.lower === true ? (lower?.list(path) ?? []) : [];
      if (below === undefined) return names;
      const all = new Set(names);
      for (const [name, branch] of below)
        if (branch.node === WHITEOUT) all.delete(name);
        else if (branch.node !== undefined) all.add(name);
      return [...all].sort();
    },
  };
}

/** Every path of a tree with its node, folders before what is in them, the root left out. */
export function* walk(tree: Tree, from = '/'): Generator<readonly [string, FsNode]> {
  for (const name of tree.list(from) ?? []) {
    const path = join(from, name);
    const node = tree.get(path);
    if (node === undefined) continue;
    yield [path, node];
    if (node.kind === 'folder') yield* walk(tree, path);
  }
}

/** The branches of one layer's changes. A path that is no folder hides what lower layers have below it. */
export function branchesOf(changes: Changes): Branch {
  interface Growing {
    node?: FsNode | typeof WHITEOUT;
    opaque?: boolean;
    below?: Map<string, Growing>;
  }
  const root: Growing = {};
  for (const [path, node] of changes) {
    let at = root;
    for (const name of partsOf(path)) {
      at.below ??= new Map();
      const next: Growing = at.below.get(name) ?? {};
      at.below.set(name, next);
      at = next;
    }
    at.node = node;
    if (node !== WHITEOUT && node.kind !== 'folder') at.opaque = true;
  }
  return root;
}

/** The union of an image's layers, the base first. Layers that are shared share their trees if the caller keeps them. */
export const treeOf = (layers: readonly Changes[]): Tree =>
  layers.reduce<Tree>((lower, layer) => overlay(lower, branchesOf(layer)), overlay(undefined, emptyBranch));
