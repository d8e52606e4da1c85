import { expect, test } from '../app/test';

test.describe('the prompt', () => {
  test('prints what the CLI prints, with its exit code', async ({ app, lab }) => {
    await lab.docker(['create', '--name', 'one', 'hello-world']);
    await expect(app.mark('container', 'one')).toHaveCount(1);
    await app.type('ps -a');
    await app.still();
    await expect(app.page.locator('.dock pre').first()).toContainText('CONTAINER ID   IMAGE         COMMAND');
    await expect(app.page.locator('.dock pre').first()).toContainText('one');
    await app.type('rm nosuch');
    await expect(app.page.locator('.dock')).toContainText(
      'Error response from daemon: No such container: nosuch',
    );
    await expect(app.page.locator('.exit')).toHaveText('exit 1');
  });

  test('explains each word, offers this machine’s names, and remembers', async ({ app, lab }) => {
    await lab.docker(['create', '--name', 'only-one', 'hello-world']);
    await expect(app.mark('container', 'only-one')).toHaveCount(1);
    await app.prompt.click();
    await app.page.keyboard.type('run -d');
    await expect(app.page.locator('.hints')).toContainText('--detach');
    await app.prompt.fill('start only');
    await app.page.keyboard.press('Tab');
    await expect(app.prompt).toHaveValue('start only-one ');
    await app.page.keyboard.press('Enter');
    await app.act('stamp');
    await app.still();
    await app.prompt.click();
    await app.page.keyboard.press('ArrowUp');
    await expect(app.prompt).toHaveValue('start only-one');
  });

  test('refuses by name what it does not know, and runs nothing of it', async ({ app, lab }) => {
    await app.prompt.click();
    await app.page.keyboard.type('rnu hello-world');
    await expect(app.page.locator('.hints')).toContainText('did you mean docker run hello-world?');
    await app.page.keyboard.press('Enter');
    await expect(app.page.locator('.dock')).toContainText('unknown command');
    await app.type('run --gpus all hello-world');
    await expect(app.page.locator('.dock')).toContainText('--gpus');
    await app.type('run hello-world | cat');
    await expect(app.page.locator('.exit')).toHaveText(/exit [1-9]/);
    expect((await lab.docker(['ps', '-aq'])).stdout).toBe('');
  });

  test('keeps secrets to this screen', async ({ app, lab }) => {
    await app.type('run --name keeper -e PASSWORD=hunter2 busybox true');
    await app.act('stamp');
    await app.still();
    await app.page.getByRole('button', { name: /Requests/ }).click();
    await expect(app.page.locator('.asked')).toContainText('PASSWORD=⟨hidden');
    await app.page.locator('.requests button.row').first().click();
    await expect(app.page.locator('.opened').first()).not.toContainText('hunter2');
    expect((await lab.docker(['inspect', '-f', '{{.Config.Env}}', 'keeper'])).stdout).toContain('hunter2');
    // `docker inspect` prints values, and so does this one, on this user's own screen.
    await app.type('inspect keeper');
    await expect(app.page.locator('.output')).toContainText('PASSWORD=hunter2');
  });

  test('Ctrl-C ends what runs', async ({ app, lab }) => {
    await lab.docker([
      'run',
      '-d',
      '--name',
      'ticker',
      'busybox',
      'sh',
      '-c',
      'while :; do echo tick; sleep 0.2; done',
    ]);
    await expect(app.mark('container', 'ticker')).toContainText('Running');
    await app.type('logs -f ticker');
    await expect(app.page.locator('.dock')).toContainText('tick');
    await app.prompt.click();
    await app.page.keyboard.press('Control+c');
    await expect(app.page.locator('.exit')).toHaveText('exit 130');
    await expect(app.mark('container', 'ticker')).toContainText('Running');
  });

  test('takes the inspector’s commands, and runs them from there', async ({ app, lab }) => {
    await lab.docker(['run', '-d', '--name', 'web', 'web']);
    await expect(app.mark('container', 'web')).toContainText('Running');
    await app.still();
    await app.mark('container', 'web').click();
    await expect(app.page.locator('.inspector h3')).toHaveText('web');
    await app.page.getByRole('button', { name: 'Everything the engine says' }).click();
    await expect(app.page.locator('.everything pre')).toContainText('"RestartPolicy"');
    await app.page.locator('.actions button', { hasText: 'stop' }).click();
    await expect(app.prompt).toHaveValue('docker stop web');
    await app.page.keyboard.press('Enter');
    await expect(app.mark('container', 'web')).toContainText('Exited (0)');
    await expect(app.page.locator('.actions')).toContainText('start');
  });
});
