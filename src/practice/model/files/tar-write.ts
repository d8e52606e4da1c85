import { chunksOf, sizeOfContent } from './content';
import { WHITEOUT, type Changes, type FsNode } from './node';
import { baseOf, comparePaths, join, parentOf } from './path';
import { BLOCK, padding, writeHeader } from './tar-header';

/** Name of a file that says that another one is gone (OCI image layer specification, "Whiteouts"). */
export const WHITEOUT_PREFIX = '.wh.';

export interface TarEntry {
  /** As written in the archive: relative, without a slash at the end. */
  readonly name: string;
  readonly node: FsNode;
}

const TYPES = { file: '0', link: '2', folder: '5' } as const;

/** One entry, in pieces of 64 KiB at most. */
export function* writeEntry({ name, node }: TarEntry): Generator<Uint8Array> {
  const size = node.kind === 'file' ? sizeOfContent(node.content) : 0;
  yield* writeHeader({
    name: node.kind === 'folder' ? `${name}/` : name,
    mode: node.kind === 'link' ? 0o777 : node.mode,
    uid: node.uid,
    gid: node.gid,
    mtime: node.mtime,
    size,
    type: TYPES[node.kind],
    target: node.kind === 'link' ? node.target : '',
  });
  if (node.kind !== 'file') return;
  yield* chunksOf(node.content);
  if (padding(size) > 0) yield new Uint8Array(padding(size));
}

/** An archive in pieces, with the two empty blocks at its end. */
export function* writeTar(entries: Iterable<TarEntry>): Generator<Uint8Array> {
  for (const entry of entries) yield* writeEntry(entry);
  yield new Uint8Array(2 * BLOCK);
}

const GONE: FsNode = {
  kind: 'file',
  mode: 0o644,
  uid: 0,
  gid: 0,
  mtime: 0,
  content: { bytes: new Uint8Array() },
};

/** The entries of a layer, in the order of a walk, whiteouts as files `.wh.name`: equal changes, equal bytes. */
export function* layerEntries(changes: Changes): Generator<TarEntry> {
  for (const [path, node] of [...changes].sort(([a], [b]) => comparePaths(a, b))) {
    if (path === '/') continue;
    const gone = node === WHITEOUT;
    const full = gone ? join(parentOf(path), WHITEOUT_PREFIX + baseOf(path)) : path;
    yield { name: full.slice(1), node: gone ? GONE : node };
  }
}
