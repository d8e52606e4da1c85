import { expect, it } from 'vitest';
import { readChoice, readPort, readSize, readSpan } from './values';

it('reads spans of time, and refuses numbers without a unit', () => {
  expect(['3.2s', '1m', '500ms', '1m30s'].map((span) => readSpan('at', span))).toEqual([
    3200, 60_000, 500, 90_000,
  ]);
  for (const wrong of ['3', '-1s', 'soon', '']) expect(() => readSpan('at', wrong)).toThrow(`not "${wrong}"`);
});

it('reads sizes within bounds', () => {
  expect(readSize('size', '1280x800')).toEqual({ W: 1280, H: 800 });
  for (const wrong of ['1280', '1x1', '99999x800', '1280 x 800'])
    expect(() => readSize('size', wrong)).toThrow('320 to 8000');
});

it('reads one word of a few and names the nearest', () => {
  expect(readChoice('theme', 'dark', ['light', 'dark'])).toBe('dark');
  expect(() => readChoice('theme', 'drak', ['light', 'dark'])).toThrow('Did you mean dark?');
});

it('reads ports', () => {
  expect([readPort('port', '0'), readPort('port', '65535')]).toEqual([0, 65_535]);
  for (const wrong of ['65536', '-1', '8o', ''])
    expect(() => readPort('port', wrong)).toThrow('from 0 to 65535');
});
