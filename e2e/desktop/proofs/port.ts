import type { Page } from '@playwright/test';
import { onBarePage, type Proof } from './proof';

/** How many ports came to the page while something was done. */
async function portsDuring(page: Page, work: () => Promise<unknown>): Promise<number> {
  const count = await page.evaluateHandle(() => {
    const seen = { ports: 0 };
    addEventListener('message', ({ data }) => void (seen.ports += data === 'cutaway-port' ? 1 : 0));
    return seen;
  });
  await work();
  // A port that was asked for and is refused never comes; one that was given is here by now.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 150)));
  return (await count.jsonValue()).ports;
}

const onlyThePageIsHeard: Proof = async ({ page, main }) => {
  const wrong: string[] = [];
  const heard = async (who: string, work: () => Promise<unknown>): Promise<void> => {
    if ((await portsDuring(page, work)) > 0) wrong.push(`${who} is handed a port`);
  };
  await heard('a frame of our own origin', () =>
    main(({ ipcMain, BrowserWindow }) => {
      const url = BrowserWindow.getAllWindows()[0]?.webContents.getURL();
      ipcMain.emit('cutaway-port', { senderFrame: { url } });
    }),
  );
  await heard('a frame that is gone', () =>
    main(({ ipcMain }) => void ipcMain.emit('cutaway-port', { senderFrame: null })),
  );
  await heard('a page of another origin', () =>
    main(({ ipcMain, BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      const foreign = { url: 'https://example.com/' };
      // For the blink of this call the window shows another page.
      Object.defineProperty(contents, 'mainFrame', { value: foreign, configurable: true, writable: true });
      ipcMain.emit('cutaway-port', { senderFrame: foreign });
      delete (contents as { mainFrame?: unknown }).mainFrame;
    }),
  );
  await heard('a frame within the page', () =>
    page.evaluate(() => {
      const frame = document.body.appendChild(document.createElement('iframe'));
      const script = frame.contentWindow as Window;
      script.postMessage('cutaway-port?', '*');
      window.dispatchEvent(
        new MessageEvent('message', { data: 'cutaway-port?', source: frame.contentWindow }),
      );
      setTimeout(() => frame.remove(), 100);
    }),
  );
  return wrong;
};

const GARBAGE: readonly unknown[] = [
  null,
  0,
  'follow',
  [],
  {},
  { t: 'follow' },
  { t: 'ack', seq: '1' },
  { t: 'call', id: 1, name: 'x'.repeat(33), body: null },
  { t: 'constructor' },
];

const garbageEndsThePort: Proof = async ({ page, main }) => {
  const wrong = await page.evaluate(async (garbage) => {
    const within = <T>(work: (done: (value: T) => void) => void): Promise<T | undefined> =>
      new Promise((resolve) => {
        work(resolve);
        setTimeout(resolve, 1500);
      });
    for (const piece of garbage) {
      const port = await within<MessagePort | undefined>((done) => {
        addEventListener('message', ({ ports }) => ports[0] && done(ports[0]));
        postMessage('cutaway-port?', location.origin);
      });
      if (!port) return [`no port came to send ${JSON.stringify(piece)}`];
      port.start();
      port.postMessage(piece);
      const closed = await within<boolean>((done) => port.addEventListener('close', () => done(true)));
      if (!closed) return [`the port goes on after ${JSON.stringify(piece)}`];
    }
    return [];
  }, GARBAGE);
  const windows = await main(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
  return windows === 1 ? wrong : [...wrong, 'the window has gone'];
};

export const PORT_PROOFS = {
  'a port is handed to the page itself and to nobody else': onBarePage(onlyThePageIsHeard),
  'garbage over a port ends it and harms nothing': onBarePage(garbageEndsThePort),
} satisfies Readonly<Record<string, Proof>>;
