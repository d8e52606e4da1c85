/**
 * Stands in for the module `electron` where its program cannot be had: the surface that src/main uses, with Debian's
 * Chromium for the windows. What src/main uses is checked by the compiler (tsconfig.stand-in.json), how it compares
 * with the real package in surface.ts.
 */
import { app } from './app';
import { BrowserWindow } from './browser-window';
import { answerTests } from './evaluate';
import { ipcMain } from './ipc-main';
import { session } from './session';
import { dialog, Menu, nativeTheme, screen, shell } from './surroundings';

export { app, BrowserWindow, dialog, ipcMain, Menu, nativeTheme, screen, session, shell };
export type { Rectangle } from './browser-window';
export { MessageChannelMain, type MessagePortMain } from './message-channel';
export { protocol } from './protocol';
export type { Session } from './session';
export type { MenuItemConstructorOptions } from './surroundings';
export type { WebContents } from './web-contents';

answerTests({ app, BrowserWindow, dialog, ipcMain, Menu, nativeTheme, screen, session, shell });
