import { readFileSync, writeFileSync } from 'node:fs';
import type { Rectangle } from 'electron';
import { flag, number, object, parseJson } from '../core/base/read';

export interface WindowState {
  /** null: where the system puts it. */
  readonly bounds: Rectangle | null;
  readonly maximized: boolean;
  readonly fullScreen: boolean;
}

export const SMALLEST = { width: 480, height: 400 };

const within = (value: number, from: number, to: number): number => Math.max(from, Math.min(value, to));

/** Moves and shrinks a window until all of it is on the display. */
function fit(window: Rectangle, area: Rectangle): Rectangle {
  const width = Math.min(window.width, area.width);
  const height = Math.min(window.height, area.height);
  return {
    x: within(window.x, area.x, area.x + area.width - width),
    y: within(window.y, area.y, area.y + area.height - height),
    width,
    height,
  };
}

/**
 * Where the window was when it was closed last.
 * @param areas the displays that are there now: a window is not put back onto one that is gone
 */
export function readWindowState(file: string, areas: readonly Rectangle[]): WindowState {
  let source = '';
  try {
    source = readFileSync(file, 'utf8');
  } catch {
    // The first time, there is none.
  }
  const state = object(parseJson(source));
  const { x, y, width, height } = object(state['bounds']);
  const bounds = { x: number(x, NaN), y: number(y, NaN), width: number(width), height: number(height) };
  const middle = { x: bounds.x + bounds.width / 2, y: bounds.y + bounds.height / 2 };
  const area = areas.find(
    (a) => middle.x >= a.x && middle.x < a.x + a.width && middle.y >= a.y && middle.y < a.y + a.height,
  );
  const usable = area && bounds.width >= SMALLEST.width && bounds.height >= SMALLEST.height;
  return {
    bounds: usable ? fit(bounds, area) : null,
    maximized: flag(state['maximized']),
    fullScreen: flag(state['fullScreen']),
  };
}

/** Kept where it can be; a full disk does not keep a window from closing. */
export function keepWindowState(file: string, state: WindowState): void {
  try {
    writeFileSync(file, JSON.stringify(state));
  } catch {
    // It opens where the system puts it, next time.
  }
}
