import { join } from 'node:path';
import { app, BrowserWindow, dialog, nativeTheme, screen } from 'electron';
import { paletteOf } from '../core/scene/tokens';
import { HOME } from './origin';
import { keepWindowState, readWindowState } from './window-state';

const background = (): string => paletteOf(nativeTheme.shouldUseDarkColors ? 'dark' : 'light').bg;

/** Milliseconds after a crash within which a second one is no accident. */
const CRASH_LOOP = 60_000;

/** Opens the app's window on its own page. The page is sandboxed and sees nothing of Node or Electron. */
export function openWindow(): BrowserWindow {
  const file = join(app.getPath('userData'), 'window.json');
  const areas = screen.getAllDisplays().map((display) => display.workArea);
  const { bounds, maximized } = readWindowState(file, areas);
  const window = new BrowserWindow({
    ...(bounds ?? { width: 1280, height: 800 }),
    minWidth: 480,
    minHeight: 400,
    backgroundColor: background(),
    show: false,
    webPreferences: {
      preload: join(app.getAppPath(), 'out', 'preload', 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
    },
  });
  if (maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () =>
    keepWindowState(file, { bounds: window.getNormalBounds(), maximized: window.isMaximized() }),
  );

  const follow = (): void => window.setBackgroundColor(background());
  nativeTheme.on('updated', follow);
  window.on('closed', () => nativeTheme.off('updated', follow));
  reloadOnce(window);
  // A window that is closed or crashes meanwhile ends the loading; that is told where it is dealt with.
  window.loadURL(HOME).catch(() => undefined);
  return window;
}

/** A page that crashed is loaded again by itself; one that goes on crashing is not. */
function reloadOnce(window: BrowserWindow): void {
  let crashed = -Infinity;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    const again = performance.now() - crashed < CRASH_LOOP;
    crashed = performance.now();
    if (!again) return window.webContents.reload();
    dialog.showErrorBox('The window crashed twice.', 'Your containers are not touched. Start Cutaway again.');
    app.quit();
  });
}
