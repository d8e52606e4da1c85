import { app, dialog, type BrowserWindow } from 'electron';

/** So many crashes of the page within this many milliseconds are taken for accidents. */
const PATIENCE = { crashes: 2, within: 60_000 };

/** A page that crashed is loaded again by itself, in its window, where that was. One that goes on crashing is not. */
export function revive(window: BrowserWindow): void {
  let crashes: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    const now = performance.now();
    crashes = [...crashes.filter((at) => now - at < PATIENCE.within), now];
    if (crashes.length <= PATIENCE.crashes) return window.webContents.reload();
    dialog.showErrorBox(
      'The window goes on crashing.',
      'Your containers are not touched. Start Cutaway again.',
    );
    app.quit();
  });
}
