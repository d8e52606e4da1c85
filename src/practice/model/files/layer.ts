/** A layer as an archive: its bytes, their digest, and the way back. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { sizeOfNode } from './content';
import { WHITEOUT, type Changes, type Content, type FsNode } from './node';
import { baseOf, join, parentOf } from './path';
import { BLOCK, padding } from './tar-header';
import { layerEntries, WHITEOUT_PREFIX, writeEntry, writeTar, type TarEntry } from './tar-write';
import { walk, type Tree } from './tree';
import { encodeUtf8 } from './utf8';

const NOTHING: Content = { bytes: new Uint8Array() };

/** `sha256:` and 64 hexadecimal digits. */
export function digestOf(content: Iterable<Uint8Array> | Uint8Array | string): string {
  const hash = sha256.create();
  if (typeof content === 'string') hash.update(encodeUtf8(content));
  else if (content instanceof Uint8Array) hash.update(content);
  else for (const chunk of content) hash.update(chunk);
  return `sha256:${bytesToHex(hash.digest())}`;
}

/** The archive of a layer, as `docker save` gives it. */
export const layerTar = (changes: Changes): Generator<Uint8Array> => writeTar(layerEntries(changes));

/** The digest of the uncompressed archive: the layer's `diff_id`. Reads every byte. */
export const diffIdOf = (changes: Changes): string => digestOf(layerTar(changes));

/** Bytes in the files of a layer: the size that `docker history` tells. */
export function sizeOfLayer(changes: Changes): number {
  let size = 0;
  for (const node of changes.values()) if (node !== WHITEOUT) size += sizeOfNode(node);
  return size;
}

/** Bytes of the layer's archive, without making it. */
export function sizeOfTar(changes: Changes): number {
  let size = 2 * BLOCK;
  for (const { name, node } of layerEntries(changes)) {
    if (node.kind !== 'file') {
      for (const chunk of writeEntry({ name, node })) size += chunk.length;
      continue;
    }
    const bytes = sizeOfNode(node);
    for (const chunk of writeEntry({ name, node: { ...node, content: NOTHING } })) size += chunk.length;
    size += bytes + padding(bytes);
  }
  return size;
}

/** Changes from the entries of a layer's archive. An opaque mark (`.wh..wh..opq`) is kept as a whiteout of the folder's names. */
export function changesOf(entries: Iterable<TarEntry>, below?: Tree): Changes {
  const changes = new Map<string, FsNode | typeof WHITEOUT>();
  for (const { name, node } of entries) {
    const path = `/${name}`;
    const base = baseOf(path);
    if (base === '.wh..wh..opq') {
      for (const gone of below?.list(parentOf(path)) ?? []) {
        const at = join(parentOf(path), gone);
        if (!changes.has(at)) changes.set(at, WHITEOUT);
      }
    } else if (base.startsWith(WHITEOUT_PREFIX))
      changes.set(join(parentOf(path), base.slice(WHITEOUT_PREFIX.length)), WHITEOUT);
    else changes.set(path, node);
  }
  return changes;
}

/** A file system as one archive: what `docker export` gives, or the part of it below a path (`docker cp`). */
export function* exportEntries(tree: Tree, from = '/'): Generator<TarEntry> {
  for (const [path, node] of walk(tree, from)) yield { name: path.slice(1), node };
}
