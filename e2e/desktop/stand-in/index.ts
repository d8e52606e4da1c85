/**
 * Stands in for the module `electron` where its program cannot be had: the surface that src/main uses, with Debian's
 * Chromium for the windows. What src/main uses is checked by the compiler (tsconfig.stand-in.json), how it compares
 * with the real package in surface.ts.
 */
export { app } from './app';
export { BrowserWindow, type Rectangle } from './browser-window';
export { ipcMain } from './ipc-main';
export { MessageChannelMain, type MessagePortMain } from './message-channel';
export { protocol } from './protocol';
export { session, type Session } from './session';
export { dialog, Menu, nativeTheme, screen, shell } from './surroundings';
export type { WebContents } from './web-contents';
