import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { beforeEach, expect, it, vi } from 'vitest';
import { revive } from './revive';

const electron = vi.hoisted(() => ({ quit: vi.fn(), showErrorBox: vi.fn() }));
vi.mock('electron', () => ({
  app: { quit: electron.quit },
  dialog: { showErrorBox: electron.showErrorBox },
}));

let reload = vi.fn();
let gone: (reason: string) => void = () => undefined;
beforeEach(() => {
  vi.clearAllMocks();
  reload = vi.fn();
  const webContents = Object.assign(new EventEmitter(), { reload });
  revive({ webContents, isDestroyed: () => false } as unknown as BrowserWindow);
  gone = (reason) => void webContents.emit('render-process-gone', {}, { reason });
});

it('loads a page that crashed again, twice a minute and no more', () => {
  gone('crashed');
  gone('oom');
  expect([reload.mock.calls.length, electron.quit.mock.calls.length]).toEqual([2, 0]);
  gone('crashed');
  expect([reload.mock.calls.length, electron.quit.mock.calls.length]).toEqual([2, 1]);
  expect(electron.showErrorBox).toHaveBeenCalledOnce();
});

it('forgets a crash after a minute', () => {
  const now = vi.spyOn(performance, 'now');
  for (let i = 0; i < 5; i += 1) {
    now.mockReturnValue(i * 40_000);
    gone('crashed');
  }
  expect([reload.mock.calls.length, electron.quit.mock.calls.length]).toEqual([5, 0]);
  now.mockRestore();
});

it('leaves a page alone that ended as it should', () => {
  gone('clean-exit');
  expect(reload).not.toHaveBeenCalled();
});
