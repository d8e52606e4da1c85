import type { Page } from '@playwright/test';
import { expect, test } from '../app/test';
import { lots } from '../lab/acts';
import { run } from '../lab/exec';

/** What a person or a machine may do at any moment while the stage plays. */
type Interruption = (page: Page, next: () => number) => Promise<unknown>;

const SIZES = [
  [1024, 700],
  [1280, 800],
  [1440, 900],
] as const;
const one = <T>(list: readonly T[], next: () => number): T => list[Math.floor(next() * list.length)] as T;

/** A tab that is hidden, as far as the page can tell. */
const hide = (page: Page, hidden: boolean): Promise<unknown> =>
  page.evaluate((is) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => is });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);

const INTERRUPTIONS: readonly Interruption[] = [
  async (page, next) => {
    const [width, height] = one(SIZES, next);
    await page.setViewportSize({ width, height });
  },
  (page) => page.keyboard.press('t'),
  (page) => page.keyboard.press(' '),
  (page) => page.keyboard.press('.'),
  (page) => page.keyboard.press('n'),
  (page) => page.keyboard.press('r'),
  (page) => page.keyboard.press(']'),
  (page) => page.keyboard.press('['),
  (page) => page.keyboard.press('i'),
  async (page, next) => {
    await hide(page, true);
    await page.evaluate((ms) => new Promise((done) => setTimeout(done, ms)), next() * 400);
    await hide(page, false);
  },
  (page, next) => page.emulateMedia({ reducedMotion: next() < 0.5 ? 'reduce' : 'no-preference' }),
];

/** The whole picture as text, but for ages, which go on. */
const picture = async (page: Page): Promise<string> =>
  (
    await page
      .locator('#stage .marks')
      .evaluate((node) =>
        [...node.children].map((mark) => mark.outerHTML.replace(/ id="mark-\d+"/, '')).join('\n'),
      )
  )
    .replace(/(Less than a second|About an? (?:minute|hour)|\d+ (?:second|minute|hour)s?)/g, '<age>')
    .replace(/ transform="[^"]*"/g, '');

test('whatever comes between, the stage ends in the picture that a fresh window draws', async ({
  app,
  lab,
  served,
}) => {
  test.setTimeout(180_000);
  const seed = Number(process.env['CUTAWAY_SEED'] ?? 5);
  const next = lots(seed);
  await lab.docker(['pull', '-q', 'busybox']);
  const commands: readonly (readonly string[])[] = [
    ['run', '-d', '--name', 'aa', 'busybox', 'sleep', '300'],
    ['run', '-d', '--name', 'bb', '-v', 'notes:/n', '-p', '8080:80', 'busybox', 'sleep', '300'],
    ['pause', 'aa'],
    ['run', '--name', 'cc', 'hello-world'],
    ['tag', 'busybox', 'mine:1'],
    ['unpause', 'aa'],
    ['exec', 'aa', 'true'],
    ['rename', 'cc', 'dd'],
    ['stop', '-t', '1', 'bb'],
    ['rmi', 'mine:1'],
    ['start', 'bb'],
    ['rm', '-f', 'aa'],
    ['pull', '-q', 'web'],
    ['container', 'prune', '-f'],
  ];
  await app.stage.focus();
  const acting = (async () => {
    for (const argv of commands) await run(['docker', ...argv], { env: { ...process.env, ...lab.env } });
  })();
  const done: number[] = [];
  let over = false;
  void acting.finally(() => (over = true));
  while (!over || done.length < 40) {
    const which = Math.floor(next() * INTERRUPTIONS.length);
    done.push(which);
    await INTERRUPTIONS[which]?.(app.page, next);
    await app.frame();
  }
  await acting;
  await app.page.emulateMedia({ reducedMotion: 'no-preference' });
  await app.page.setViewportSize({ width: 1280, height: 800 });
  if ((await app.page.locator('.behind').getByText('held').count()) > 0) await app.page.keyboard.press(' ');
  await app.page.keyboard.press('n');
  // The panel is as wide as it is in the fresh window: closed.
  await app.page.keyboard.press('Escape');
  await app.page.keyboard.press('Escape');
  const fresh = await app.page.context().newPage();
  await fresh.setViewportSize({ width: 1280, height: 800 });
  await fresh.goto(served.url);
  await expect
    .poll(
      async () => {
        await app.still();
        await expect(fresh.locator('#stage')).toHaveAttribute('data-still', 'true');
        return (await picture(app.page)) === (await picture(fresh));
      },
      { message: `seed ${String(seed)}, interruptions ${done.join(' ')}`, timeout: 20_000 },
    )
    .toBe(true);
});
