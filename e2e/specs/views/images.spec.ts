import AxeBuilder from '@axe-core/playwright';
import { join } from 'node:path';
import { ROOT } from '../../app/serve';
import { App } from '../../app/stage';
import { expect, test } from '../../app/test';
import { dockerAt, keyed, lines, recorded, show, withPractice, type Docker } from './evidence';

const CONTEXT = join(ROOT, 'e2e', 'contexts', 'app');

/** An image of its own on another one, a container that changed files, and one that changed none. */
async function prepare(docker: Docker): Promise<{ id: string; writer: string }> {
  await docker('pull', '-q', 'busybox');
  await docker('build', '-q', '-t', 'made:1', CONTEXT);
  await docker('run', '--name', 'writer', 'made:1', 'sh', '-c', 'echo hello > /new; rm /app/hello.txt');
  await docker('run', '--name', 'reader', 'made:1', 'cat', '/app/hello.txt');
  const id = await docker('inspect', '-f', '{{.Id}}', 'made:1');
  return { id, writer: await docker('inspect', '-f', '{{.Id}}', 'writer') };
}

const layersOf = async (docker: Docker, image: string): Promise<string[]> =>
  lines(await docker('image', 'inspect', '-f', '{{range .RootFS.Layers}}{{println .}}{{end}}', image));

