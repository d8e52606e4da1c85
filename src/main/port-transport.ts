import { ipcMain, MessageChannelMain, type BrowserWindow, type MessagePortMain } from 'electron';
import type { Transport } from '../contract/envelope';
import { serve, type Offer } from '../contract/host';
import { isOurs } from './origin';

/** A message port as a transport: values are copied on their way, so they travel as they are. */
export function portTransport(port: MessagePortMain): Transport {
  return {
    send: (message) => port.postMessage(message),
    onMessage: (listener) => void port.on('message', ({ data }) => listener(data as unknown)),
    onClose: (listener) => void port.on('close', listener),
    close: () => port.close(),
  };
}

/**
 * Gives a port to the window's page whenever it asks, and serves the contract at the other end. Only the page itself is
 * heard: no frame within it, no page of another origin.
 * @param current the window that is open now
 */
export function handOverPorts(current: () => BrowserWindow | null, offer: Offer): void {
  let last: MessagePortMain | null = null;
  ipcMain.on('cutaway-port', ({ senderFrame }) => {
    const window = current();
    if (!window || !senderFrame || senderFrame !== window.webContents.mainFrame || !isOurs(senderFrame.url))
      return;
    // One page, one port: the page before a reload is gone.
    last?.close();
    const { port1, port2 } = new MessageChannelMain();
    last = port2;
    serve(portTransport(port2), offer);
    port2.start();
    window.webContents.postMessage('cutaway-port', null, [port1]);
  });
}
