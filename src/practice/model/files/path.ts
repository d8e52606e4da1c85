/** Absolute POSIX paths of a container: they begin with `/` and have no slash at the end, but for the root. */

/** Cleans `.`, `..`, doubled and trailing slashes; a relative path is read from `base`. `..` stops at the root. */
export function normalize(path: string, base = '/'): string {
  const parts: string[] = [];
  const whole = path.startsWith('/') ? path : `${base}/${path}`;
  for (const part of whole.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

export const join = (folder: string, name: string): string =>
  folder === '/' ? `/${name}` : `${folder}/${name}`;

export const parentOf = (path: string): string => path.slice(0, Math.max(1, path.lastIndexOf('/')));

export const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The names from the root down: `/a/b` → `a`, `b`. */
export const partsOf = (path: string): readonly string[] => (path === '/' ? [] : path.slice(1).split('/'));

/** Order of a walk through folders: `/a`, `/a/b`, `/a.txt`. */
export function comparePaths(a: string, b: string): number {
  const left = partsOf(a);
  const right = partsOf(b);
  for (let i = 0; i < left.length && i < right.length; i += 1) {
    const x = left[i] ?? '';
    const y = right[i] ?? '';
    if (x !== y) return x < y ? -1 : 1;
  }
  return left.length - right.length;
}
