import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import { paletteOf } from '../core/scene/tokens';
import { HOME } from './origin';
import { revive } from './revive';
import { SETTINGS, valuesOf } from './settings';
import { keepWindowState, readWindowState, SMALLEST } from './window-state';

const background = (): string => paletteOf(nativeTheme.shouldUseDarkColors ? 'dark' : 'light').bg;

/** Opens the app's window on its own page. The page is sandboxed and sees nothing of Node or Electron. */
export function openWindow(): BrowserWindow {
  const file = join(app.getPath('userData'), 'window.json');
  const areas = screen.getAllDisplays().map((display) => display.workArea);
  const { bounds, maximized, fullScreen } = readWindowState(file, areas);
  const window = new BrowserWindow({
    ...(bounds ?? { width: 1280, height: 800 }),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    backgroundColor: background(),
    show: false,
    webPreferences: {
      ...valuesOf(SETTINGS.window),
      preload: join(app.getAppPath(), 'out', 'preload', 'preload.cjs'),
    },
  });
  if (maximized) window.maximize();
  if (fullScreen) window.setFullScreen(true);
  window.once('ready-to-show', () => window.show());
  window.on('close', () =>
    keepWindowState(file, {
      bounds: window.getNormalBounds(),
      maximized: window.isMaximized(),
      fullScreen: window.isFullScreen(),
    }),
  );

  const follow = (): void => window.setBackgroundColor(background());
  nativeTheme.on('updated', follow);
  window.on('closed', () => nativeTheme.off('updated', follow));
  revive(window);
  // A window that is closed or crashes meanwhile ends the loading; that is told where it is dealt with.
  window.loadURL(HOME).catch(() => undefined);
  return window;
}
