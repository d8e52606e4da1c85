/**
 * Measures what the app promises, beside the docker CLI or the raw API in the same run. Prints a figure a line, writes
 * bench.json. `npm run bench -- commands|recovery|events|storm|stage|window|rest|tap|practice|picture` measures a part.
 */
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, serveApp } from '../e2e/app/serve';
import { startLab } from '../e2e/lab/lab';
import { buildIfStale } from './start/build.mjs';
import { benchCommands } from './bench/commands';
import { figure, line, type Figure } from './bench/figures';
import { benchLives } from './bench/lives';
import { benchPractice } from './bench/practice';
import { benchRecovery } from './bench/recovery';
import { benchStorm } from './bench/storm';
import { benchRest } from './bench/rest';
import { benchTap } from './bench/tap';
import { benchCommandFrames, benchFold, benchStage } from './bench/stage';
import { benchWindowMemory, benchWindowStorm } from './bench/window-storm';
import { benchEventToPicture, benchFirstPicture, benchRequests, openBrowser } from './bench/picture';

function bundleSize(): Figure {
  const assets = join(ROOT, 'out/renderer/assets');
  const bytes = readdirSync(assets)
    .filter((name) => name.endsWith('.js'))
    .reduce((sum, name) => sum + statSync(join(assets, name)).size, 0);
  return figure('JavaScript for the first picture', bytes / 1e6, 'MB', 1.5);
}

async function main(): Promise<void> {
  await buildIfStale(ROOT, (text: string) => process.stderr.write(`${text}\n`));
  const figures: Figure[] = [];
  const tell = (more: readonly Figure[]): void => {
    for (const one of more) process.stdout.write(`${line(one)}\n`);
    figures.push(...more);
  };
  tell([bundleSize()]);
  const lab = await startLab();
  const browser = await openBrowser();
  const asked = process.argv.slice(2);
  const wants = (part: string): boolean => asked.length === 0 || asked.includes(part);
  try {
    if (wants('commands')) {
      const served = await serveApp(lab.host);
      tell(await benchCommands(lab, served));
      await served.stop();
    }
    if (wants('recovery')) {
      const served = await serveApp(lab.host);
      tell(await benchRecovery(lab, served));
      await served.stop();
    }
    await lab.docker(['pull', '-q', 'busybox']);
    if (wants('events')) tell(await benchEventToPicture(lab, browser));
    if (wants('storm')) tell(await benchStorm(lab));
    if (wants('stage')) {
      tell(benchFold());
      for (const n of [12, 300, 1000]) tell(await benchStage(lab, browser, n));
      tell(await benchCommandFrames(lab, browser));
      await lab.reset();
      await lab.docker(['pull', '-q', 'busybox']);
    }
    if (wants('window')) {
      for (const [n, seconds] of [
        [12, 20],
        [300, 60],
        [1000, 20],
        [3000, 20],
        [10_000, 20],
      ] as const)
        tell(await benchWindowStorm(browser, n, seconds));
      tell(await benchWindowMemory(browser));
      tell(await benchLives(lab, browser));
    }
    if (wants('rest')) tell(await benchRest(lab, browser));
    if (wants('tap')) {
      await lab.reset();
      await lab.docker(['pull', '-q', 'busybox']);
      tell(await benchTap(lab));
      await lab.reset();
      await lab.docker(['pull', '-q', 'busybox']);
    }
    if (wants('practice')) {
      await lab.reset();
      await lab.docker(['pull', '-q', 'busybox']);
      tell(await benchPractice(lab));
      await lab.docker(['pull', '-q', 'busybox']);
    }
    if (!wants('picture')) return;
    for (const n of [30, 300, 1000]) {
      tell(await benchFirstPicture(lab, browser, n));
      if (n !== 300) tell(await benchRequests(lab, browser, n));
    }
  } finally {
    await browser.close();
    await lab.stop();
  }
  writeFileSync(
    join(ROOT, 'bench.json'),
    `${JSON.stringify({ at: new Date().toISOString(), figures }, null, 2)}\n`,
  );
  const missed = figures.filter((f) => f.reach !== null && f.value > f.reach);
  if (missed.length > 0)
    process.stdout.write(
      `${String(missed.length)} of ${String(figures.filter((f) => f.reach !== null).length)} missed\n`,
    );
}

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
