import type { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Offer } from '../contract/host';
import { handOverPorts } from './port-transport';

const electron = vi.hoisted(() => ({
  ipcMain: null as EventEmitter | null,
  ports: [] as { close: () => void }[],
}));
vi.mock('electron', async () => {
  const { EventEmitter } = await import('node:events');
  electron.ipcMain = new EventEmitter();
  class Port extends EventEmitter {
    close = vi.fn();
    start = vi.fn();
    postMessage = vi.fn();
  }
  class MessageChannelMain {
    port1 = new Port();
    port2 = new Port();
    constructor() {
      electron.ports.push(this.port2);
    }
  }
  return { ipcMain: electron.ipcMain, MessageChannelMain };
});

const mainFrame = { url: 'app://cutaway/' };
const posted = vi.fn();
let window: unknown = null;
const offer = { subscribe: () => () => undefined } as unknown as Offer;
const ask = (senderFrame: unknown): void => void electron.ipcMain?.emit('cutaway-port', { senderFrame });

beforeEach(() => {
  electron.ipcMain?.removeAllListeners();
  electron.ports.length = 0;
  posted.mockClear();
  window = { webContents: { mainFrame, postMessage: posted } };
  handOverPorts(() => window as BrowserWindow | null, offer);
});

it('hands a port to the page that asks', () => {
  ask(mainFrame);
  expect(posted).toHaveBeenCalledOnce();
  expect(posted).toHaveBeenCalledWith('cutaway-port', null, [expect.anything()]);
});

it('hands nothing to a frame within the page, to a frame that is gone, or without a window', () => {
  ask({ url: 'app://cutaway/' });
  ask(null);
  window = null;
  ask(mainFrame);
  expect(posted).not.toHaveBeenCalled();
});

it('hands nothing to the window while it shows a page of another origin', () => {
  const foreign = { url: 'https://example.com/' };
  window = { webContents: { mainFrame: foreign, postMessage: posted } };
  ask(foreign);
  expect(posted).not.toHaveBeenCalled();
});

it('closes the port of the page before', () => {
  ask(mainFrame);
  ask(mainFrame);
  expect(electron.ports[0]?.close).toHaveBeenCalledOnce();
  expect(electron.ports[1]?.close).not.toHaveBeenCalled();
});
