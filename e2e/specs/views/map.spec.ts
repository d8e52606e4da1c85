import AxeBuilder from '@axe-core/playwright';
import { App } from '../../app/stage';
import { expect, test } from '../../app/test';
import { dockerAt, keyed, lines, recorded, show, withPractice, type Docker } from './evidence';

/** The programs on the way have the versions that `docker version` prints, and keep what the lists count. */
async function partsAgree(app: App, docker: Docker): Promise<void> {
  const version = (of: string): Promise<string> => docker('version', '-f', of);
  const server = (await version('{{.Server.Version}}')).split(/[+~]/)[0] ?? '-';
  await expect(keyed(app, 'cell 0')).toContainText(`answers the API${server}`);
  const components = await version('{{range .Server.Components}}{{.Name}} {{.Version}}{{println}}{{end}}');
  const told = (name: string): string =>
    /\d+(?:\.\d+)+/.exec(lines(components).find((line) => line.startsWith(`${name} `)) ?? '')?.[0] ?? '';
  await expect(keyed(app, 'cell 1')).toContainText(told('containerd'));
  await expect(keyed(app, 'cell 2')).toContainText(told('runc'));
  const api = await version('{{.Server.APIVersion}}');
  await expect(keyed(app, 'api')).toContainText(`REST API ${api}`);
  const networks = lines(await docker('network', 'ls', '-q')).length;
  await expect(keyed(app, 'networks')).toContainText(`${String(networks)} networks`);
  const volumes = lines(await docker('volume', 'ls', '-q')).length;
  await expect(keyed(app, 'volumes')).toContainText(
    volumes === 1 ? '1 volume' : `${String(volumes)} volumes`,
  );
  const images = lines(await docker('images', '-q')).length;
  await expect(keyed(app, 'shelf')).toContainText(images === 1 ? '1 image' : `${String(images)} images`);
}

test('a command’s requests travel the way and are listed; each process stands on its shim and the kernel', async ({
  app,
  lab,
}) => {
  test.setTimeout(120_000);
  const docker = dockerAt(lab.host);
  await docker('pull', '-q', 'busybox');
  await docker('volume', 'create', 'kept');
  await app.page.setViewportSize({ width: 1920, height: 1080 });
  await expect(app.mark('image', 'busybox')).toHaveCount(1, { timeout: 60_000 });
  await app.still();
  await app.stage.focus();
  await app.page.keyboard.press('5');
  await app.still();
  // The ticket with the request's own words goes from the command to the daemon.
  const ticket = app.page.waitForFunction(
    () => /POST/.test(document.querySelector('#stage .overlay')?.textContent ?? ''),
    undefined,
    { timeout: 60_000 },
  );
  await app.type('run -d --name work busybox sleep 1000');
  await ticket;
  await app.still();
  const id = await docker('inspect', '-f', '{{.Id}}', 'work');
  const sheet = keyed(app, 'requests');
  await expect(sheet).toContainText('docker run -d --name work busybox sleep 1000');
  await expect(sheet).toContainText('POST /containers/create201');
  await expect(sheet).toContainText(`POST /containers/${id.slice(0, 12)}/start204`);
  await partsAgree(app, docker);
  await expect(keyed(app, `shim ${id}`)).toHaveCount(1);
  await expect(keyed(app, `pile ${id}`)).toContainText(
    `PID ${await docker('inspect', '-f', '{{.State.Pid}}', 'work')}`,
  );
  await docker('stop', '-t', '0', 'work');
  await expect(keyed(app, `container ${id}`)).toContainText('Exited', { timeout: 30_000 });
  await expect(keyed(app, `shim ${id}`)).toHaveCount(0);
  await expect(keyed(app, `pile ${id}`)).toHaveCount(0);
  for (const scheme of ['light', 'dark'] as const) {
    await app.page.emulateMedia({ colorScheme: scheme });
    const { violations } = await new AxeBuilder({ page: app.page }).analyze();
    expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`)).toEqual(
      [],
    );
  }
});

test('the practice engine’s parts are drawn the same way, and are called a model', async ({ page }) => {
  test.setTimeout(120_000);
  const app = new App(page);
  await withPractice(app, async (docker) => {
    await docker('pull', '-q', 'busybox');
    await docker('volume', 'create', 'kept');
    await app.page.setViewportSize({ width: 1920, height: 1080 });
    await show(app, 'map');
    await expect(keyed(app, 'strip').first()).toContainText('Practice engine, a model');
    await partsAgree(app, docker);
  });
});

test('a recording names the same versions', async ({ lab }) => {
  test.setTimeout(120_000);
  await lab.reset();
  const docker = dockerAt(lab.host);
  await docker('create', '--name', 'box', 'busybox');
  const id = await docker('inspect', '-f', '{{.Id}}', 'box');
  const words = await recorded(
    lab.host,
    (text) => text.includes(`"of":"container","id":"${id}"`),
    'map',
    'box',
  );
  const server = (await docker('version', '-f', '{{.Server.Version}}')).split(/[+~]/)[0] ?? '-';
  expect(words).toContain(`dockerd\nanswers the API\n${server}`);
  expect(words).toContain(`REST API ${await docker('version', '-f', '{{.Server.APIVersion}}')}`);
});
