import { expect } from '@playwright/test';
import { App } from '../app/stage';
import type { Lab } from '../lab/lab';
import { launchDesktop } from './launch';

/** For `test.use`: the app in the desktop's window, in the place of a page of the web host. */
export const inDesktop = {
  app: async ({ lab }: { lab: Lab }, use: (app: App) => Promise<void>): Promise<void> => {
    await lab.reset();
    const desktop = await launchDesktop({ engine: lab.host });
    try {
      const app = new App(desktop.page);
      await app.open(desktop.page.url());
      await use(app);
      expect(app.faults, 'errors in the window').toEqual([]);
    } finally {
      await desktop.close();
    }
  },
};
