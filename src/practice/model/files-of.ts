/** Which files a container sees: its image's layers, its writable layer, and what is mounted over them. */
import type { Container, Mount } from './container/container';
import { etcFile } from './container/etc';
import { normalize } from './files/path';
import type { FsNode } from './files/node';
import { branchesOf, emptyBranch, overlay, type Branch, type Tree } from './files/tree';
import { FileError, put, remove, untouched, view, type Writable } from './files/writable';
import type { Layer } from './image/image';
import type { Model } from './state';

/** Branches are made once for each layer: a layer never changes. */
const branches = new WeakMap<Layer, Branch>();
const EMPTY: Tree = overlay(undefined, emptyBranch);

function branchOf(layer: Layer): Branch {
  const known = branches.get(layer);
  if (known) return known;
  const made = branchesOf(layer.changes);
  branches.set(layer, made);
  return made;
}

/** Unions that were made: a list of layers that are all there never means other files. */
const trees = new WeakMap<readonly string[], Tree>();

/** The union of layers by their diff ids, the base first. */
export function layersTree(model: Model, diffIds: readonly string[]): Tree {
  const known = trees.get(diffIds);
  if (known) return known;
  let tree = EMPTY;
  let whole = true;
  for (const id of diffIds) {
    const layer = model.layers.get(id);
    if (layer) tree = overlay(tree, branchOf(layer));
    else whole = false;
  }
  if (whole) trees.set(diffIds, tree);
  return tree;
}

/** The container's own file system, without what is mounted over it. */
export const ownTree = (model: Model, container: Container): Tree =>
  view(layersTree(model, container.layers), container.writable);

/** Where a path of a container really lies. */
interface Place {
  readonly lower: Tree;
  readonly layer: Writable;
  readonly path: string;
  readonly readOnly: boolean;
  store(model: Model, layer: Writable): Model;
}

const memoryKey = (container: Container, mount: Mount): string => `${container.id}:${mount.destination}`;

const below = (path: string, folder: string): boolean =>
  folder === '/' || path === folder || path.startsWith(`${folder}/`);

const joined = (folder: string, rest: string): string => normalize(`${folder}/${rest}`);

function mountAt(container: Container, path: string): Mount | undefined {
  return container.mounts
    .filter((mount) => below(path, mount.destination))
    .sort((a, b) => b.destination.length - a.destination.length)[0];
}

function placeOf(model: Model, container: Container, path: string): Place {
  const mount = mountAt(container, path);
  if (!mount) {
    return {
      lower: layersTree(model, container.layers),
      layer: container.writable,
      path,
      readOnly: container.hostConfig['ReadonlyRootfs'] === true,
      store: (to, layer) => {
        const now = to.containers.get(container.id);
        if (!now) return to;
        return { ...to, containers: to.containers.set(now.id, { ...now, writable: layer }) };
      },
    };
  }
  const rest = path.slice(mount.destination === '/' ? 0 : mount.destination.length);
  const readOnly = !mount.writable;
  if (mount.type === 'bind') {
    return {
      lower: EMPTY,
      layer: model.host,
      path: joined(mount.source, rest),
      readOnly,
      store: (to, layer) => ({ ...to, host: layer }),
    };
  }
  if (mount.type === 'volume') {
    return {
      lower: EMPTY,
      layer: model.volumes.get(mount.source)?.files ?? untouched,
      path: joined('/', rest),
      readOnly,
      store: (to, layer) => {
        const volume = to.volumes.get(mount.source);
        return volume ? { ...to, volumes: to.volumes.set(volume.name, { ...volume, files: layer }) } : to;
      },
    };
  }
  const key = memoryKey(container, mount);
  return {
    lower: EMPTY,
    layer: model.memory.get(key) ?? untouched,
    path: joined('/', rest),
    readOnly,
    store: (to, layer) => ({ ...to, memory: to.memory.set(key, layer) }),
  };
}

/** What a process in the container sees, without following links. */
export function seenTree(model: Model, container: Container): Tree {
  const get = (path: string): FsNode | undefined => {
    const place = placeOf(model, container, path);
    const own = view(place.lower, place.layer).get(place.path);
    return etcFile(model, container, path) ?? own;
  };
  return {
    get,
    list(path) {
      const place = placeOf(model, container, path);
      const names = view(place.lower, place.layer).list(place.path);
      if (!names) return undefined;
      const more = path === '/etc' ? ['hostname', 'hosts', 'resolv.conf'] : [];
      return [...new Set([...names, ...more])].sort();
    },
  };
}

/** Writes or replaces one node as a process of the container does. @throws FileError, `EROFS` too */
export function writeFile(model: Model, id: string, path: string, node: FsNode): Model {
  const container = model.containers.get(id);
  if (!container) throw new FileError('ENOENT');
  const place = placeOf(model, container, path);
  if (place.readOnly) throw new FileError('EROFS');
  return place.store(model, put(place.lower, place.layer, place.path, node));
}

/** Removes a node with all below it. @throws FileError */
export function removeFile(model: Model, id: string, path: string): Model {
  const container = model.containers.get(id);
  if (!container) throw new FileError('ENOENT');
  if (container.mounts.some((mount) => mount.destination === path)) throw new FileError('EBUSY');
  const place = placeOf(model, container, path);
  if (place.readOnly) throw new FileError('EROFS');
  return place.store(model, remove(place.lower, place.layer, place.path));
}

/** What was in memory only is gone when the container ends. */
export function dropMemory(model: Model, container: Container): Model {
  let memory = model.memory;
  for (const mount of container.mounts) {
    if (mount.type === 'tmpfs') memory = memory.delete(memoryKey(container, mount));
  }
  return { ...model, memory };
}
