/** COPY and ADD: which files of the context, or of another image, come to which places. */
import { digestOf } from '../files/layer';
import type { Changes, FsNode } from '../files/node';
import { baseOf, join, normalize, parentOf } from '../files/path';
import { readTar } from '../files/tar-read';
import { writeTar, type TarEntry } from '../files/tar-write';
import { walk, type Tree } from '../files/tree';
import { Refused } from '../turn';

/** The context as a tree, folders that the archive does not name made up. */
export function contextTree(entries: readonly TarEntry[]): ReadonlyMap<string, FsNode> {
  const files = new Map<string, FsNode>();
  const folder: FsNode = { kind: 'folder', mode: 0o755, uid: 0, gid: 0, mtime: 0 };
  for (const { name, node } of entries) {
    const path = normalize(name);
    if (path === '/') continue;
    for (let at = parentOf(path); at !== '/'; at = parentOf(at)) if (!files.has(at)) files.set(at, folder);
    files.set(path, node);
  }
  return files;
}

export const treeFiles = (tree: Tree): ReadonlyMap<string, FsNode> => new Map(walk(tree));

function matcher(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\*/g, '[^/]*')
    .replace(/\?/g, '[^/]');
  return new RegExp(`^${source}$`);
}

export interface Copy {
  readonly word: string;
  readonly sources: readonly string[];
  /** As written: a slash at its end says that it is a folder. */
  readonly target: string;
  readonly workDir: string;
  readonly owner: { readonly uid: number; readonly gid: number } | null;
  /** Whether the sources are those of another image. */
  readonly foreign: boolean;
}

function found(files: ReadonlyMap<string, FsNode>, copy: Copy): readonly string[] {
  return copy.sources.flatMap((source) => {
    const path = normalize(source);
    if (path === '/') return ['/'];
    if (files.has(path)) return [path];
    const matches = /[*?[]/.test(source)
      ? [...files.keys()].filter((one) => matcher(path).test(one)).sort()
      : [];
    if (matches.length > 0) return matches;
    throw new Refused(
      400,
      copy.foreign
        ? `${copy.word} failed: stat ${path}: file does not exist`
        : `${copy.word} failed: file not found in build context or excluded by .dockerignore: stat ${source.replace(/^\.?\//, '')}: file does not exist`,
    );
  });
}

/** Bytes of a file if it is an archive; ADD unpacks those. */
function unpacked(node: FsNode): readonly TarEntry[] | null {
  if (node.kind !== 'file' || !('bytes' in node.content) || node.content.bytes.length < 512) return null;
  try {
    return readTar([node.content.bytes]);
  } catch {
    return null;
  }
}

export interface Copied {
  readonly changes: Changes;
  /** `file:4c2…`, `dir:…`, `multi:…`: how the history names what came. */
  readonly name: string;
  /** Where it came to: `/app/`. */
  readonly target: string;
}

/** @throws Refused when a source is not there, or the target cannot take it */
export function copyFiles(files: ReadonlyMap<string, FsNode>, base: Tree, copy: Copy): Copied {
  const sources = found(files, copy);
  const target = normalize(copy.target, copy.workDir || '/');
  const [first = ''] = sources;
  const single = sources.length === 1 ? (first === '/' ? null : files.get(first)) : undefined;
  const isFolder =
    copy.target.endsWith('/') ||
    copy.target === '.' ||
    sources.length > 1 ||
    base.get(target)?.kind === 'folder';
  if (copy.sources.length > 1 && !copy.target.endsWith('/') && copy.target !== '.') {
    throw new Refused(
      400,
      `When using ${copy.word} with more than one source file, the destination must be a directory and end with a /`,
    );
  }
  const changes = new Map<string, FsNode>();
  const owned = (node: FsNode): FsNode => ({ ...node, ...(copy.owner ?? { uid: 0, gid: 0 }) });
  const makeParents = (path: string): void => {
    const at = parentOf(path);
    if (at === '/' || changes.has(at) || base.get(at)?.kind === 'folder') return;
    makeParents(at);
    changes.set(at, { kind: 'folder', mode: 0o755, uid: 0, gid: 0, mtime: 0 });
  };
  const place = (path: string, node: FsNode): void => {
    if (path === '/') return;
    makeParents(path);
    changes.set(path, owned(node));
  };
  for (const source of sources) {
    const node = source === '/' ? null : files.get(source);
    if (node === null || node?.kind === 'folder') {
      if (node) place(target, node);
      const prefix = source === '/' ? '/' : `${source}/`;
      const below = [...files]
        .filter(([path]) => path.startsWith(prefix))
        .sort(([a], [b]) => (a < b ? -1 : 1));
      for (const [path, one] of below) place(normalize(`${target}/${path.slice(prefix.length)}`), one);
    } else if (node) {
      const archive = copy.word === 'ADD' ? unpacked(node) : null;
      if (archive) for (const entry of archive) place(normalize(`${target}/${entry.name}`), entry.node);
      else place(isFolder ? join(target, baseOf(source)) : target, node);
    }
  }
  const hash = digestOf(
    writeTar([...changes].map(([path, node]) => ({ name: path.slice(1), node: { ...node, mtime: 0 } }))),
  );
  const kind = sources.length > 1 ? 'multi' : single === null || single?.kind === 'folder' ? 'dir' : 'file';
  const slash = isFolder && target !== '/' && copy.target.endsWith('/') ? '/' : '';
  return { changes, name: `${kind}:${hash.slice('sha256:'.length)}`, target: target + slash };
}
