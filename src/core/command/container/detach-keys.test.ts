import { expect, test } from 'vitest';
import { readKeys } from './detach-keys';

test.each([
  ['ctrl-p,ctrl-q', [0x10, 0x11]],
  ['ctrl-@,ctrl-[,ctrl-\\,ctrl-],ctrl-^,ctrl-_', [0, 0x1b, 0x1c, 0x1d, 0x1e, 0x1f]],
  ['a,DEL,ctrl-z', [0x61, 0x7f, 0x1a]],
  ['ctrl-P', null],
  ['ab', null],
  ['', null],
  ['a,,b', null],
])('reads the keys that let go: %s', (keys, bytes) => {
  expect(readKeys(keys)).toEqual(bytes);
});
