import type { Page } from '@playwright/test';
import { launchDesktop, type Desktop } from '../desktop/launch';
import { expect, test } from '../fixtures';

let desktop: Desktop;
test.beforeEach(async ({ engine }) => {
  await engine.docker('run', '-d', '--name', 'desk-one', 'busybox', 'sleep', '1000');
  desktop = await launchDesktop({ engine: engine.host });
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
