import { execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { chromium, type Browser, type Page } from '@playwright/test';
import { serveApp } from '../../e2e/app/serve';
import { fill } from '../../e2e/lab/fill';
import type { Lab } from '../../e2e/lab/lab';
import { startCountingProxy } from './counting-proxy';
import { figure, median, quantile, type Figure } from './figures';

const run = promisify(execFile);

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });

const api = async (lab: Lab, method: string, path: string, body?: string): Promise<string> =>
  (
    await run(
      'curl',
      [
        '-s',
        '-X',
        method,
        '--unix-socket',
        lab.socket,
        ...(body === undefined ? [] : ['-H', 'Content-Type: application/json', '-d', body]),
        `http://docker/v1.41${path}`,
      ],
      { maxBuffer: 1 << 26 },
    )
  ).stdout;

/** Waits for a whole picture of so many containers; gives milliseconds since the navigation began. */
async function pictured(page: Page, n: number): Promise<number> {
  const words = n.toLocaleString('en-US');
  await page.waitForFunction(
    (want) => {
      const stage = document.querySelector('#stage');
      const facts = stage?.querySelector('g[data-kind="engineWords"]')?.textContent ?? '';
      return (
        stage?.getAttribute('data-still') === 'true' &&
        facts.startsWith('Docker') &&
        facts.includes(`${want} container`)
      );
    },
    words,
    { polling: 'raf', timeout: 60_000 },
  );
  return page.evaluate(() => performance.now());
}

/** From nothing to a whole picture in the window, beside the raw lists by curl. */
export async function benchFirstPicture(lab: Lab, browser: Browser, n: number): Promise<Figure[]> {
  await fill(lab, n);
  const lists: number[] = [];
  const window: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const begin = performance.now();
    for (const path of [
      '/version',
      '/info',
      '/containers/json?all=1',
      '/images/json',
      '/networks',
      '/volumes',
    ])
      await api(lab, 'GET', path);
    lists.push(performance.now() - begin);
    // A fresh host each time: its connection to the engine is part of what is timed.
    const served = await serveApp(lab.host);
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(served.url);
    window.push(await pictured(page, n));
    await page.close();
    await served.stop();
  }
  return [
    figure(`raw lists by curl, ${String(n)} containers`, median(lists), 'ms'),
    figure(`first whole picture in the window, ${String(n)} containers`, median(window), 'ms'),
    figure(
      `first picture minus raw lists, ${String(n)} containers`,
      median(window) - median(lists),
      'ms',
      500,
    ),
  ];
}

/** Engine event → first frame that shows it on an idle stage, beside `docker events` printing the same event. */
export async function benchEventToPicture(lab: Lab, browser: Browser): Promise<Figure[]> {
  const served = await serveApp(lab.host);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(served.url);
  await page.waitForSelector('#stage[data-still="true"]');
  await page.evaluate(() => {
    const seen: Record<string, number> = {};
    Object.assign(window, { seen });
    new MutationObserver((changes) => {
      for (const change of changes)
        for (const node of change.addedNodes) {
          if (node instanceof Element && node.getAttribute('data-kind') === 'container')
            seen[(node.getAttribute('data-key') ?? '').slice('container '.length)] ??= Date.now();
        }
    }).observe(document.querySelector('#stage') as Element, { childList: true, subtree: true });
  });
  const printed: Record<string, number> = {};
  const events = spawn('docker', ['events', '--filter', 'event=create', '--format', '{{.Actor.ID}}'], {
    env: { ...process.env, ...lab.env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  createInterface({ input: events.stdout }).on('line', (id) => (printed[id] ??= Date.now()));
  const ids: string[] = [];
  for (let i = 0; i < 30; i += 1) {
    const { Id } = JSON.parse(
      await api(lab, 'POST', '/containers/create', JSON.stringify({ Image: 'busybox', Cmd: ['true'] })),
    ) as { Id: string };
    ids.push(Id);
    await page.waitForFunction(
      (id) => (window as unknown as { seen: Record<string, number> }).seen[id] !== undefined,
      Id,
    );
    await page.waitForSelector('#stage[data-still="true"]');
    await api(lab, 'DELETE', `/containers/${Id}`);
    await page.waitForSelector(`#stage g[data-key="container ${Id}"]`, { state: 'detached' });
    await page.waitForSelector('#stage[data-still="true"]');
  }
  const seen = await page.evaluate(() => (window as unknown as { seen: Record<string, number> }).seen);
  events.kill();
  await page.close();
  await served.stop();
  const late = ids.flatMap((id) =>
    printed[id] === undefined || seen[id] === undefined ? [] : [seen[id] - printed[id]],
  );
  return [
    figure('event on the stage minus docker events, p50', quantile(late, 0.5), 'ms'),
    figure('event on the stage minus docker events, p95', quantile(late, 0.95), 'ms', 50),
  ];
}

/** Requests that reach the engine while nothing happens, and what one start costs. */
export async function benchRequests(lab: Lab, browser: Browser, n: number): Promise<Figure[]> {
  const proxy = await startCountingProxy(lab.socket, `${lab.dir}/count.sock`);
  const served = await serveApp(`unix://${proxy.socket}`);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(served.url);
  await pictured(page, n);
  // Looking single objects up goes on for a moment after the first picture; rest begins when a second passes without a request.
  do proxy.take();
  while ((await page.waitForTimeout(1000), proxy.take().length > 0));
  const seconds = 15;
  await page.waitForTimeout(seconds * 1000);
  const rest = proxy.take().length * (60 / seconds);
  const { Id } = JSON.parse(
    await api(lab, 'POST', '/containers/create', JSON.stringify({ Image: 'busybox', Cmd: ['sleep', '100'] })),
  ) as { Id: string };
  await page.waitForTimeout(1500);
  proxy.take();
  await api(lab, 'POST', `/containers/${Id}/start`);
  await page.waitForTimeout(1500);
  const inspects = proxy.take().filter((request) => request.endsWith('/json') && request.includes(Id)).length;
  await api(lab, 'DELETE', `/containers/${Id}?force=1`);
  await page.close();
  await served.stop();
  await proxy.close();
  return [
    figure(`requests a minute at rest, ${String(n)} containers`, rest, '/min', 0),
    figure(`inspects that one start costs, ${String(n)} containers`, inspects, '', 1),
  ];
}
