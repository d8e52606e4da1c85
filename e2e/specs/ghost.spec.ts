import { expect, test } from '../app/test';

test.describe('before Enter', () => {
  test('dashed lines show what a run would make, and it stands there once it is made', async ({
    app,
    lab,
  }) => {
    await lab.docker(['pull', '-q', 'busybox']);
    await lab.docker(['create', '--name', 'first', 'busybox']);
    await expect(app.mark('container', 'first')).toHaveCount(1);
    await app.still();
    await app.prompt.click();
    await app.page.keyboard.type('run -d --name web -p 8080:80 -v data:/data -m 64m busybox sleep 1000');
    const ghost = app.mark('ghost', 'web');
    await expect(ghost).toHaveCount(1);
    for (const words of ['will be started', 'port 8080 leads to 80 inside', 'volume data at /data'])
      await expect(ghost).toContainText(words);
    await expect(app.narrator).toContainText(
      'Enter will make the volume data, then make and start the container web',
    );
    // Nothing of it is there.
    expect((await lab.docker(['ps', '-aq'])).stdout.trim().split('\n')).toHaveLength(1);
    await expect(app.mark('container')).toHaveCount(1);
    await expect(app.mark('engineWords')).toContainText('1 container,');
    await app.still();
    const place = await ghost.locator('rect').first().boundingBox();

    await app.page.keyboard.press('Enter');
    await expect(app.mark('container', 'web')).toContainText('Running', { timeout: 30_000 });
    await app.still();
    await expect(app.mark('ghost')).toHaveCount(0);
    const real = await app.mark('container', 'web').boundingBox();
    expect(Math.abs((real?.x ?? 0) - (place?.x ?? 99))).toBeLessThan(20);
  });

  test('what would be removed is struck out, and what the engine would say against it is said', async ({
    app,
    lab,
  }) => {
    await lab.docker(['pull', '-q', 'busybox']);
    await lab.docker(['run', '-d', '--name', 'web', 'busybox', 'sleep', '1000']);
    await expect(app.mark('container', 'web')).toContainText('Running');
    await app.prompt.click();
    for (const [line, words] of [
      ['rm web', 'stop the container before removing'],
      ['run --name web busybox', 'already in use'],
      ['rmi busybox', 'web'],
    ] as const) {
      await app.page.keyboard.type(line);
      await expect(app.narrator).toContainText('Enter would be refused');
      if (line !== 'rmi busybox') await expect(app.narrator).toContainText(words);
      // The engine says the same.
      const said = await lab.docker(line.split(' '));
      expect(said.code).not.toBe(0);
      await app.page.keyboard.press('Control+a');
      await app.page.keyboard.press('Backspace');
      await expect(app.narrator).not.toContainText('Enter would');
    }
    await app.page.keyboard.type('rm -f web');
    await expect(app.mark('ghost')).toContainText('will be removed');
    await expect(app.narrator).toHaveText('Enter will remove web.');
    await app.page.keyboard.press('Enter');
    await expect(app.mark('container')).toHaveCount(0, { timeout: 20_000 });
    await app.still();
    await expect(app.mark('ghost')).toHaveCount(0);
  });
});
