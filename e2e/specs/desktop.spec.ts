import type { Page } from '@playwright/test';
import { launchDesktop, type Desktop } from '../desktop/launch';
import { expect, test } from '../fixtures';

let desktop: Desktop;
test.beforeEach(async ({ engine }) => {
  await engine.docker('run', '-d', '--name', 'desk-one', 'busybox', 'sleep', '1000');
  desktop = await launchDesktop(engine.host);
});
test.afterEach(async () => {
  await desktop.close();
});

/** Asks for a port as the page does, and follows the journal through it. @returns the texts of what has come so far */
async function follow(page: Page): Promise<() => Promise<string[]>> {
  const came = await page.evaluateHandle(() => {
    const messages: string[] = [];
    addEventListener('message', ({ data, ports: [port] }) => {
      if (data !== 'cutaway-port' || !port) return;
      // The page goes on with this port, so it is listened to beside the page.
      port.addEventListener(
        'message',
        (event: MessageEvent) => void messages.push(JSON.stringify(event.data)),
      );
      port.start();
      port.postMessage({ t: 'follow', after: null });
    });
    postMessage('cutaway-port?', location.origin);
    return messages;
  });
  return () => came.jsonValue();
}

test('the window draws the engine that it was started on', async ({ engine }) => {
  await expect(desktop.page.getByText('desk-one').first()).toBeVisible();
  await engine.docker('run', '-d', '--name', 'desk-two', 'busybox', 'sleep', '1000');
  await expect(desktop.page.getByText('desk-two').first()).toBeVisible();
});

test('a port carries the world so far and then each entry', async ({ engine }) => {
  const came = await follow(desktop.page);
  await expect.poll(came).toContainEqual(expect.stringMatching(/"t":"checkpoint".*desk-one/));
  await engine.docker('create', '--name', 'desk-late', 'busybox');
  await expect.poll(came).toContainEqual(expect.stringMatching(/"t":"entries".*desk-late/));
});

test('every page of the app comes under the strict policy', async () => {
  const policy = await desktop.page.evaluate(async () =>
    (await fetch(location.href)).headers.get('content-security-policy'),
  );
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("require-trusted-types-for 'script'");
  const hole = await desktop.page.evaluate(async () => (await fetch('/..%2f..%2fpackage.json')).status);
  expect(hole).toBe(404);
});

test('nothing of Node or Electron is in the page', async () => {
  const found = await desktop.page.evaluate(() =>
    ['require', 'process', 'module', 'electron', 'ipcRenderer'].filter((name) => name in globalThis),
  );
  expect(found).toEqual([]);
});

test('no page of another origin opens in the window or in a second one', async () => {
  const { page } = desktop;
  const home = page.url();
  await page.evaluate(() => void (location.href = 'https://example.com/'));
  await page.evaluate(() => void window.open('https://example.com/'));
  await page.evaluate(() => void window.open('about:blank'));
  await expect.poll(() => desktop.pages().length).toBe(1);
  expect(page.url()).toBe(home);
  await expect(page.getByText('desk-one').first()).toBeVisible();
});

test('a page may write to the clipboard and is denied all else', async () => {
  const states = await desktop.page.evaluate(() =>
    Promise.all(
      ['geolocation', 'notifications', 'clipboard-read'].map(
        async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state,
      ),
    ),
  );
  expect(states).toEqual(['denied', 'denied', 'denied']);
  await desktop.page.bringToFront();
  await desktop.page.evaluate(() => navigator.clipboard.writeText('docker ps'));
});

test('a page that crashes is loaded again', async () => {
  await desktop.page.goto('chrome://crash').catch(() => undefined);
  await expect.poll(() => desktop.pages().some((page) => !page.isClosed())).toBe(true);
  await expect
    .poll(async () =>
      (
        await Promise.all(
          desktop.pages().map((page) =>
            page
              .getByText('desk-one')
              .count()
              .catch(() => 0),
          ),
        )
      ).some((n) => n > 0),
    )
    .toBe(true);
});

test('a page that is loaded again gets a port of its own', async ({ engine }) => {
  await desktop.page.reload();
  await expect(desktop.page.getByText('desk-one').first()).toBeVisible();
  await engine.docker('rename', 'desk-one', 'desk-new');
  await expect(desktop.page.getByText('desk-new').first()).toBeVisible();
});

test('the program ends with its window', async () => {
  test.skip(process.platform === 'darwin', 'On a Mac it goes on.');
  await desktop.page.close();
  expect(await desktop.ended).toBe(0);
});
