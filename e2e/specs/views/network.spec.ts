import AxeBuilder from '@axe-core/playwright';
import { App } from '../../app/stage';
import { expect, test } from '../../app/test';
import { dockerAt, keyed, recorded, show, withPractice, type Docker } from './evidence';

/** A small shop: two networks, one without a way out, a volume in use and one that outlived its container. */
async function prepare(docker: Docker): Promise<void> {
  await docker('pull', '-q', 'busybox');
  await docker('network', 'create', 'front');
  await docker('network', 'create', '--internal', 'back');
  await docker('volume', 'create', 'left-over');
  const service = (name: string, ...more: string[]): string[] => [
    'run',
    '-d',
    '--name',
    name,
    '--label',
    'com.docker.compose.project=shop',
    '--label',
    `com.docker.compose.service=${name}`,
    ...more,
  ];
  const sleep = ['busybox', 'sleep', '1000'];
  await docker(...service('db', '--network', 'back', '-v', 'data:/data', ...sleep));
  await docker(
    ...service('api', '--network', 'front', '--network-alias', 'orders'),
    '--label',
    'com.docker.compose.depends_on=db:service_started:false',
    ...sleep,
  );
  await docker('network', 'connect', 'back', 'api');
  await docker(...service('web', '--network', 'front', '-p', '8081:80', ...sleep));
  await docker('run', '-d', '--name', 'alone', '--network', 'none', ...sleep);
  await docker('run', '-d', '--name', 'shared', '--network', 'host', ...sleep);
  await docker('run', '-d', '--name', 'old', '-p', '127.0.0.1:8082:80', ...sleep);
}

const idOf = (docker: Docker, name: string): Promise<string> => docker('inspect', '-f', '{{.Id}}', name);

async function choosePair(app: App, from: string, to: string): Promise<void> {
  await app.page.getByLabel('Reach from').selectOption({ label: from });
  await app.page.getByLabel('Reach to').selectOption({ label: to });
  await app.still();
}

/** The picture's pipes, tags, ports and volumes are those that the engine's own commands name. */
async function plugsAgree(app: App, docker: Docker): Promise<void> {
  await app.page.setViewportSize({ width: 1920, height: 1080 });
  await show(app, 'network');
  for (const network of ['front', 'back', 'bridge']) {
    const members = JSON.parse(
      await docker('network', 'inspect', '-f', '{{json .Containers}}', network),
    ) as Record<string, { Name: string; IPv4Address: string }>;
    const internal = await docker('network', 'inspect', '-f', '{{.Internal}}', network);
    const pipe = app.page.locator(`#stage g[data-key^="lane "][data-key$=" ${network}"]`);
    await expect(pipe).toContainText(network);
    await expect(pipe).toHaveAttribute(
      'aria-label',
      new RegExp(internal === 'true' ? 'no way out' : ', way out'),
    );
    for (const [id, { Name, IPv4Address }] of Object.entries(members)) {
      const tag = keyed(app, `tag ${id} ${network}`);
      const address = IPv4Address.split('/')[0] ?? '';
      await expect(tag, `${Name} on ${network}`).toContainText(network === 'bridge' ? address : Name);
    }
    await expect(app.page.locator(`#stage g[data-key^="tag "][data-key$=" ${network}"]`)).toHaveCount(
      Object.keys(members).length,
    );
  }
  await expect(keyed(app, `jacks ${await idOf(docker, 'alone')}`)).toContainText('reaches nobody');
  await expect(keyed(app, `jacks ${await idOf(docker, 'shared')}`)).toContainText('shares');
  await expect(keyed(app, `port ${await idOf(docker, 'web')} 8081/tcp`)).toContainText(':8081');
  const local = keyed(app, `port ${await idOf(docker, 'old')} 8082/tcp`);
  await expect(local).toHaveAttribute('aria-label', /only from this machine/);
  await expect(keyed(app, 'drum data')).toContainText('only db');
  await expect(keyed(app, 'drum left-over')).toContainText('stays');
  await expect(keyed(app, 'bay shop')).toContainText('3 containers, all up');
  await expect(keyed(app, 'bay shop')).toContainText('api waits for db');
}