/** What the picture shows of an image's layers is what the engine's own commands print of them. */
async function layersAgree(app: App, docker: Docker): Promise<void> {
  const layers = await layersOf(docker, 'made:1');
  const slabs = keyed(app, 'slab ');
  await expect(slabs).toHaveCount(layers.length);
  const history = lines(
    await docker('history', '--no-trunc', '--format', '{{.Size}}\t{{.CreatedBy}}', 'made:1'),
  )
    .reverse()
    .map((line) => line.split('\t'));
  // Each layer with its digest and its size; the base comes first in both.
  const sizes = history.filter(([, by = '']) => !/^(ENV|CMD|EXPOSE)|#\(nop\)\s+(ENV|CMD|EXPOSE)/.test(by));
  expect(sizes.length).toBe(layers.length);
  for (const [i, digest] of layers.entries()) {
    await expect(slabs.nth(i)).toContainText(digest.slice(0, 15));
    await expect(slabs.nth(i)).toContainText(sizes[i]?.[0] ?? 'no size');
  }
  // Each instruction of the history in its order; those without files are told apart.
  const shown = await keyed(app, 'dockerfile').textContent();
  let from = 0;
  for (const [, by = ''] of history) {
    const word =
      /(COPY|RUN|ENV|WORKDIR|EXPOSE|CMD)\b/.exec(by.replace(/^\/bin\/sh -c (?!#)/, 'RUN '))?.[1] ?? '';
    const at = shown?.indexOf(word, from) ?? -1;
    expect(at, `${word} after ${String(from)}`).toBeGreaterThanOrEqual(from);
    from = at + 1;
  }
  expect(shown?.match(/config, no layer/g)?.length).toBe(history.length - layers.length);
  // Layers that another image has, too, are stored once and pointed at from both.
  const base = await layersOf(docker, 'busybox');
  const common = layers.filter((digest) => base.includes(digest)).length;
  const other = app.page.locator('#stage g[data-key^="image "]').filter({ hasText: 'busybox' });
  await expect(other.locator('text', { hasText: 'the same bytes' })).toHaveCount(common);
  expect(common).toBe(base.length);
  // Where it lies, and how large it is.
  const size = await docker('images', '--format', '{{.Size}}', 'made:1');
  await expect(keyed(app, 'where')).toContainText(`${size} in `);
  await expect(keyed(app, 'where')).toContainText(
    (await docker('inspect', '-f', '{{.Id}}', 'made:1')).slice(0, 27),
  );
}

/** A container's own writing is what `docker ps -s` and `docker diff` print, and the image is what it was. */
async function writingAgrees(app: App, docker: Docker, writer: string): Promise<void> {
  const size =
    (await docker('ps', '-as', '--filter', 'name=writer', '--format', '{{.Size}}')).split(' ')[0] ?? '';
  await expect(keyed(app, `container ${writer}`)).toContainText('writer');
  await expect(app.page.locator('#stage .marks')).toContainText(
    new RegExp(`writ\\w+ layer · ${size}|${size} written`),
  );
  await show(app, 'images', `container:${writer}`);
  await expect(keyed(app, `container ${writer}`)).toHaveCount(1);
  await app.stage.focus();
  await app.page.keyboard.press('d');
  const sheet = keyed(app, 'changes');
  for (const line of lines(await docker('diff', 'writer'))) {
    const [kind = '', path = ''] = line.split(' ');
    await expect(sheet).toContainText(
      `${kind}${{ A: 'added', C: 'changed', D: 'deleted' }[kind] ?? ''}${path}`,
    );
  }
  await expect(sheet).not.toContainText('and ');
}

test('an image is drawn as its layers, and every figure is the engine’s own', async ({ app, lab }) => {
  test.setTimeout(120_000);
  const docker = dockerAt(lab.host);
  const { id, writer } = await prepare(docker);
  await show(app, 'images', `image:${id}`);
  await layersAgree(app, docker);
  await writingAgrees(app, docker, writer);
  expect(await docker('inspect', '-f', '{{.Id}}', 'made:1')).toBe(id);
  // What a program writes meanwhile is seen: the answer is asked for again while somebody looks.
  await docker('run', '-d', '--name', 'late', 'made:1', 'sleep', '1000');
  const late = await docker('inspect', '-f', '{{.Id}}', 'late');
  await show(app, 'images', `container:${late}`);
  await expect(keyed(app, `container ${late}`)).toHaveCount(1, { timeout: 30_000 });
  await app.stage.focus();
  await app.page.keyboard.press('d');
  await expect(keyed(app, 'changes')).toContainText('its writable layer is empty');
  await docker('exec', 'late', 'touch', '/while-you-look');
  await expect(keyed(app, 'changes')).toContainText('Aadded/while-you-look', { timeout: 20_000 });
});

test('the practice engine’s images are drawn the same way', async ({ page }) => {
  test.setTimeout(120_000);
  const app = new App(page);
  await withPractice(app, async (docker) => {
    const { id, writer } = await prepare(docker);
    await show(app, 'images', `image:${id}`);
    await layersAgree(app, docker);
    await expect(keyed(app, 'strip').first()).toContainText('Practice engine, a model');
    await writingAgrees(app, docker, writer);
  });
});

test('a recording shows the same layers and the same writing', async ({ lab }) => {
  test.setTimeout(120_000);
  await lab.reset();
  const docker = dockerAt(lab.host);
  const { writer } = await prepare(docker);
  const words = await recorded(
    lab.host,
    (text) => text.includes(`"kind":"size","container":"${writer}"`) && text.includes('"history":'),
    'images',
    'made:1',
  );
  for (const digest of await layersOf(docker, 'made:1')) expect(words).toContain(digest.slice(0, 15));
  for (const size of lines(await docker('history', '--format', '{{.Size}}', 'made:1')))
    if (size !== '0B') expect(words).toContain(size);
  const own = (await docker('ps', '-as', '--filter', 'name=writer', '--format', '{{.Size}}')).split(' ')[0];
  expect(words).toMatch(new RegExp(own ?? '-'));
});

test('the view is reached, walked and left by keys alone, and axe finds nothing in it', async ({
  app,
  lab,
}) => {
  test.setTimeout(120_000);
  const docker = dockerAt(lab.host);
  const { id } = await prepare(docker);
  // The stage plays what happened act by act; the view is opened on what it has come to.
  await expect(app.mark('image', 'made')).toHaveCount(1, { timeout: 60_000 });
  await app.still();
  await app.stage.focus();
  await app.page.keyboard.press('3');
  await expect(app.page.getByRole('button', { name: 'Layers' })).toHaveAttribute('aria-current', 'page');
  await app.still();
  const active = () =>
    app.page.evaluate(() => {
      const at = document.querySelector('#stage')?.getAttribute('aria-activedescendant');
      return at ? document.getElementById(at)?.getAttribute('aria-label') : null;
    });
  await app.page.keyboard.press('Home');
  await expect.poll(active).toContain('container, exited');
  for (let i = 0; i < 3; i += 1) await app.page.keyboard.press('ArrowUp');
  await expect.poll(active).toMatch(/read-only layer|image/);
  await app.page.keyboard.press('Enter');
  await expect(app.page.locator('.inspector h3')).not.toBeEmpty();
  // What is chosen stays chosen in another view, and the address names both.
  await show(app, 'images', `image:${id}`);
  await app.stage.focus();
  await app.page.keyboard.press('1');
  await expect(app.page).toHaveURL(new RegExp(`\\?select=image:${id}$`));
  await app.page.keyboard.press('3');
  await expect(app.page).toHaveURL(new RegExp(`view=images&select=image:${id}$`));
  await app.still();
  for (const scheme of ['light', 'dark'] as const) {
    await app.page.emulateMedia({ colorScheme: scheme });
    const { violations } = await new AxeBuilder({ page: app.page }).analyze();
    expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`)).toEqual(
      [],
    );
  }
});
