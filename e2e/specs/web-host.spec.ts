import { request as httpRequest } from 'node:http';
import { expect, test } from '../app/test';

/** Status and body of one plain request, with headers that a browser would not let a page choose. */
function ask(
  url: string,
  path: string,
  headers: Record<string, string>,
): Promise<{ status: number; headers: NodeJS.Dict<string | string[]> }> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({ hostname, port, path, headers }, (incoming) => {
      incoming.resume();
      resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers });
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

const UPGRADE = {
  Connection: 'Upgrade',
  Upgrade: 'websocket',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
};

test('answers to loopback names only, and to pages of its own', async ({ served }) => {
  const host = new URL(served.url).host;
  expect((await ask(served.url, '/', { Host: host })).status).toBe(200);
  expect((await ask(served.url, '/', { Host: 'localhost:9999' })).status).toBe(200);
  expect((await ask(served.url, '/', { Host: 'evil.example' })).status).toBe(421);
  expect(
    (await ask(served.url, '/contract', { Host: host, Origin: 'http://evil.example', ...UPGRADE })).status,
  ).toBe(403);
  expect((await ask(served.url, '/contract', { Host: host, ...UPGRADE })).status).toBe(403);
  expect((await ask(served.url, '/other', { Host: host, Origin: `http://${host}`, ...UPGRADE })).status).toBe(
    403,
  );
});

test('serves its own files and no others, under a strict policy', async ({ served }) => {
  const host = new URL(served.url).host;
  const page = await ask(served.url, '/', { Host: host });
  expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  expect(page.headers['content-security-policy']).not.toContain('unsafe');
  for (const path of [
    '/../package.json',
    '/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/assets/../../main/cli.js',
    '/%00',
    '/%',
  ]) {
    expect((await ask(served.url, path, { Host: host })).status, path).toBe(404);
  }
});

test('without its key, an address shows a sentence and nothing of the engine', async ({ page, served }) => {
  await page.goto(served.url.replace(/#.*/, ''));
  await expect(page.locator('.narrator')).toContainText('lacks its key');
  await page.goto('about:blank');
  await page.goto(served.url.replace(/#.*/, '#wrong'));
  await expect(page.locator('.narrator')).toContainText('old key');
  await expect(page.locator('#stage g[data-kind="container"]')).toHaveCount(0);
});

test('the key leaves the address bar once it is read', async ({ app }) => {
  expect(await app.page.evaluate(() => location.href)).not.toContain('#');
  await app.page.reload();
  await expect(app.mark('engineWords')).toContainText('Docker Engine');
});
