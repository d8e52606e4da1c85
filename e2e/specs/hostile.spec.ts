import { expect, test } from '../app/test';

const MARKUP = '<img src=x onerror=alert(1)><script>alert(2)</script>';

test('names, labels, commands and output of strangers are text, never markup', async ({ app, lab }) => {
  const dialogs: string[] = [];
  app.page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await lab.docker([
    'run',
    '-d',
    '--name',
    'evil',
    '--label',
    `com.docker.compose.project=${MARKUP}`,
    '--label',
    `com.docker.compose.service=\u202Egnp.exe\u0007`,
    'busybox',
    'sh',
    '-c',
    `echo '${MARKUP}'; printf '\\033[31mred\\033[0m \\001\\n'; sleep 1000`,
  ]);
  await expect(app.mark('bay')).toContainText('<img src=x onerror=alert(1)>');
  await app.mark('container', 'evil').click();
  await expect(app.page.locator('.inspector')).toContainText(MARKUP);
  await expect(app.page.locator('.inspector')).toContainText('⟨RLO⟩');
  await app.type('logs evil');
  await app.still();
  await expect(app.page.locator('.dock')).toContainText(MARKUP);
  await app.type(`run --rm busybox echo ${JSON.stringify(MARKUP)}`);
  await app.act('output');
  await app.still();
  expect(await app.page.locator('#root img, #root script, #stage foreignObject').count()).toBe(0);
  expect(dialogs).toEqual([]);
});

test('a label of a megabyte neither breaks nor fills the picture', async ({ app, lab }) => {
  const name = 'x'.repeat(1000);
  // One argument may be 128 KiB long on Linux; eight of them make the megabyte.
  const labels = Array.from({ length: 8 }, (_, i) => [
    '--label',
    `l${String(i)}=${'y'.repeat(120_000)}`,
  ]).flat();
  await lab.docker([
    'create',
    '--name',
    'heavy',
    '--label',
    `com.docker.compose.project=${name}`,
    ...labels,
    'hello-world',
  ]);
  await expect(app.mark('container', 'heavy')).toHaveCount(1);
  await app.page.reload();
  await expect(app.mark('container', 'heavy')).toHaveCount(1);
});
