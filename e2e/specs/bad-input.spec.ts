import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ROOT, serveApp } from '../app/serve';
import { App } from '../app/stage';

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const cutaway = (...argv: string[]): Promise<Outcome> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(ROOT, 'bin/cutaway.mjs'), ...argv],
      { timeout: 60_000 },
      (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });

let folder: string;
let servers: Server[] = [];
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cutaway-'));
});
test.afterEach(() => {
  for (const server of servers) server.close();
  servers = [];
  rmSync(folder, { recursive: true, force: true });
});

/** A socket behind which something else stands: it answers every call with these bytes, or with none. */
async function behind(bytes: string): Promise<string> {
  const path = join(folder, 'other.sock');
  const server = createServer((socket) =>
    socket.on('error', () => undefined).on('data', () => (bytes === '' ? undefined : socket.end(bytes))),
  );
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return `unix://${path}`;
}

test('a socket that speaks something else is told apart, in the picture and in the terminal', async ({
  page,
}) => {
  const engine = await behind('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi');
  const served = await serveApp(engine);
  const app = new App(page);
  await page.goto(served.url);
  await expect(app.mark('diagnosis')).toContainText('Something answers, but it is not a Docker engine.');
  await served.stop();
  const drawn = await cutaway('draw', '--engine', engine);
  expect(drawn.code).toBe(1);
  expect(drawn.stdout).toContain('Something answers, but it is not a Docker engine.');
  expect(drawn.stderr).toContain('Something answers');
});

test('an engine that is too old says which one is needed', async ({ page }) => {
  const engine = await behind('HTTP/1.1 200 OK\r\nApi-Version: 1.24\r\nContent-Length: 0\r\n\r\n');
  const served = await serveApp(engine);
  await page.goto(served.url);
  await expect(new App(page).mark('diagnosis')).toContainText('too old');
  await served.stop();
});

test('an engine that takes the call and says nothing does not keep anybody waiting', async ({ page }) => {
  const engine = await behind('');
  const served = await serveApp(engine);
  await page.goto(served.url);
  await expect(new App(page).mark('diagnosis')).toContainText('does not answer', { timeout: 20_000 });
  await served.stop();
});

test('nobody there: the picture says so, and fills itself when an engine appears', async ({ page }) => {
  const path = join(folder, 'late.sock');
  const served = await serveApp(`unix://${path}`);
  const app = new App(page);
  await page.goto(served.url);
  await expect(app.mark('diagnosis')).toContainText('Nobody is at this address.');
  const server = createServer((socket) =>
    socket
      .on('error', () => undefined)
      .on('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')),
  );
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(path, resolve));
  // It is no engine, but the picture noticed by itself that the answer is another one.
  await expect(app.mark('diagnosis')).toContainText('not a Docker engine');
  await served.stop();
});

test('an address in use is a sentence and exit 1', async () => {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const { code, stderr } = await cutaway('serve', '--port', String(port));
  expect(code).toBe(1);
  expect(stderr).toContain(`Port ${String(port)} of 127.0.0.1 is in use.`);
});
