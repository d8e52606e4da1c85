import { bulkChunks } from './bulk';
import type { Content, FsNode } from './node';

export const sizeOfContent = (content: Content): number =>
  'bytes' in content ? content.bytes.length : content.size;

/** Bytes that a node takes: those of a file, the length of a link's target; a folder is counted as nothing. */
export const sizeOfNode = (node: FsNode): number =>
  node.kind === 'file' ? sizeOfContent(node.content) : node.kind === 'link' ? node.target.length : 0;

/** The bytes in pieces, so that a large file is never whole in memory. */
export function* chunksOf(content: Content): Generator<Uint8Array> {
  if ('bytes' in content) {
    if (content.bytes.length > 0) yield content.bytes;
  } else yield* bulkChunks(content.bulk, content.size);
}

/** All bytes, at most `limit` of them. */
export function bytesOf(content: Content, limit = Number.POSITIVE_INFINITY): Uint8Array {
  if ('bytes' in content)
    return content.bytes.length > limit ? content.bytes.subarray(0, limit) : content.bytes;
  const whole = new Uint8Array(Math.min(content.size, limit));
  let at = 0;
  for (const chunk of chunksOf(content)) {
    if (at >= whole.length) break;
    whole.set(chunk.subarray(0, whole.length - at), at);
    at += chunk.length;
  }
  return whole;
}
