/** Making the files of a layer: short words for what a root file system consists of. */
import type { Changes, FsNode } from '../model/files/node';
import { parentOf } from '../model/files/path';
import { programContent } from '../model/files/program';
import { sizeOfNode } from '../model/files/content';
import { encodeUtf8 } from '../model/files/utf8';

/** When the images were made: 2025-10-01, in seconds since 1970. */
export const MADE = 1_759_276_800;

export type Architecture = 'amd64' | 'arm64';

const owner = { uid: 0, gid: 0, mtime: MADE };

export const text = (words: string, mode = 0o644): FsNode => ({
  ...owner,
  kind: 'file',
  mode,
  content: { bytes: encodeUtf8(words) },
});
export const folder = (mode = 0o755, uid = 0, gid = uid): FsNode => ({
  ...owner,
  kind: 'folder',
  mode,
  uid,
  gid,
});
export const link = (target: string): FsNode => ({ ...owner, kind: 'link', mode: 0o777, target });
/** A program of the practice engine; `size` bytes as the real one has. */
export const program = (name: string, size = 68_000): FsNode => ({
  ...owner,
  kind: 'file',
  mode: 0o755,
  content: programContent(name, size),
});
export const bulk = (seed: string, size: number, mode = 0o644): FsNode => ({
  ...owner,
  kind: 'file',
  mode,
  content: { bulk: seed, size },
});

export type Files = Readonly<Record<string, FsNode>>;

export const programs = (at: string, names: string, size?: number): Files =>
  Object.fromEntries(names.split(/\s+/).map((name) => [`${at}/${name}`, program(name, size)]));

export const links = (at: string, names: string, target: string): Files =>
  Object.fromEntries(names.split(/\s+/).map((name) => [`${at}/${name}`, link(target)]));

/** A layer of these files, with the folders on the way to them. */
export function layerFiles(...parts: readonly Files[]): Changes {
  const files: Record<string, FsNode> = Object.assign({}, ...parts) as Record<string, FsNode>;
  const changes = new Map<string, FsNode>();
  for (const path of Object.keys(files).sort()) {
    const missing: string[] = [];
    for (let at = parentOf(path); at !== '/' && !changes.has(at); at = parentOf(at)) missing.unshift(at);
    for (const at of missing) changes.set(at, files[at] ?? folder());
    changes.set(path, files[path] ?? folder());
  }
  return changes;
}

/** How the rest of a layer's bytes is spread over files; the first get most. */
const SHARES = [0.34, 0.22, 0.16, 0.12, 0.09, 0.07];

/**
 * Fills a layer up to its size with bulk, in files of these names. The bulk of two architectures differs, as their
 * machine code does. @throws Error when the layer is larger already
 */
export function filled(
  files: Changes,
  size: number,
  architecture: Architecture,
  names: readonly string[],
): Changes {
  let left = size;
  for (const node of files.values()) left -= sizeOfNode(node as FsNode);
  if (left < 0) throw new Error(`the layer is ${String(-left)} bytes larger than ${String(size)}`);
  const made: Record<string, FsNode> = {};
  for (const [i, name] of names.entries()) {
    const last = i === names.length - 1;
    const part = last ? left : Math.min(left, Math.floor(size * (SHARES[i] ?? 0.05)));
    left -= part;
    made[name] = bulk(`${name} ${architecture}`, part);
  }
  return new Map(
    [...files, ...layerFiles(made)].filter(([path, node]) => !(files.has(path) && node !== files.get(path))),
  );
}