/** What is said of two containers is what happens when one of them tries. */
async function reachAgrees(app: App, docker: Docker): Promise<void> {
  const tried = async (from: string, target: string): Promise<boolean> =>
    (await docker(
      'exec',
      from,
      'sh',
      '-c',
      `ping -c1 -W2 ${target} >/dev/null 2>&1 && echo yes || echo no`,
    )) === 'yes';
  const head = keyed(app, 'head');
  const why = keyed(app, 'why');
  await choosePair(app, 'web', 'api');
  await expect(head).toContainText('web reaches api');
  await expect(why).toContainText('orders');
  expect(await tried('web', 'api')).toBe(true);
  expect(await tried('web', 'orders')).toBe(true);
  await choosePair(app, 'web', 'db');
  await expect(head).toContainText('web cannot reach db');
  await expect(why).toContainText('No network in common');
  await expect(why).toContainText('api hangs on both');
  await expect(why).toContainText('docker network connect front db');
  const address = await docker('inspect', '-f', '{{.NetworkSettings.Networks.back.IPAddress}}', 'db');
  await expect(why).toContainText(`${address} is walled off`);
  expect(await tried('web', 'db')).toBe(false);
  expect(await tried('web', address)).toBe(false);
  await choosePair(app, 'alone', 'web');
  await expect(head).toContainText('alone cannot reach web');
  expect(
    await tried(
      'alone',
      await docker('inspect', '-f', '{{.NetworkSettings.Networks.front.IPAddress}}', 'web'),
    ),
  ).toBe(false);
  // What the sheet proposes does what it says, and the picture follows.
  await choosePair(app, 'web', 'db');
  await docker('network', 'connect', 'front', 'db');
  await expect(head).toContainText('web reaches db', { timeout: 20_000 });
  expect(await tried('web', 'db')).toBe(true);
}

test('pipes, names, ports and volumes are the engine’s, and two reach each other or not as drawn', async ({
  app,
  lab,
}) => {
  test.setTimeout(180_000);
  const docker = dockerAt(lab.host);
  await prepare(docker);
  await plugsAgree(app, docker);
  await reachAgrees(app, docker);
});

test('a volume stays when its container goes, and a disconnected plug is out', async ({ app, lab }) => {
  test.setTimeout(120_000);
  const docker = dockerAt(lab.host);
  await prepare(docker);
  const [web, db] = [await idOf(docker, 'web'), await idOf(docker, 'db')];
  await app.page.setViewportSize({ width: 1920, height: 1080 });
  await show(app, 'network');
  await expect(keyed(app, `tag ${web} front`)).toHaveCount(1);
  await docker('network', 'disconnect', 'front', 'web');
  await expect(keyed(app, `tag ${web} front`)).toHaveCount(0, { timeout: 20_000 });
  await docker('rm', '-f', 'db');
  await expect(keyed(app, `container ${db}`)).toHaveCount(0, { timeout: 20_000 });
  await expect(keyed(app, 'drum data')).toContainText('stays');
  await docker('volume', 'inspect', 'data');
});

test('the practice engine’s networks are drawn the same way', async ({ page }) => {
  test.setTimeout(180_000);
  const app = new App(page);
  await withPractice(app, async (docker) => {
    await prepare(docker);
    await plugsAgree(app, docker);
    await choosePair(app, 'web', 'db');
    await expect(keyed(app, 'head')).toContainText('web cannot reach db');
    await choosePair(app, 'web', 'api');
    await expect(keyed(app, 'head')).toContainText('web reaches api');
  });
});

test('a recording knows why two do not reach each other', async ({ lab }) => {
  test.setTimeout(120_000);
  await lab.reset();
  const docker = dockerAt(lab.host);
  await prepare(docker);
  const address = await docker('inspect', '-f', '{{.NetworkSettings.Networks.back.IPAddress}}', 'db');
  const words = await recorded(
    lab.host,
    (text) => ['web', 'api', 'db'].every((name) => text.includes(`"detail":{"name":"${name}"`)),
    'network',
    'web,db',
  );
  expect(words).toContain('web cannot reach db');
  expect(words).toContain(`Its address ${address} is walled off`);
  expect(words).toContain('docker network connect front db');
});

test('the view is walked by keys alone, and axe finds nothing in it, with two chosen as well', async ({
  app,
  lab,
}) => {
  test.setTimeout(120_000);
  const docker = dockerAt(lab.host);
  await prepare(docker);
  await expect(app.mark('container', 'old')).toContainText('Running', { timeout: 60_000 });
  await app.still();
  await app.stage.focus();
  await app.page.keyboard.press('6');
  await app.still();
  await app.page.keyboard.press('Home');
  await app.page.keyboard.press('Enter');
  await expect(app.page.locator('.inspector h3')).not.toBeEmpty();
  const check = async (): Promise<void> => {
    for (const scheme of ['light', 'dark'] as const) {
      await app.page.emulateMedia({ colorScheme: scheme });
      const { violations } = await new AxeBuilder({ page: app.page }).analyze();
      expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`)).toEqual(
        [],
      );
    }
  };
  await check();
  await choosePair(app, 'web', 'db');
  await check();
});
