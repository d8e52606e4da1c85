import { test as base } from '@playwright/test';
import { startLab, whyNoLab, type Lab } from '../lab/lab';
import { serveApp, type Served } from './serve';
import { App } from './stage';

interface PerWorker {
  /** A private engine of this file's own: it may be killed, filled and emptied. */
  lab: Lab;
  served: Served;
}

/** Specs on a real engine: one lab and one web host for each file, an empty engine and a fresh window for each test. */
export const test = base.extend<{ app: App }, PerWorker>({
  lab: [
    // eslint-disable-next-line no-empty-pattern -- the runner reads the names of what a fixture needs from here
    async ({}, use) => {
      const why = whyNoLab();
      test.skip(why !== undefined, why);
      const lab = await startLab();
      await use(lab);
      await lab.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  served: [
    async ({ lab }, use) => {
      const served = await serveApp(lab.host);
      await use(served);
      await served.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  app: async ({ page, lab, served }, use) => {
    await lab.reset();
    const app = new App(page);
    await app.open(served.url);
    await use(app);
    base.expect(app.faults, 'errors in the window').toEqual([]);
  },
});

export const { expect } = base;
