import type { ChildProcess } from 'node:child_process';
import type { Page } from '@playwright/test';
import type * as Electron from 'electron';

/** The members of Electron that the stand-in has too. */
export type Main = Pick<
  typeof Electron,
  'app' | 'BrowserWindow' | 'dialog' | 'ipcMain' | 'Menu' | 'nativeTheme' | 'screen' | 'session' | 'shell'
>;

export interface Running {
  /** The window's page. */
  readonly page: Page;
  /** All pages of the program that are there now. */
  pages(): readonly Page[];
  /** Runs a function in the main process. It is sent as text: what it needs, it is given. */
  main<R, G = undefined>(work: (electron: Main, given: G) => R | Promise<R>, given?: G): Promise<R>;
  /** What the program said on standard error. */
  words(): string;
  /** Resolves with its exit code once the program has ended. */
  readonly ended: Promise<number | null>;
  /** Ends the program and removes what it kept. */
  close(): Promise<void>;
}

export const endOf = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => (child.exitCode === null ? child.once('exit', resolve) : resolve(child.exitCode)));
