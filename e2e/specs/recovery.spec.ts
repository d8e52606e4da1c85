import { expect, test } from '../app/test';

test('an engine that dies leaves its last picture, marked old, and comes back by itself', async ({
  app,
  lab,
}) => {
  await lab.docker(['create', '--name', 'kept', 'hello-world']);
  await expect(app.mark('container', 'kept')).toHaveCount(1);
  await lab.stopEngine('SIGKILL');
  await expect(app.mark('lost')).toContainText('No answer');
  await expect(app.mark('container', 'kept')).toHaveCount(1);
  await expect(app.page.locator('.who')).toContainText('no answer');
  await lab.startEngine();
  await expect(app.mark('lost')).toHaveCount(0);
  await expect(app.page.locator('.who')).toContainText('engine on this machine');
  await lab.docker(['create', '--name', 'newer', 'hello-world']);
  await expect(app.mark('container', 'newer')).toHaveCount(1);
});

test('what happened while nobody listened is in the picture afterwards', async ({ app, lab }) => {
  await lab.docker(['run', '-d', '--name', 'runner', 'busybox', 'sleep', '1000']);
  await expect(app.mark('container', 'runner')).toContainText('Running');
  await lab.stopEngine('SIGKILL');
  await expect(app.mark('lost')).toHaveCount(1);
  await lab.startEngine();
  await expect(app.mark('lost')).toHaveCount(0);
  const { stdout } = await lab.docker(['ps', '-a', '--format', '{{.Status}}']);
  await expect(app.mark('container', 'runner')).toContainText(
    stdout.startsWith('Exited') ? 'Exited' : 'Running',
  );
});

test('a command to a hung engine says so in words', async ({ app, lab }) => {
  test.setTimeout(90_000);
  await lab.pauseEngine();
  try {
    await app.type('ps');
    await expect(app.page.locator('.dock')).toContainText(/does not answer|no answer|within/i, {
      timeout: 60_000,
    });
  } finally {
    await lab.resumeEngine();
  }
});
