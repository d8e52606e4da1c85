import { readFileSync } from 'node:fs';
import type { Browser } from '@playwright/test';
import { serveApp } from '../../e2e/app/serve';
import type { Lab } from '../../e2e/lab/lab';
import { figure, type Figure } from './figures';

const LIVES = 300;
const FIRST = 60;

const memoryOf = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]) * 1024;

/** Three hundred containers run to their end on the engine, followed by host and window: what stays of them in memory. */
export async function benchLives(lab: Lab, browser: Browser): Promise<Figure[]> {
  await lab.reset();
  await lab.docker(['pull', '-q', 'busybox']);
  const served = await serveApp(lab.host);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(served.url);
  await page.waitForSelector('#stage[data-still="true"]');
  const session = await page.context().newCDPSession(page);
  const window = async (): Promise<number> => {
    await page.waitForSelector('#stage[data-still="true"]', { timeout: 90_000 });
    await session.send('HeapProfiler.collectGarbage');
    return (await session.send('Runtime.getHeapUsage')).usedSize;
  };
  const run = async (count: number): Promise<void> => {
    const lane = async (): Promise<void> => {
      for (let i = 0; i < count / 3; i += 1)
        await lab.docker(['run', '--rm', '--network', 'none', 'busybox', 'true']);
    };
    await Promise.all([lane(), lane(), lane()]);
  };
  await run(FIRST);
  const early = { host: memoryOf(served.pid), window: await window() };
  await run(LIVES - FIRST);
  const end = { host: memoryOf(served.pid), window: await window() };
  await page.close();
  await served.stop();
  const of = `after ${String(LIVES)} lives on the engine, more than after ${String(FIRST)}`;
  return [
    figure(`memory of the window ${of}`, (end.window - early.window) / 1e6, 'MB', 5),
    figure(`memory of the host ${of}`, (end.host - early.host) / 1e6, 'MB', 40),
  ];
}
