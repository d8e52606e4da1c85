import { expect, test } from '../app/test';
import { fill } from '../lab/fill';

test('three hundred containers are one picture, each with its state', async ({ app, lab }) => {
  test.setTimeout(300_000);
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
  await expect(app.mark('container')).toHaveCount(300, { timeout: 120_000 });
  await app.still();
  await expect(app.mark('bay')).toHaveCount(6);
  await expect(app.mark('engineWords')).toContainText('300 containers, 1 image');
  expect(Number(await app.stage.getAttribute('data-level'))).toBeLessThanOrEqual(1);

  await app.page.reload();
  await expect(app.mark('container')).toHaveCount(300, { timeout: 30_000 });
  // The one that is chosen is drawn larger; the rest stays as it is.
  await app.mark('container').nth(123).click();
  await expect(app.mark('detail')).toContainText('Created');
});

test('a crowd is painted, and each of it can still be pointed at, chosen and walked to', async ({
  app,
  lab,
}) => {
  test.setTimeout(240_000);
  // With the inspector open there must still be room for every box.
  await app.page.setViewportSize({ width: 1700, height: 1000 });
  await lab.docker(['pull', '-q', 'hello-world']);
  await fill(lab, 1100, 'hello-world');
  await expect(app.mark('engineWords')).toContainText('1,100 containers', { timeout: 120_000 });
  await app.page.reload();
  await app.still();
  await expect(app.mark('engineWords')).toContainText('1,100 containers');
  const canvas = app.page.locator('#stage canvas');
  await expect(canvas).toHaveCount(1);
  await expect(app.mark('container')).toHaveCount(0);
  // The paint is there: more than the ground's one colour.
  const colours = await canvas.evaluate((node) => {
    const { data } = (node as HTMLCanvasElement)
      .getContext('2d')
      ?.getImageData(0, 0, node.clientWidth, node.clientHeight) ?? { data: [] };
    const found = new Set<number>();
    for (let i = 0; i < data.length; i += 4)
      found.add(((data[i] ?? 0) << 16) | ((data[i + 1] ?? 0) << 8) | (data[i + 2] ?? 0));
    return found.size;
  });
  expect(colours).toBeGreaterThan(3);
  const box = await canvas.boundingBox();
  if (!box) throw new Error('no canvas');
  // Somewhere in the middle of the crowd there is a box under the pointer: it says its name, and a click lifts it out.
  const bay = await app.mark('bay').first().boundingBox();
  if (!bay) throw new Error('no bay');
  await app.page.mouse.move(bay.x + 12, bay.y + 34);
  await expect(app.page.getByRole('tooltip')).toContainText('container, created');
  await app.page.mouse.click(bay.x + 12, bay.y + 34);
  await expect(app.mark('container')).toHaveCount(1);
  await expect(app.mark('detail')).toContainText('Created');
  await app.page.keyboard.press('Escape');
  await app.page.keyboard.press('Escape');
  await app.stage.focus();
  await app.page.keyboard.press('End');
  await expect(app.stage).toHaveAttribute('aria-activedescendant', /^mark-/);
});
