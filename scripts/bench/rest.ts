import { readFileSync } from 'node:fs';
import type { Browser } from '@playwright/test';
import { serveApp } from '../../e2e/app/serve';
import { fill } from '../../e2e/lab/fill';
import type { Lab } from '../../e2e/lab/lab';
import { figure, type Figure } from './figures';

const SECONDS = 40;
/** Jiffies a second: `getconf CLK_TCK` on every Linux of today. */
const TICKS = 100;

/** Seconds of processor time that a process has used. */
function spent(pid: number): number {
  const fields =
    readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
      .split(') ')[1]
      ?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** The window and its host while nothing happens on an engine with 300 containers. */
export async function benchRest(lab: Lab, browser: Browser): Promise<Figure[]> {
  await fill(lab, 300);
  const served = await serveApp(lab.host);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(served.url);
  await page.waitForSelector('#stage[data-still="true"] g[data-kind="engineWords"]');
  const session = await browser.newBrowserCDPSession();
  const windows = async (): Promise<number> => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return processInfo
      .filter(({ type }) => type === 'renderer' || type === 'GPU')
      .reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  };
  // What was drawn first is still being settled by the browser.
  await new Promise((resolve) => setTimeout(resolve, 3000));
  const drawn =
    'frames = 0; requestAnimationFrame = ((real) => (work) => { frames += 1; return real(work); })(requestAnimationFrame)';
  await page.evaluate(drawn);
  const before = { host: spent(served.pid), window: await windows() };
  await new Promise((resolve) => setTimeout(resolve, SECONDS * 1000));
  const after = { host: spent(served.pid), window: await windows() };
  const count = await page.evaluate<number>('frames');
  await page.close();
  await served.stop();
  const share = (seconds: number): number => (seconds / SECONDS) * 100;
  return [
    figure('CPU at rest, the host, 300 containers', share(after.host - before.host), '% of a core', 0.5),
    figure(
      'CPU at rest, the window, 300 containers',
      share(after.window - before.window),
      '% of a core',
      0.5,
    ),
    figure(`frames drawn in ${String(SECONDS)} s of rest (ages alone)`, count, '', 2),
  ];
}
