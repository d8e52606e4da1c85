import { expect, test } from '../app/test';

test('three hundred containers are one picture, each with its state', async ({ app, lab }) => {
  test.setTimeout(180_000);
  await lab.docker(['pull', '-q', 'hello-world']);
  for (let round = 0; round < 30; round += 1) {
    await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        lab.docker([
          'create',
          '--name',
          `c${String(round * 10 + i)}`,
          '--label',
          `com.docker.compose.project=p${String(round % 6)}`,
          'hello-world',
        ]),
      ),
    );
  }
  await expect(app.mark('container')).toHaveCount(300, { timeout: 60_000 });
  await app.still();
  await expect(app.mark('bay')).toHaveCount(6);
  await expect(app.mark('engineWords')).toContainText('300 containers, 1 image');
  expect(Number(await app.stage.getAttribute('data-level'))).toBeLessThanOrEqual(1);

  await app.page.reload();
  await expect(app.mark('container')).toHaveCount(300);
  // The one that is chosen is drawn larger; the rest stays as it is.
  await app.mark('container').nth(123).click();
  await expect(app.mark('detail')).toContainText('Created');
});
