import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveApp } from '../app/serve';
import { App } from '../app/stage';
import { expect, test } from '../app/test';

/** A machine of nobody's: a home of its own, and an address at which no engine answers yet. */
function nowhere(): { folder: string; socket: string; env: NodeJS.ProcessEnv } {
  const folder = mkdtempSync(join(tmpdir(), 'cutaway-practice-'));
  const socket = join(folder, 'docker.sock');
  const { DOCKER_HOST: _, ...env } = process.env;
  return {
    folder,
    socket,
    env: {
      ...env,
      HOME: folder,
      XDG_RUNTIME_DIR: folder,
      XDG_STATE_HOME: folder,
      DOCKER_HOST: `unix://${socket}`,
    },
  };
}

test.describe('without an engine', () => {
  test('the app is useful at once: the practice engine runs hello-world, and says what it is', async ({
    page,
  }) => {
    test.setTimeout(120_000);
    const { folder, env } = nowhere();
    const served = await serveApp(undefined, env);
    const app = new App(page);
    await app.open(served.url);
    await expect(app.mark('note')).toContainText('No engine answers here.');
    await expect(app.mark('vm')).toContainText('Practice engine, a model');
    await expect(app.page).toHaveTitle('Practice — Cutaway');
    await app.type('run --name first hello-world');
    await app.act('fetch');
    await app.act('stamp');
    await app.still();
    await expect(app.mark('container', 'first')).toContainText('Exited (0)');
    await expect(app.page.locator('.dock')).toContainText('docs.docker.com/get-started');
    await app.forget();
    await app.type('run --name later hello-world');
    await app.act('stamp');
    expect(await app.acts()).not.toContain('fetch');
    await app.still();
    // Why there is no engine, and what to do about it, is one key away.
    await app.stage.focus();
    await app.page.keyboard.press('e');
    const panel = app.page.getByRole('complementary', { name: 'The engine' });
    await expect(panel).toContainText('You see the practice engine');
    await expect(panel.getByRole('heading').nth(1)).not.toBeEmpty();
    await panel.getByRole('button', { name: 'Look for a real engine' }).click();
    await expect(app.mark('diagnosis')).toHaveCount(1);
    await panel.getByRole('button', { name: 'Use the practice engine' }).click();
    await expect(app.mark('container', 'later')).toContainText('Exited (0)');
    expect(app.faults).toEqual([]);
    await served.stop();
    // What was there is there the next time.
    const again = await serveApp(undefined, env);
    await app.open(again.url);
    await expect(app.mark('container', 'first')).toContainText('Exited (0)');
    await again.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('a presenter begins with a scene, and lets a registry misbehave on purpose', async ({ page }) => {
    test.setTimeout(120_000);
    const { folder, env } = nowhere();
    const served = await serveApp(undefined, env);
    const app = new App(page);
    await app.open(served.url);
    await app.stage.focus();
    await app.page.keyboard.press('e');
    const panel = app.page.getByRole('complementary', { name: 'The engine' });
    await panel.getByRole('button', { name: 'a web shop with compose' }).click();
    await panel.getByRole('button', { name: 'Keep what is there' }).click();
    await expect(app.mark('container')).toHaveCount(0);
    await panel.getByRole('button', { name: 'a web shop with compose' }).click();
    await panel.getByRole('button', { name: 'Begin anew', exact: true }).click();
    await expect(app.mark('bay')).toContainText('shop');
    await expect(app.mark('container')).toHaveCount(4);
    await panel.getByLabel('Image').fill('alpine');
    await panel.getByRole('button', { name: 'refuses: too many pulls' }).click();
    await expect(panel.getByRole('status')).toContainText('too many pulls');
    await app.page.keyboard.press('Escape');
    await expect(panel).toHaveCount(0);
    await app.type('pull alpine');
    await expect(app.page.locator('.dock')).toContainText('toomanyrequests');
    await app.stage.focus();
    await app.page.keyboard.press('e');
    await panel.getByLabel('Image').fill('alpine');
    await panel.getByRole('button', { name: 'answers as usual' }).click();
    await expect(panel.getByRole('status')).toContainText('as usual');
    await app.page.keyboard.press('Escape');
    await app.type('pull alpine');
    await expect(app.mark('image', 'alpine')).toHaveCount(1, { timeout: 20_000 });
    expect(app.faults).toEqual([]);
    await served.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('a real engine that appears is followed: at once when nothing is at work, else when it is wanted', async ({
    page,
    lab,
  }) => {
    await lab.reset();
    await lab.docker(['pull', '-q', 'busybox']);
    const { folder, socket, env } = nowhere();
    const served = await serveApp(undefined, env);
    const app = new App(page);
    await app.open(served.url);
    await app.type('run -d --name work busybox sleep 1000');
    await expect(app.mark('container', 'work')).toContainText('Running', { timeout: 20_000 });
    await app.still();
    symlinkSync(lab.socket, socket);
    await expect(app.mark('note')).toContainText('A real engine answers');
    await expect(app.mark('container', 'work')).toContainText('Running');
    await app.stage.focus();
    await app.page.keyboard.press('e');
    await app.page.getByRole('button', { name: 'Change over to the real engine' }).click();
    await expect(app.mark('vm')).toHaveCount(0);
    await expect(app.mark('container')).toHaveCount(0);
    await expect(app.mark('image')).toContainText('busybox');
    await app.page.getByRole('button', { name: 'Use the practice engine' }).click();
    await expect(app.mark('container', 'work')).toContainText('Running');
    await app.still();
    // Who asked for practice stays there, whatever answers.
    await app.type('rm -f work');
    await app.still();
    await expect(app.mark('vm')).toHaveCount(1);
    await served.stop();
    const again = await serveApp(undefined, env);
    await app.open(again.url);
    await expect(app.mark('image')).toContainText('busybox');
    await expect(app.mark('vm')).toHaveCount(0);
    await again.stop();
    // With nothing at work, the engine that appears is followed at once.
    rmSync(socket);
    const third = await serveApp(undefined, env);
    await app.open(third.url);
    await expect(app.mark('vm')).toHaveCount(1);
    symlinkSync(lab.socket, socket);
    await expect(app.mark('vm')).toHaveCount(0);
    await expect(app.mark('note')).toHaveCount(0);
    await third.stop();
    rmSync(folder, { recursive: true, force: true });
  });
});
