import { readFileSync } from 'node:fs';
import type { Browser } from '@playwright/test';
import { serveApp } from '../../e2e/app/serve';
import { fill } from '../../e2e/lab/fill';
import type { Lab } from '../../e2e/lab/lab';
import { figure, type Figure } from './figures';

const SECONDS = 40;
/** Jiffies a second: `getconf CLK_TCK` on every Linux of today. */
const TICKS = 100;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

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
  const share = (seconds: number): number => (seconds / SECONDS) * 100;
  // What was drawn first is still being settled by the browser.
  await pause(3000);
  await page.evaluate('document.activeElement?.blur()');
  await page.evaluate(
    'frames = 0; requestAnimationFrame = ((real) => (work) => { frames += 1; return real(work); })(requestAnimationFrame)',
  );
  const before = { host: spent(served.pid), window: await windows() };
  await pause(SECONDS * 1000);
  const after = { host: spent(served.pid), window: await windows() };
  const count = await page.evaluate<number>('frames');
  // A caret blinks whoever drew the page: the same in the prompt as in a page that holds nothing else.
  await page.getByLabel('docker command').click();
  const caret = await windows();
  await pause(SECONDS * 1000);
  const caretShare = share((await windows()) - caret);
  await page.close();
  await served.stop();
  const blank = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await blank.setContent('<input autofocus>');
  await blank.locator('input').focus();
  await pause(3000);
  const bare = await windows();
  await pause(SECONDS * 1000);
  const bareShare = share((await windows()) - bare);
  await blank.close();
  return [
    figure('CPU at rest, the host, 300 containers', share(after.host - before.host), '% of a core', 0.5),
    figure(
      'CPU at rest, the window, 300 containers',
      share(after.window - before.window),
      '% of a core',
      0.5,
    ),
    figure('the same with a caret in the prompt', caretShare, '% of a core'),
    figure('a blank page with a caret', bareShare, '% of a core'),
    figure(`frames drawn in ${String(SECONDS)} s of rest (ages alone)`, count, '', 2),
  ];
}
