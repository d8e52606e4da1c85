import type { FlagSpec } from '../spec';

/** Ctrl-P Ctrl-Q */
export const DETACH_KEYS: readonly number[] = [0x10, 0x11];

export const DETACH_KEYS_FLAG: FlagSpec = {
  long: 'detach-keys',
  type: 'string',
  explains:
    'the keys that let go of the program, which then runs on: ctrl-x,a; without it they are ctrl-p,ctrl-q',
};

const CONTROL = '@abcdefghijklmnopqrstuvwxyz[\\]^_';

/**
 * Reads keys as the CLI writes them: `ctrl-p,ctrl-q`, `a`, `DEL`.
 * @returns their bytes; null where one is unknown, as the CLI then keeps to its own
 */
export function readKeys(keys: string): readonly number[] | null {
  const bytes: number[] = [];
  for (const key of keys.split(',')) {
    const control = /^ctrl-(.)$/.exec(key)?.[1];
    const code =
      key === 'DEL'
        ? 0x7f
        : control !== undefined
          ? CONTROL.indexOf(control)
          : /^[\u0001-\u007f]$/.test(key)
            ? key.charCodeAt(0)
            : -1;
    if (code < 0) return null;
    bytes.push(code);
  }
  return bytes;
}
