import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SETTINGS } from './settings';
import { openWindow } from './window';

interface Made {
  readonly options: { readonly webPreferences: Readonly<Record<string, unknown>>; readonly show: boolean };
  readonly done: string[];
  emit(event: string): void;
}

const electron = vi.hoisted(() => ({ folder: '', made: [] as Made[], listeners: 0 }));
vi.mock('electron', async () => {
  const { EventEmitter } = await import('node:events');
  class BrowserWindow extends EventEmitter {
    readonly done: string[] = [];
    readonly webContents = new EventEmitter();
    constructor(readonly options: Made['options']) {
      super();
      electron.made.push(this);
    }
    maximize = (): unknown => this.done.push('maximize');
    setFullScreen = (full: boolean): unknown => this.done.push(`full screen ${String(full)}`);
    show = (): unknown => this.done.push('show');
    loadURL = (url: string): Promise<void> => Promise.resolve(void this.done.push(url));
    setBackgroundColor = (): void => undefined;
    getNormalBounds = (): unknown => ({ x: 10, y: 20, width: 900, height: 700 });
    isMaximized = (): boolean => true;
    isFullScreen = (): boolean => true;
  }
  return {
    app: { getPath: () => electron.folder, getAppPath: () => '/program' },
    BrowserWindow,
    dialog: {},
    nativeTheme: {
      shouldUseDarkColors: false,
      on: () => (electron.listeners += 1),
      off: () => (electron.listeners -= 1),
    },
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] },
  };
});

const file = (): string => join(electron.folder, 'window.json');
const opened = (): Made => {
  openWindow();
  return electron.made.at(-1) as Made;
};

beforeEach(() => {
  electron.folder = mkdtempSync(join(tmpdir(), 'cutaway-window-'));
});
afterEach(() => rmSync(electron.folder, { recursive: true }));

it('opens with what the table says and its preload script, and with nothing else', () => {
  const { preload, ...preferences } = opened().options.webPreferences;
  expect(preload).toBe(join('/program', 'out', 'preload', 'preload.cjs'));
  const rows = Object.entries(SETTINGS.window).map(([name, { value }]) => [name, value]);
  expect(preferences).toEqual(Object.fromEntries(rows));
});

it('is shown when it has something to show', () => {
  const window = opened();
  expect([window.options.show, window.done]).toEqual([false, ['app://cutaway/']]);
  window.emit('ready-to-show');
  expect(window.done).toContain('show');
});

it('comes back in full screen, maximized, where it was', () => {
  opened().emit('close');
  const kept = { bounds: { x: 10, y: 20, width: 900, height: 700 }, maximized: true, fullScreen: true };
  expect(JSON.parse(readFileSync(file(), 'utf8'))).toEqual(kept);
  const again = opened();
  expect(again.options).toMatchObject(kept.bounds);
  expect(again.done).toEqual(['maximize', 'full screen true', 'app://cutaway/']);
});

it('does not care what stands in its file', () => {
  writeFileSync(file(), '{"bounds":{"x":{}},"maximized":"yes"}');
  expect(opened().done).toEqual(['app://cutaway/']);
});

it('stops to follow the theme when it is closed', () => {
  const before = electron.listeners;
  const window = opened();
  expect(electron.listeners).toBe(before + 1);
  window.emit('closed');
  expect(electron.listeners).toBe(before);
});
