import { expect, test } from 'vitest';
import { readTime } from './read-time';

test('reads engine times with any number of digits, in any zone', () => {
  expect(readTime('2026-11-25T03:23:01.061432098Z')).toBe(Date.UTC(2026, 10, 25, 3, 23, 1, 61));
  expect(readTime('2026-11-25T03:23:01Z')).toBe(Date.UTC(2026, 10, 25, 3, 23, 1));
  expect(readTime('2026-11-25T03:23:01.5+02:00')).toBe(Date.UTC(2026, 10, 25, 1, 23, 1, 500));
});

test('gives null for never, and for what is no time', () => {
  for (const source of ['0001-01-01T00:00:00Z', '', 'yesterday', null, undefined, 3])
    expect(readTime(source)).toBeNull();
});
