/**
 * A program of an image is bulk whose sentence names it: `cutaway bulk 1131168 program busybox`. It has the size of
 * the real one and costs nothing; whatever copies the bytes copies the program.
 */
import { bulkSeed } from './bulk';
import { bytesOf, sizeOfContent } from './content';
import type { Content } from './node';

const WORD = 'program ';

export const programContent = (name: string, size: number): Content => ({ bulk: WORD + name, size });

/** The program that a file stands for, undefined for a file that is none. */
export function programName(content: Content): string | undefined {
  const seed = 'bulk' in content ? content.bulk : bulkSeed(bytesOf(content, 256), sizeOfContent(content));
  return seed?.startsWith(WORD) === true ? seed.slice(WORD.length) : undefined;
}
