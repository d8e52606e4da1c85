import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext } from '@playwright/test';

/** The folder that the program keeps its state in: Electron's own flag, else a fresh one. */
export const userData =
  process.argv.find((word) => word.startsWith('--user-data-dir='))?.slice('--user-data-dir='.length) ??
  mkdtempSync(join(tmpdir(), 'cutaway-stand-in-'));

let launched: Promise<BrowserContext> | null = null;

/** The browser, if it was ever wanted. */
export const launchedBrowser = (): Promise<BrowserContext> | null => launched;

/** Debian's Chromium in the place of Electron's. The test finds its way in through DevToolsActivePort in `userData`. */
export const browser = (): Promise<BrowserContext> => (launched ??= launch());

async function launch(): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(userData, {
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--remote-debugging-port=0', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    viewport: { width: 1280, height: 800 },
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  // What is no window's page, as one that a page opens before the program is asked, reaches nothing.
  await context.route('**/*', (route) => route.abort('aborted'));
  return context;
}
