import { expect, test } from '../app/test';

test.describe('time on the stage', () => {
  test('is held while the world goes on, goes one motion on at a time, and jumps to now', async ({
    app,
    lab,
  }) => {
    await lab.docker(['pull', '-q', 'hello-world']);
    await expect(app.mark('shelf')).toContainText('1 image');
    await app.still();
    await app.page.getByRole('button', { name: /Hold the stage/ }).click();
    await lab.docker(['run', '--name', 'hi', 'hello-world']);
    // The words and panels are never late; the stage is.
    await expect(app.page.locator('.behind')).toContainText('held');
    await expect(app.mark('container', 'hi')).toHaveCount(0);
    await app.stage.focus();
    for (let i = 0; i < 4 && (await app.mark('container', 'hi').count()) === 0; i += 1) {
      await app.page.keyboard.press('.');
      await app.frame();
    }
    await expect(app.mark('container', 'hi')).toContainText('Created');
    await expect(app.stage).toHaveAttribute('data-still', 'false');
    await app.page.keyboard.press('n');
    await app.still();
    await expect(app.mark('container', 'hi')).toContainText('Exited (0)');
  });

  test('shows the last command once more', async ({ app }) => {
    await app.type('run --name again hello-world');
    await app.act('stamp');
    await app.still();
    await app.forget();
    await app.stage.focus();
    await app.page.keyboard.press(']');
    await app.page.keyboard.press(']');
    await expect(app.page.locator('.speed')).toHaveText('4×');
    await app.page.keyboard.press('r');
    await expect(app.mark('container')).toHaveCount(0);
    await app.act('stamp');
    await app.still();
    await expect(app.mark('container', 'again')).toContainText('Exited (0)');
    expect(await app.acts()).toContain('fetch');
  });

  test('a stop counts its grace down, a second process has its own lamp, a refusal names what holds', async ({
    app,
    lab,
  }) => {
    await lab.docker(['run', '-d', '--name', 'stubborn', 'busybox', 'sleep', '1000']);
    await expect(app.mark('container', 'stubborn')).toContainText('Running');
    await app.still();
    await lab.docker(['exec', '-d', 'stubborn', 'sleep', '2']);
    await app.act('exec');
    await expect(app.mark('container', 'stubborn')).toContainText('sleep 2');
    await app.act('execEnd');
    await app.still();
    await app.type('rmi busybox');
    await app.act('refuse');
    await expect(app.narrator).toContainText('stubborn stands on busybox:latest');
    await app.still();
    await app.type('stop -t 4 stubborn');
    await expect(app.mark('container', 'stubborn')).toContainText('Stopping, 3 s');
    await expect(app.mark('container', 'stubborn')).toContainText('Exited (137)', { timeout: 15_000 });
  });

  test('nothing is drawn while nothing happens', async ({ app, lab }) => {
    // No container is young: ages in seconds would have to go on.
    await lab.docker(['pull', '-q', 'busybox']);
    await expect(app.mark('shelf')).toContainText('1 image');
    await app.still();
    await app.page.evaluate(
      'frames = 0; requestAnimationFrame = ((real) => (work) => { frames += 1; return real(work); })(requestAnimationFrame)',
    );
    // What is proven is that something does not happen within a time.
    await app.page.waitForTimeout(5000);
    expect(await app.page.evaluate<number>('frames')).toBeLessThanOrEqual(2);
  });
});
