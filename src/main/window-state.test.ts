import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepWindowState, readWindowState } from './window-state';

const LAPTOP = { x: 0, y: 0, width: 1440, height: 900 };
const BESIDE = { x: 1440, y: 0, width: 1920, height: 1080 };
const there = { x: 1600, y: 100, width: 1000, height: 700 };

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cutaway-window-'));
  file = join(folder, 'window.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

it('puts the window back to where it was', () => {
  const state = { bounds: there, maximized: true, fullScreen: true };
  keepWindowState(file, state);
  expect(readWindowState(file, [LAPTOP, BESIDE])).toEqual(state);
});

it('does not put it onto a display that is gone', () => {
  keepWindowState(file, { bounds: there, maximized: false, fullScreen: false });
  expect(readWindowState(file, [LAPTOP]).bounds).toBeNull();
});

it.each([
  [
    { x: 2900, y: 700, width: 900, height: 700 },
    { x: 2460, y: 380, width: 900, height: 700 },
  ],
  [
    { x: 1000, y: -300, width: 3000, height: 2000 },
    { x: 1440, y: 0, width: 1920, height: 1080 },
  ],
])('brings all of it back onto its display: %j', (bounds, fitted) => {
  keepWindowState(file, { bounds, maximized: false, fullScreen: false });
  expect(readWindowState(file, [LAPTOP, BESIDE]).bounds).toEqual(fitted);
});

it.each(['', 'nonsense', '{"bounds":{"x":"1"}}', '{"bounds":{"x":10,"y":10,"width":5,"height":5}}', '[]'])(
  'leaves the place to the system when what was kept is %s',
  (text) => {
    writeFileSync(file, text);
    expect(readWindowState(file, [LAPTOP])).toEqual({ bounds: null, maximized: false, fullScreen: false });
  },
);

it('is silent where nothing can be kept', () => {
  expect(() =>
    keepWindowState(join(folder, 'none', 'window.json'), {
      bounds: null,
      maximized: false,
      fullScreen: false,
    }),
  ).not.toThrow();
});
