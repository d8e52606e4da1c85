import { launchDesktop, type Desktop } from '../desktop/launch';
import { PROOFS } from '../desktop/proofs';
import { comes } from '../desktop/proofs/proof';
import { expect, test as base } from '@playwright/test';

/** What the desktop's shell promises, on a program without an engine. docs/security.md says what each test is for. */
const test = base.extend<object, { desktop: Desktop }>({
  desktop: [
    // eslint-disable-next-line no-empty-pattern -- the runner reads the names of what a fixture needs from here
    async ({}, use) => {
      const desktop = await launchDesktop({});
      await use(desktop);
      await desktop.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

for (const [title, proof] of Object.entries(PROOFS)) {
  test(title, async ({ desktop }) => {
    expect(await proof(desktop)).toEqual([]);
  });
}

const FAR = { x: 90_000, y: 90_000, width: 900, height: 700 };

test('the window is not put onto a display that is gone, and its place is kept', async () => {
  test.skip(process.platform === 'darwin', 'On a Mac the program goes on without its window.');
  const kept = { bounds: FAR, maximized: false, fullScreen: false };
  const desktop = await launchDesktop({ kept });
  const bounds = await desktop.main(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getNormalBounds(),
  );
  expect(bounds).toMatchObject({ width: 1280, height: 800 });
  await desktop.page.close();
  expect(await desktop.ended).toBe(0);
  expect(desktop.kept()).toEqual({ ...kept, bounds });
  await desktop.close();
});

test('a page that goes on crashing is loaded again twice, and then the program ends', async () => {
  const desktop = await launchDesktop({});
  await desktop.main(({ dialog }) => void Object.assign(dialog, { showErrorBox: () => undefined }));
  for (let crashes = 0; crashes < 3; crashes += 1) {
    const stands = (): Promise<boolean> =>
      Promise.all(
        desktop.pages().map((page) =>
          page
            .locator('#stage')
            .count()
            .catch(() => 0),
        ),
      ).then((counts) => counts.includes(1));
    expect(await comes(stands, 10_000), `after ${String(crashes)} crashes`).toBe(true);
    await desktop
      .main(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer())
      .catch(() => undefined);
    await comes(async () => !(await stands()), 2000);
  }
  expect(await desktop.ended).toBe(0);
  await desktop.close();
});
