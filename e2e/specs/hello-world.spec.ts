import { expectOrder, type App } from '../app/stage';
import { expect, test } from '../app/test';
import { inDesktop } from '../desktop/app';
import type { Lab } from '../lab/lab';

test.describe('docker run hello-world', () => {
  const stepByStep = async ({ app, lab }: { app: App; lab: Lab }): Promise<void> => {
    await expect(app.mark('empty')).toContainText('No containers yet');
    await expect(app.mark('shelf')).toContainText('nothing cached yet');
    await app.type('run hello-world');

    await app.act('stamp');
    await app.still();
    const steps = await app.steps();
    const acts = steps.map((step) => step.act);
    expectOrder(acts, [
      'enter',
      'ask',
      'search',
      'answer',
      'ask',
      'fetch',
      'bytes',
      'extract',
      'shelve',
      'place',
    ]);
    // The image is looked up while the client asks again: either may be first.
    expectOrder(acts, [
      'extract',
      'ask',
      'place',
      'roof',
      'hand',
      'pile',
      'light',
      'output',
      'leave',
      'dark',
      'stamp',
    ]);
    const first = (act: string) => steps.find((step) => step.act === act);
    // Nothing stands on the stage before the engine made it.
    for (const act of ['ask', 'search', 'answer', 'fetch', 'bytes', 'extract', 'shelve'])
      expect(first(act)?.marks['container'], act).toBeUndefined();
    expect(first('search')?.overlay).toContain('hello-world:latest');
    expect(first('answer')?.overlay).toContain('404 no such image');
    expect(first('bytes')?.marks['image']?.join()).toContain('hello-world:latest');
    expect(first('bytes')?.marks['shelf']?.join()).toContain('nothing cached yet');
    expect(first('shelve')?.marks['shelf']?.join()).toContain('1 image');
    expect(first('pile')?.marks['container']?.join()).toContain('Running');
    expect(first('roof')?.marks['container']?.join()).toContain('Created');
    expect(first('output')?.marks['output']?.join()).toContain('what it printed');
    expect(first('stamp')?.marks['container']?.join()).toContain('Exited (0)');
    await expect(app.mark('output')).toContainText('Hello from Docker!');
    await expect(app.mark('container')).toContainText('Exited (0)');
    await expect(app.mark('pile')).toHaveCount(0);

    const { stdout } = await lab.docker(['ps', '-a', '--format', '{{.Names}} {{.State}}']);
    const [name = '', state] = stdout.trim().split(' ');
    expect(state).toBe('exited');
    await expect(app.mark('container')).toContainText(name);
  };
  test('typed at the prompt, it is seen step by step', stepByStep);
  test.describe('in the desktop', () => {
    test.use(inDesktop);
    test('typed at the prompt, it is seen step by step there, too', stepByStep);
  });

  test('the second run fetches nothing', async ({ app, lab }) => {
    await lab.docker(['pull', '-q', 'hello-world']);
    await expect(app.mark('shelf')).toContainText('1 image');
    await app.still();
    await app.forget();
    await app.type('run hello-world');
    await app.act('stamp');
    await app.still();
    const acts = await app.acts();
    expectOrder(acts, ['enter', 'ask', 'search', 'place', 'roof', 'pile', 'light', 'leave', 'stamp']);
    for (const unseen of ['fetch', 'bytes', 'extract', 'shelve', 'answer'])
      expect(acts).not.toContain(unseen);
  });

  test('typed in another terminal, what its events tell is seen, and nothing else', async ({ app, lab }) => {
    const run = lab.docker(['run', 'hello-world']);
    await app.act('shelve');
    await expect(app.mark('image')).toContainText('hello-world:latest');
    await app.act('place');
    await app.act('light');
    await app.act('stamp');
    await app.still();
    expect((await run).stdout).toContain('Hello from Docker!');
    await expect(app.mark('container')).toContainText('Exited (0)');
    const acts = await app.acts();
    expectOrder(acts, ['shelve', 'place', 'roof', 'pile', 'light', 'leave', 'dark', 'stamp']);
    // Another client's requests, its 404 and the bytes of its pull are in no event.
    for (const unseen of ['enter', 'ask', 'answer', 'search', 'fetch', 'bytes', 'extract', 'hand', 'output'])
      expect(acts).not.toContain(unseen);
    await expect(app.mark('output')).toHaveCount(0);
  });

  test('its requests are shown in order, with status and a curl that does the same', async ({ app }) => {
    await app.type('run hello-world');
    await app.page.getByRole('button', { name: /Requests/ }).click();
    const rows = app.page.locator('.requests li');
    await expect(rows).toHaveCount(6, { timeout: 20_000 });
    await expect(rows.locator('.p')).toHaveText([
      'POST /containers/create',
      'POST /images/create',
      'POST /containers/create',
      'POST /containers/{id}/attach',
      'POST /containers/{id}/wait',
      'POST /containers/{id}/start',
    ]);
    await expect(rows.locator('.s')).toHaveText(['404', '200', '201', '101', '200', '204']);
    await rows.first().locator('button.row').click();
    await expect(rows.first().locator('.command')).toContainText('curl --unix-socket');
  });

  test('removed in the right order only: a container holds its image', async ({ app, lab }) => {
    await lab.docker(['run', '--name', 'hi', 'hello-world']);
    await app.act('stamp');
    await app.still();
    await app.type('rmi hello-world');
    await expect(app.page.locator('.dock')).toContainText(
      'conflict: unable to remove repository reference "hello-world"',
    );
    await app.still();
    await expect(app.mark('image')).toHaveCount(1);
    await app.type('rm hi');
    await expect(app.mark('container')).toHaveCount(0);
    await app.still();
    await app.type('rmi hello-world');
    await expect(app.mark('image')).toHaveCount(0);
    await expect(app.mark('empty')).toHaveCount(1);
  });

  test('with reduced motion the same acts happen in the same order', async ({ app, lab }) => {
    await lab.docker(['pull', '-q', 'hello-world']);
    await app.still();
    await app.page.emulateMedia({ reducedMotion: 'reduce' });
    await app.forget();
    await app.type('run hello-world');
    await app.act('stamp');
    await app.still();
    expectOrder(await app.acts(), [
      'enter',
      'ask',
      'search',
      'place',
      'roof',
      'ask',
      'hand',
      'pile',
      'light',
      'leave',
      'dark',
      'stamp',
    ]);
  });
});
