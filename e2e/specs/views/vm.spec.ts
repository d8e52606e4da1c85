import AxeBuilder from '@axe-core/playwright';
import { App } from '../../app/stage';
import { expect, test } from '../../app/test';
import { dockerAt, keyed, recorded, show, withPractice, type Docker } from './evidence';

/** Starts a container from the app's own prompt, so that its start is measured. Gives its id and how long all took. */
async function startHere(app: App, docker: Docker): Promise<{ id: string; took: number }> {
  await docker('pull', '-q', 'busybox');
  const begun = performance.now();
  await app.type('run -d --name fast busybox sh -c "echo written > /file; sleep 1000"');
  await expect.poll(() => docker('ps', '-q', '--filter', 'name=fast'), { timeout: 30_000 }).not.toBe('');
  await app.still();
  const took = performance.now() - begun;
  return { id: await docker('inspect', '-f', '{{.Id}}', 'fast'), took };
}

/** `298 ms` or `1.2 s`, in milliseconds. */
function milliseconds(words: string): number {
  const [, figure = '', unit = ''] = /^([\d.]+) (ms|s)to start fast/.exec(words) ?? [];
  return Number(figure) * (unit === 's' ? 1000 : 1);
}

/** The measured figures are the engine's own, the reference figures say what they are, and the sums are right. */
async function figuresAgree(app: App, docker: Docker, took: number): Promise<void> {
  const figures = keyed(app, 'figures').filter({ hasText: 'to start fast' });
  await expect(figures).toContainText(/\d m?s/);
  const start = milliseconds((await figures.textContent()) ?? '');
  expect(start).toBeGreaterThan(0);
  expect(start).toBeLessThanOrEqual(took);
  const size =
    (await docker('ps', '-s', '--filter', 'name=fast', '--format', '{{.Size}}')).split(' ')[0] ?? '-';
  await expect(figures).toContainText(`${size}written by fast`);
  await expect(keyed(app, 'figures vm').locator('text', { hasText: 'reference' })).toHaveCount(3);
  const memory = Number(await docker('info', '-f', '{{.MemTotal}}'));
  const machines = Math.floor(memory / 300e6).toLocaleString('en-US');
  const density = keyed(app, 'density');
  if ((await density.textContent())?.includes('Memory:') === true)
    await expect(density).toContainText(`${machines} blank`);
}

test('a start from here is measured, and stands beside what a virtual machine takes', async ({
  app,
  lab,
}) => {
  test.setTimeout(120_000);
  const docker = dockerAt(lab.host);
  const { id, took } = await startHere(app, docker);
  await app.page.setViewportSize({ width: 1920, height: 1080 });
  await show(app, 'vm', `container:${id}`);
  await figuresAgree(app, docker, took);
  await expect(keyed(app, 'density')).toContainText('Memory:', { timeout: 20_000 });
  await figuresAgree(app, docker, took);
  // The memory that is divided is the one that the engine tells of the container, up to what it changes meanwhile.
  const told = await docker('stats', '--no-stream', '--format', '{{.MemUsage}}', 'fast');
  const kib = (text: string): number => {
    const [, figure = '', unit = ''] = /([\d.]+)(KiB|MiB)/.exec(text) ?? [];
    return Number(figure) * (unit === 'MiB' ? 1024 : 1);
  };
  const shown = (await keyed(app, 'figures').filter({ hasText: 'memory of fast' }).textContent()) ?? '';
  expect(kib(shown.slice(shown.indexOf('written by')))).toBeGreaterThan(kib(told) * 0.5);
  expect(kib(shown.slice(shown.indexOf('written by')))).toBeLessThan(kib(told) * 2);
  // One kernel: what a process inside is told is what the host band says, and the process stands on it.
  const kernel = await docker('exec', 'fast', 'uname', '-r');
  const host = app.page.locator('#stage g[data-key="host"]');
  await expect(host).toHaveAttribute('aria-label', new RegExp(`Linux ${kernel}, one kernel`));
  await expect(keyed(app, `pile ${id}`)).toHaveCount(1);
});

test('one control turns machines into containers, by keys alone, and axe finds nothing', async ({
  app,
  lab,
}) => {
  test.setTimeout(120_000);
  const docker = dockerAt(lab.host);
  await docker('run', '-d', '--name', 'box', 'busybox', 'sleep', '1000');
  const id = await docker('inspect', '-f', '{{.Id}}', 'box');
  await expect(app.mark('container', 'box')).toContainText('Running', { timeout: 60_000 });
  await app.still();
  await app.stage.focus();
  await app.page.keyboard.press('2');
  await app.still();
  const slider = app.page.getByRole('slider', { name: 'From virtual machines to containers' });
  await slider.focus();
  await app.page.keyboard.press('Home');
  await app.page.keyboard.press('ArrowRight');
  await expect(slider).toHaveAttribute('aria-valuetext', '10 % containers');
  await app.still();
  await expect(keyed(app, `machine ${id}`)).toHaveCount(1);
  await expect(keyed(app, 'hypervisor')).toHaveCount(1);
  await expect(keyed(app, `pile ${id}`)).toHaveCount(0);
  await app.page.keyboard.press('End');
  await app.still();
  await expect(keyed(app, `machine ${id}`)).toHaveCount(0);
  await expect(keyed(app, 'hypervisor')).toHaveCount(0);
  await expect(keyed(app, `pile ${id}`)).toHaveCount(1);
  await expect(app.page.locator('#stage g[data-key="engine"]')).toContainText('Engine');
  await app.page.getByRole('button', { name: 'Side by side' }).click();
  await app.still();
  await expect(keyed(app, 'hypervisor')).toHaveCount(1);
  await expect(keyed(app, `pile ${id}`)).toHaveCount(1);
  for (const scheme of ['light', 'dark'] as const) {
    await app.page.emulateMedia({ colorScheme: scheme });
    const { violations } = await new AxeBuilder({ page: app.page }).analyze();
    expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`)).toEqual(
      [],
    );
  }
});

test('the practice engine is measured the same way, and says that it is a model', async ({ page }) => {
  test.setTimeout(120_000);
  const app = new App(page);
  await withPractice(app, async (docker) => {
    const { id, took } = await startHere(app, docker);
    await app.page.setViewportSize({ width: 1920, height: 1080 });
    await show(app, 'vm', `container:${id}`);
    await expect(keyed(app, 'strip').first()).toContainText('Practice engine, a model');
    await figuresAgree(app, docker, took);
    // It is a layer of its own between the containers and the machine.
    await expect(app.page.locator('#stage g[data-key="vm"]')).toContainText('Practice engine');
  });
});

test('a recording shows the size that was weighed', async ({ lab }) => {
  test.setTimeout(120_000);
  await lab.reset();
  const docker = dockerAt(lab.host);
  await docker('run', '-d', '--name', 'box', 'busybox', 'sh', '-c', 'echo written > /file; sleep 1000');
  const id = await docker('inspect', '-f', '{{.Id}}', 'box');
  await expect.poll(() => docker('diff', 'box')).toContain('/file');
  const words = await recorded(
    lab.host,
    (text) => text.includes(`"kind":"size","container":"${id}"`),
    'vm',
    'box',
  );
  const size =
    (await docker('ps', '-s', '--filter', 'name=box', '--format', '{{.Size}}')).split(' ')[0] ?? '-';
  expect(words).toContain(`${size}\nwritten by box\nmeasured here`);
  expect(words).toContain('to start box\nnot measured yet');
});
