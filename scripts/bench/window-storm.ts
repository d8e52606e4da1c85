import type { Browser, CDPSession, Page } from '@playwright/test';
import { figure, quantile, type Figure } from './figures';
import { frames } from './frames';
import { containerEvent, madeHost, type MadeHost } from './made-host';

const PER_SECOND = 20;

async function open(browser: Browser, host: MadeHost): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(host.url);
  await page.waitForSelector('#stage[data-still="true"] g[data-kind="engineWords"]');
  return page;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Containers come and go at a steady pace: made, started, ended; every second one removed again. */
async function storm(host: MadeHost, seconds: number): Promise<Map<number, number>> {
  const made = new Map<number, number>();
  const begin = performance.now();
  let containers = 0;
  for (let i = 0; i < seconds * PER_SECOND; i += 1) {
    const n = Math.floor(i / 4);
    const action = ['create', 'start', 'die', n % 2 === 0 ? 'destroy' : 'rename'][i % 4] ?? 'create';
    const at = host.tell(containerEvent(action, n, action === 'die' ? { exitCode: '0' } : {}));
    // Each count for the first time only: it comes again when one is removed and the next is made.
    if (action === 'create') {
      containers += 1;
      if (!made.has(containers)) made.set(containers, at);
    }
    if (action === 'destroy') containers -= 1;
    const ahead = begin + ((i + 1) / PER_SECOND) * 1000 - performance.now();
    if (ahead > 0) await pause(ahead);
  }
  return made;
}

/** What the window says of the present, and when each figure was first seen. */
const WATCH = `seen = new Map(); new MutationObserver(() => {
  const n = /([\\d,]+) containers/.exec(document.querySelector('.now')?.textContent ?? '')?.[1];
  if (n !== undefined && !seen.has(n)) seen.set(n, Date.now());
}).observe(document.querySelector('header'), { subtree: true, childList: true, characterData: true })`;

/** Twenty events a second on a stage of so many containers: its frames, and how late it is in what it says. */
export async function benchWindowStorm(browser: Browser, n: number, seconds: number): Promise<Figure[]> {
  const host = await madeHost(n);
  const page = await open(browser, host);
  await page.evaluate(WATCH);
  let made = new Map<number, number>();
  const took = await frames(page, async () => {
    made = await storm(host, seconds);
  });
  const seen = new Map(await page.evaluate<[string, number][]>('[...seen]'));
  const late = [...made].flatMap(([count, at]) => {
    const when = seen.get((n + count).toLocaleString('en-US'));
    return when === undefined ? [Infinity] : [when - at];
  });
  await page.waitForSelector('#stage[data-still="true"]', { timeout: 60_000 });
  await page.close();
  await host.stop();
  const of = `storm, ${n.toLocaleString('en-US')} containers`;
  return [
    figure(`slowest frame in a ${of}`, Math.max(...took), 'ms', 50),
    figure(`99 of 100 frames in a ${of}`, quantile(took, 0.99), 'ms'),
    figure(`frames a second in a ${of}`, 1000 / quantile(took, 0.5), 'fps'),
    figure(`late in what it says in a ${of} (most)`, Math.max(...late), 'ms', 250),
  ];
}

async function heap(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize;
}

const LIVES = 10_000;

/** Ten thousand lives of containers through fold and stage: the window's memory after the first thousands and at the end. */
export async function benchWindowMemory(browser: Browser): Promise<Figure[]> {
  const host = await madeHost(12);
  const page = await open(browser, host);
  const session = await page.context().newCDPSession(page);
  const lives = async (from: number, to: number): Promise<void> => {
    for (let n = from; n < to; n += 1) {
      for (const action of ['create', 'start', 'die', 'destroy'])
        host.tell(containerEvent(action, n, action === 'die' ? { exitCode: '0' } : {}));
      if (n % 50 === 49) await page.evaluate('new Promise(requestAnimationFrame)');
    }
    await page.waitForSelector('#stage[data-still="true"]', { timeout: 120_000 });
  };
  await lives(0, 2000);
  const early = await heap(session);
  await lives(2000, LIVES);
  const end = await heap(session);
  await page.close();
  await host.stop();
  return [
    figure(`memory of the window after ${LIVES.toLocaleString('en-US')} lives`, end / 1e6, 'MB'),
    figure('growth of it after the first 2,000', (end - early) / 1e6, 'MB', 5),
  ];
}
