import type { Browser, Page } from '@playwright/test';
import { serveApp } from '../../e2e/app/serve';
import { fill } from '../../e2e/lab/fill';
import type { Lab } from '../../e2e/lab/lab';
import { engineKey, engineMs, hostMs } from '../../src/core/base/brand';
import type { Fact } from '../../src/core/journal/entry';
import { createJournal } from '../../src/core/journal/journal';
import { fromCheckpoint, toCheckpoint } from '../../src/core/world/checkpoint';
import { fold } from '../../src/core/world/fold';
import { emptyWorld } from '../../src/core/world/world';
import { frames } from './frames';
import { figure, median, quantile, type Figure } from './figures';

async function drag(page: Page): Promise<void> {
  await page.mouse.move(640, 300);
  await page.mouse.wheel(0, -400);
  await page.mouse.down();
  for (let i = 0; i < 90; i += 1)
    await page.mouse.move(640 + Math.sin(i / 6) * 300, 300 + Math.cos(i / 6) * 120);
  await page.mouse.up();
}

async function wheel(page: Page): Promise<void> {
  for (let i = 0; i < 60; i += 1) {
    await page.mouse.wheel(0, i % 30 < 15 ? -60 : 60);
    await page.evaluate('new Promise(requestAnimationFrame)');
  }
}

/** Pan, zoom and the answer to Enter, with so many containers on the stage. */
export async function benchStage(lab: Lab, browser: Browser, n: number): Promise<Figure[]> {
  await fill(lab, n);
  const served = await serveApp(lab.host);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(served.url);
  await page.waitForSelector('#stage[data-still="true"] g[data-kind="engineWords"]');
  const pan = await frames(page, () => drag(page));
  const zoom = await frames(page, () => wheel(page));
  await page.keyboard.press('0');
  const first: number[] = [];
  for (let i = 0; i < 8; i += 1) {
    await page.getByLabel('docker command').fill('version');
    first.push(
      await page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const stage = document.querySelector('#stage') as Element;
            const begin = performance.now();
            new MutationObserver((_, observer) => {
              if (stage.getAttribute('data-act') === null) return;
              observer.disconnect();
              resolve(performance.now() - begin);
            }).observe(stage, { attributes: true, attributeFilter: ['data-act'] });
            document
              .querySelector('input')
              ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
          }),
      ),
    );
    await page.waitForSelector('#stage[data-still="true"]');
  }
  await page.close();
  await served.stop();
  return [
    figure(`frames a second in pan, ${String(n)} containers`, 1000 / median(pan), 'fps'),
    figure(`slowest frame in pan (p99), ${String(n)} containers`, quantile(pan, 0.99), 'ms', 50),
    figure(`frames a second in zoom, ${String(n)} containers`, 1000 / median(zoom), 'fps'),
    figure(`Enter → first motion, ${String(n)} containers`, median(first), 'ms', 50),
  ];
}

/** Frames while a first `run hello-world` and a pull of six layers are played. */
export async function benchCommandFrames(lab: Lab, browser: Browser): Promise<Figure[]> {
  await lab.reset();
  const served = await serveApp(lab.host);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(served.url);
  await page.waitForSelector('#stage[data-still="true"] g[data-kind="engineWords"]');
  const figures: Figure[] = [];
  for (const command of ['run hello-world', 'pull layers']) {
    await page.getByLabel('docker command').fill(command);
    const took = await frames(page, async () => {
      await page.keyboard.press('Enter');
      await page.waitForSelector('#stage[data-still="false"]');
      await page.waitForSelector('#stage[data-still="true"]', { timeout: 90_000 });
    });
    figures.push(
      figure(`frames a second in docker ${command}`, 1000 / median(took), 'fps'),
      figure(`slowest frame in docker ${command}`, Math.max(...took), 'ms', 50),
    );
  }
  await page.close();
  await served.stop();
  return figures;
}

/** How fast entries fold, how that grows with their number, and what going to a moment in their middle costs. */
export function benchFold(): Figure[] {
  const rate = (entries: number): { fold: number; seek: number } => {
    const actions = ['create', 'start', 'die', 'destroy'];
    const facts = Array.from({ length: entries }, (_, i): Fact => {
      const id = (Math.floor(i / 4) % 1000).toString(16).padStart(64, '0');
      return {
        kind: 'event',
        type: 'container',
        action: actions[i % 4] ?? 'start',
        id,
        attributes: { name: id.slice(50), image: 'busybox' },
        time: engineMs(i),
        timeNano: '1',
      };
    });
    const made = createJournal({ entries: entries + 1, bytes: 1e12 }).append(
      hostMs(1),
      engineKey('e'),
      ...facts.slice(0, 1),
    );
    const stamp = made[0];
    let world = emptyWorld();
    const begin = performance.now();
    facts.forEach((fact, i) => {
      if (stamp) world = fold(world, { ...stamp, ...fact, seq: (i + 1) as typeof stamp.seq });
    });
    const folded = entries / ((performance.now() - begin) / 1000);
    // A moment in the middle, from the checkpoint before it: as far as the journal's window goes back.
    const span = Math.min(entries / 2, 25_000);
    const from = fromCheckpoint(toCheckpoint(world));
    const seeking = performance.now();
    let middle = from;
    for (const [i, fact] of facts.slice(0, span).entries())
      if (stamp) middle = fold(middle, { ...stamp, ...fact, seq: (entries + i + 1) as typeof stamp.seq });
    return { fold: folded, seek: performance.now() - seeking };
  };
  rate(5000);
  const sizes = [1000, 10_000, 100_000, 1_000_000] as const;
  const rates = sizes.map((n) => rate(n));
  const cost = (i: number): number => (rates[1]?.fold ?? NaN) / (rates[i]?.fold ?? NaN);
  return [
    ...sizes.flatMap((n, i) => [
      figure(
        `entries folded a second, of ${n.toLocaleString('en-US')}`,
        (rates[i]?.fold ?? NaN) / 1000,
        'k/s',
      ),
      figure(`seek into the middle of ${n.toLocaleString('en-US')}`, rates[i]?.seek ?? NaN, 'ms'),
    ]),
    figure('cost of an entry at 1,000,000 / at 10,000', cost(3), '×', 1.5),
  ];
}
