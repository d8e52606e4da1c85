import AxeBuilder from '@axe-core/playwright';
import { App } from '../../app/stage';
import { expect, test } from '../../app/test';
import { dockerAt, keyed, recorded, show, withPractice, type Docker } from './evidence';

/** A container with a limit, and a second image on the layers of the first. Gives its id. */
async function prepare(docker: Docker): Promise<string> {
  await docker('pull', '-q', 'busybox');
  await docker('run', '-d', '--name', 'box', '--memory', '64m', 'busybox', 'sleep', '1000');
  return docker('inspect', '-f', '{{.Id}}', 'box');
}

/** Opens a point as a person does who points at its year. */
async function openPoint(app: App, id: string): Promise<void> {
  await keyed(app, `point ${id}`).locator('text').first().click();
  await expect(keyed(app, `point ${id}`)).toHaveAttribute('aria-label', / Open\. /);
  await app.still();
}

interface Version {
  readonly Components: readonly { readonly Name: string; readonly Version: string }[];
}

/** What each point shows is what `docker info`, `version` and `inspect` print. */
async function evidenceAgrees(app: App, docker: Docker, id: string): Promise<void> {
  const fact = (n: number) => keyed(app, `fact ${String(n)}`);
  const told = (format: string): Promise<string> => docker('inspect', '-f', format, 'box');
  const info = (format: string): Promise<string> => docker('info', '-f', format);
  const { Components } = JSON.parse(await docker('version', '-f', '{{json .Server}}')) as Version;
  // The practice engine names no parts of itself: then nothing may be shown for them.
  const part = (name: string): string => {
    const found = Components.find((each) => each.Name === name);
    return found ? `${name} ${found.Version.replace(/[+~].*/, '')}` : 'not told';
  };
  await app.page.setViewportSize({ width: 1920, height: 1080 });
  await show(app, 'history', `container:${id}`);
  await expect(keyed(app, `container ${id}`)).toContainText('box');
  await expect(keyed(app, `pile ${id}`)).toHaveCount(1);

  // Namespaces are open first: one process with two numbers.
  const pid = await told('{{.State.Pid}}');
  await expect(fact(0)).toContainText(`PID ${pid}`, { timeout: 20_000 });
  await expect(fact(1)).toContainText('PID 1');
  await expect(fact(2)).toContainText(await told('{{.NetworkSettings.Networks.bridge.IPAddress}}'));
  await expect(fact(3)).toContainText('not told');

  await openPoint(app, 'chroot');
  await expect(fact(0)).toContainText('box sees/');
  await expect(fact(1)).toContainText(`/proc/${pid}/root`);
  await expect(fact(2)).toContainText(await info('{{.Driver}}'));
  const root = await info('{{.DockerRootDir}}');
  expect((await fact(2).locator('text').allTextContents()).join('')).toContain(root);

  await openPoint(app, 'cgroups');
  await expect(fact(0)).toContainText(`version ${await info('{{.CgroupVersion}}')}`);
  expect(await told('{{.HostConfig.Memory}}')).toBe(String(64 * 1024 * 1024));
  await expect(fact(1)).toContainText('limit 64MiB');

  await openPoint(app, 'lxc');
  await expect(fact(0)).toContainText('not told');
  await expect(fact(1)).toContainText(part('runc'));
  await expect(fact(2)).toContainText(`${await info('{{.ContainersRunning}}')} running`);

  await openPoint(app, 'docker');
  await expect(fact(0)).toContainText(
    (await docker('version', '-f', '{{.Server.Version}}')).replace(/[+~].*/, ''),
  );
  await expect(fact(1)).toContainText('busybox:latest');
  const layers = await docker('image', 'inspect', '-f', '{{len .RootFS.Layers}}', 'busybox');
  await expect(fact(1)).toContainText(new RegExp(`${layers} read-only layers?`), { timeout: 20_000 });
  await expect(fact(3)).toContainText('Docker Hub');

  await openPoint(app, 'oci');
  const digest = await docker('image', 'inspect', '-f', '{{index .RepoDigests 0}}', 'busybox');
  await expect(fact(0)).toContainText(digest.split('@')[1]?.slice(0, 19) ?? '-');
  await expect(fact(1)).toContainText(part('runc'));
  await expect(fact(2)).toContainText(part('containerd'));
}

test('each point opens what the engine itself prints of it', async ({ app, lab }) => {
  test.setTimeout(180_000);
  const docker = dockerAt(lab.host);
  const id = await prepare(docker);
  await evidenceAgrees(app, docker, id);
  // What has ended has no process: it is said, and no number stays.
  await docker('kill', 'box');
  await openPoint(app, 'namespaces');
  await expect(keyed(app, 'fact 0')).toContainText('box does not run', { timeout: 20_000 });
  await expect(keyed(app, `pile ${id}`)).toHaveCount(0);
});

test('the practice engine tells the same of itself, and that it is a model', async ({ page }) => {
  test.setTimeout(180_000);
  const app = new App(page);
  await withPractice(app, async (docker) => {
    const id = await prepare(docker);
    await evidenceAgrees(app, docker, id);
    await expect(keyed(app, 'strip').first()).toContainText('Practice engine, a model');
  });
});

test('a recording knows the number of the process', async ({ lab }) => {
  test.setTimeout(120_000);
  await lab.reset();
  const docker = dockerAt(lab.host);
  await prepare(docker);
  const pid = await docker('inspect', '-f', '{{.State.Pid}}', 'box');
  const words = await recorded(lab.host, (text) => text.includes('"detail":{"name":"box"'), 'history', 'box');
  expect(words).toContain(`PID ${pid}`);
  expect(words).toContain('1979');
});

test('the line is walked by keys alone, and axe finds nothing', async ({ app, lab }) => {
  test.setTimeout(120_000);
  const docker = dockerAt(lab.host);
  await prepare(docker);
  await expect(app.mark('container', 'box')).toContainText('Running', { timeout: 60_000 });
  await app.still();
  await app.stage.focus();
  await app.page.keyboard.press('8');
  await app.still();
  await expect(keyed(app, 'point namespaces')).toHaveAttribute('aria-label', / Open\. /);
  await app.page.keyboard.press('Home');
  const active = (): Promise<string> =>
    app.stage.evaluate((stage) => {
      const id = stage.getAttribute('aria-activedescendant') ?? '';
      return document.getElementById(id)?.getAttribute('data-key') ?? '';
    });
  for (const key of ['ArrowDown', 'ArrowRight', 'ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowRight']) {
    if (/^point (?!namespaces)/.test(await active())) break;
    await app.page.keyboard.press(key);
    await app.frame();
  }
  const walked = await active();
  expect(walked).toMatch(/^point (?!namespaces)/);
  await app.page.keyboard.press('Enter');
  await expect(keyed(app, walked)).toHaveAttribute('aria-label', / Open\. /);
  await app.still();
  for (const scheme of ['light', 'dark'] as const) {
    await app.page.emulateMedia({ colorScheme: scheme });
    const { violations } = await new AxeBuilder({ page: app.page }).analyze();
    expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`)).toEqual(
      [],
    );
  }
});
