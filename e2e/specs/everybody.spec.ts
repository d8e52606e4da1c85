import AxeBuilder from '@axe-core/playwright';
import type { App } from '../app/stage';
import { expect, test } from '../app/test';

test('axe finds nothing, in paper and in blueprint, with every panel', async ({ app, lab }) => {
  test.setTimeout(120_000);
  await lab.docker(['run', '-d', '--name', 'web', '-p', '8080:80', 'web']);
  await expect(app.mark('container', 'web')).toContainText('Running');
  await app.still();
  for (const scheme of ['light', 'dark'] as const) {
    await app.page.emulateMedia({ colorScheme: scheme });
    for (const panel of ['', 'Requests', 'What is this?', 'Legend']) {
      if (panel !== '') await app.page.locator('.top').getByRole('button', { name: panel }).click();
      const { violations } = await new AxeBuilder({ page: app.page }).analyze();
      expect(
        violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`),
        `${scheme} ${panel}`,
      ).toEqual([]);
    }
    await app.page.keyboard.press('Escape');
  }
});

test('the picture is walked by keys alone', async ({ app, lab }) => {
  await lab.docker(['create', '--name', 'left', 'hello-world']);
  await lab.docker(['create', '--name', 'right', 'hello-world']);
  await expect(app.mark('container')).toHaveCount(2);
  await app.still();
  await app.page.keyboard.press('Escape');
  const active = () =>
    app.page.evaluate(() => {
      const id = document.querySelector('#stage')?.getAttribute('aria-activedescendant');
      return id ? document.getElementById(id)?.getAttribute('aria-label') : null;
    });
  await app.stage.focus();
  await app.page.keyboard.press('Home');
  await expect.poll(active).toContain('left, container, created');
  await app.page.keyboard.press('ArrowRight');
  await expect.poll(active).toContain('right, container, created');
  await app.page.keyboard.press('Enter');
  await expect(app.page.locator('.inspector h3')).toHaveText('right');
  // The panel took room: the boxes may stand one above the other now.
  for (let i = 0; i < 3; i += 1) await app.page.keyboard.press('ArrowDown');
  await expect.poll(active).not.toContain('container, created');
  await app.page.keyboard.press('/');
  await expect(app.prompt).toBeFocused();
});

/** At three sizes of the window. */
async function checkWords(app: App): Promise<void> {
  for (const [width, height] of [
    [1024, 700],
    [1280, 800],
    [1920, 1080],
  ] as const) {
    await app.page.setViewportSize({ width, height });
    await app.still();
    const faults = await app.page.evaluate(() => {
      const stage = document.querySelector('#stage')?.getBoundingClientRect() ?? new DOMRect();
      const texts = [...document.querySelectorAll('#stage text')].filter(
        (t) => (t.textContent ?? '').trim() !== '',
      );
      const boxes = texts.map((t) => {
        const b = t.getBoundingClientRect();
        // The line's own box has air above and below its letters.
        return {
          s: t.textContent ?? '',
          x: b.x,
          y: b.y + b.height * 0.18,
          w: b.width,
          h: b.height * 0.64,
          size: Number(t.getAttribute('font-size')),
        };
      });
      const out: string[] = [];
      boxes.forEach((a, i) => {
        if (a.size < 13) out.push(`small: ${a.s}`);
        if (
          a.x < stage.left - 1 ||
          a.x + a.w > stage.right + 1 ||
          a.y < stage.top - 1 ||
          a.y + a.h > stage.bottom + 1
        )
          out.push(`outside: ${a.s}`);
        for (const b of boxes.slice(0, i)) {
          if (
            Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x) > 1 &&
            Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y) > 1
          )
            out.push(`${a.s} over ${b.s}`);
        }
      });
      return out;
    });
    expect(faults, `${String(width)} × ${String(height)}`).toEqual([]);
  }
}

test('no words overlap, none are clipped, none are under 13 px', async ({ app, lab }) => {
  await lab.docker(['run', '-d', '--name', 'web', '-p', '8080:80', 'web']);
  await expect(app.mark('container', 'web')).toContainText('Running');
  await checkWords(app);
  await lab.docker(['create', '--name', 'a-container-with-quite-a-long-name-that-goes-on', 'busybox']);
  await lab.docker(['create', '--name', 'third', 'alpine']);
  await expect(app.mark('container')).toHaveCount(3);
  await checkWords(app);
});
