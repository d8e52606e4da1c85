import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveApp } from '../app/serve';
import { App, expectOrder } from '../app/stage';
import { expect, test } from '../app/test';
import { run } from '../lab/exec';

/** Where the app puts its tap's socket: a folder of the test's own. */
let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cutaway-tap-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the app opens it by a switch, and commands of another terminal appear with their requests', async ({
  page,
  lab,
}) => {
  test.setTimeout(90_000);
  await lab.reset();
  await lab.docker(['pull', '-q', 'busybox']);
  const served = await serveApp(lab.host, { ...process.env, XDG_RUNTIME_DIR: folder });
  const app = new App(page);
  await app.open(served.url);
  await page.getByRole('button', { name: /Requests/ }).click();
  const panel = page.getByRole('complementary', { name: 'Requests' });
  await panel.getByRole('switch').click();
  const line = panel.locator('.tap .command span').first();
  await expect(line).toHaveText(/^export DOCKER_HOST=unix:\/\//);
  const host = (await line.textContent())?.replace('export DOCKER_HOST=', '') ?? '';
  const env = { ...process.env, DOCKER_HOST: host };
  expect((await run(['docker', 'run', '--name', 'outside', 'busybox', 'true'], { env })).code).toBe(0);
  await expect(panel.locator('.asked')).toContainText('docker run --name outside busybox true');
  await expect(panel.locator('.asked .origin')).toHaveText('your terminal');
  await app.still();
  await expect(app.mark('container', 'outside')).toContainText('Exited (0)');
  const start = panel.locator('.requests > li', { hasText: '/start' });
  await start.locator('button.row').click();
  await expect(start.locator('.followed')).toContainText('container start');
  await expect(start.locator('.changed')).toContainText('container outside');
  await start.locator('.changed button', { hasText: 'container outside' }).hover();
  await expect(page.locator('#stage .frames rect')).toHaveCount(1);
  await panel.getByRole('switch').click();
  await expect(panel.locator('.tap .command')).toHaveCount(0);
  expect((await run(['docker', 'ps'], { env })).code).not.toBe(0);
  expect(app.faults).toEqual([]);
  await served.stop();
});

test('a command of another terminal plays on the stage as one typed here does', async ({ page, lab }) => {
  test.setTimeout(120_000);
  await lab.reset();
  const served = await serveApp(lab.host, { ...process.env, XDG_RUNTIME_DIR: folder });
  const app = new App(page);
  await app.open(served.url);
  await page.getByRole('button', { name: /Requests/ }).click();
  await page.getByRole('switch').click();
  const line = page.locator('.tap .command span').first();
  const host = ((await line.textContent()) ?? '').replace('export DOCKER_HOST=', '');
  const { stdout } = await run(['docker', 'run', 'hello-world'], {
    env: { ...process.env, DOCKER_HOST: host },
  });
  expect(stdout).toContain('Hello from Docker!');
  await app.act('stamp');
  await app.still();
  const acts = await app.acts();
  expectOrder(acts, ['ask', 'search', 'answer', 'ask', 'fetch', 'bytes', 'extract', 'shelve', 'place']);
  expectOrder(acts, ['place', 'hand', 'light', 'output', 'dark', 'stamp']);
  expect(app.faults).toEqual([]);
  await served.stop();
});
