/** Errors of a file system, in the words of strerror(3). */
const WORDS = {
  ENOENT: 'No such file or directory',
  ENOTDIR: 'Not a directory',
  EISDIR: 'Is a directory',
  EEXIST: 'File exists',
  ENOTEMPTY: 'Directory not empty',
  EACCES: 'Permission denied',
  EPERM: 'Operation not permitted',
  EROFS: 'Read-only file system',
  EBUSY: 'Device or resource busy',
  EINVAL: 'Invalid argument',
  ELOOP: 'Too many levels of symbolic links',
  ENOSPC: 'No space left on device',
} as const;

export type Errno = keyof typeof WORDS;

export class Failure extends Error {
  constructor(
    readonly errno: Errno,
    readonly path: string,
  ) {
    super(`${errno}: ${WORDS[errno].toLowerCase()}, open '${path}'`);
  }
  get words(): string {
    return WORDS[this.errno];
  }
}

const isErrno = (word: string): word is Errno => word in WORDS;

/** What the machine rejected with, as a failure at a path. */
export function failure(error: unknown, path: string): Failure {
  if (error instanceof Failure) return error;
  const word = error instanceof Error ? (/^E[A-Z]+/.exec(error.message)?.[0] ?? '') : '';
  return new Failure(isErrno(word) ? word : 'EINVAL', path);
}
