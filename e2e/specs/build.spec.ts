import { fileURLToPath } from 'node:url';
import { expectOrder } from '../app/stage';
import { expect, test } from '../app/test';

const context = (name: string): string => fileURLToPath(new URL(`../contexts/${name}`, import.meta.url));

test.describe('a build', () => {
  test('lights each instruction on the work board, then stands on the shelf; the second one comes from the cache', async ({
    app,
    lab,
  }) => {
    test.setTimeout(120_000);
    await lab.docker(['pull', '-q', 'busybox']);
    await app.type(`build -t app ${context('app')}`);
    const step = await app.act('step');
    expect(step.marks['slab']?.join(' ')).toContain('FROM busybox');
    await app.act('layer');
    await app.still();
    const steps = await app.steps();
    const board = steps.flatMap((each) => each.marks['slab'] ?? []);
    for (const words of ['ENV COLOUR=teal', 'COPY . .', 'RUN ls -l > listing', 'CMD ["cat", "listing"]'])
      expect(
        board.some((slab) => slab.includes(words)),
        words,
      ).toBe(true);
    expectOrder(
      steps.map(({ act }) => act),
      ['enter', 'step', 'exists', 'step', 'layer', 'pile', 'light', 'leave', 'layer', 'layer'],
    );
    await expect(app.mark('slab', 'FROM')).toHaveCount(0);
    await expect(app.mark('image', 'app')).toHaveCount(1);
    await app.forget();
    await app.type(`build -t app:2 ${context('app')}`);
    await app.act('exists');
    await app.still();
    expect(await app.acts()).not.toContain('pile');
    await expect(app.narrator).not.toBeEmpty();
    await app.type('run --rm app');
    await expect(app.page.locator('.dock')).toContainText('pages');
    await app.still();
  });

  test('that fails names its step, and leaves the container in which it failed', async ({ app, lab }) => {
    await lab.docker(['pull', '-q', 'busybox']);
    await app.type(`build -t broken ${context('broken')}`);
    await expect(app.mark('slab', 'RUN nosuchtool --x')).toHaveCount(1, { timeout: 20_000 });
    await app.still();
    await expect(app.page.locator('.dock')).toContainText('returned a non-zero code: 127');
    await expect(app.mark('container')).toContainText('Exited (127)');
    await expect(app.mark('image', 'broken')).toHaveCount(0);
  });
});
