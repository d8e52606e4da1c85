import { nearest } from '../core/command/nearest';

/** The words typed make no sense. The message is one sentence that names the wrong one; exit code 2. */
export class Misuse extends Error {}

/** It cannot be done now. The message says why, and what to do next; exit code 1. */
export class Failure extends Error {}

/** ` Did you mean draw?`, or nothing when no known word is near. */
export function didYouMean(word: string, known: readonly string[], prefix = ''): string {
  const near = nearest(word, known);
  return near === null ? '' : ` Did you mean ${prefix}${near}?`;
}
