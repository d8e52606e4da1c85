import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { serveApp } from '../app/serve';
import { App } from '../app/stage';
import { TerminalView } from '../app/terminal';
import { expect, test as base } from '../app/test';

/** A host of its own for each test: terminals outlive windows. */
const test = base.extend<{ terminal: TerminalView }>({
  terminal: [async ({ page }, use) => use(new TerminalView(page)), { auto: true }],
  app: async ({ page, lab, terminal: _ }, use) => {
    await lab.reset();
    const served = await serveApp(lab.host);
    const app = new App(page);
    await app.open(served.url);
    await use(app);
    await served.stop();
    expect(app.faults, 'errors in the window').toEqual([]);
  },
});

const md5 = (bytes: Buffer | string): string => createHash('md5').update(bytes).digest('hex');

/** Milliseconds of the longest of forty frames. */
const longestFrame = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    let longest = 0;
    for (let i = 0; i < 40; i += 1) {
      const since = performance.now();
      await new Promise((resolve) => requestAnimationFrame(resolve));
      longest = Math.max(longest, performance.now() - since);
    }
    return longest;
  });

test.describe('a terminal in the window', () => {
  test.setTimeout(120_000);

  test('a dialogue: it opens with the keys in it, has the window’s size, Ctrl-C, colours, and its end is told', async ({
    app,
    terminal,
  }) => {
    await app.type('run -it --name shell busybox sh');
    await terminal.shows('/ #');
    await terminal.focused();
    await expect(terminal.panel.getByRole('heading')).toHaveText('Terminal in shell');
    await expect(terminal.panel.locator('.foot')).toContainText('process 1');
    await terminal.enter('echo $((6*7)) \u{1F433} 漢字 é');
    await terminal.shows('42 \u{1F433} 漢字 é');
    await terminal.enter('stty size');
    await terminal.shows(/\d{2} \d{2}\D/);
    const size = async (): Promise<string> => {
      const text = terminal.bytes('c1').toString('utf8');
      return Promise.resolve([...text.matchAll(/(\d+ \d+)\r\n/g)].at(-1)?.[1] ?? '');
    };
    const before = await size();
    await app.page.setViewportSize({ width: 1000, height: 640 });
    await expect
      .poll(
        async () => {
          await terminal.enter('stty size');
          return size();
        },
        { timeout: 30_000 },
      )
      .not.toBe(before);
    await app.page.setViewportSize({ width: 1280, height: 800 });
    await terminal.enter("sh -c 'echo g''o; sleep 1000'");
    await terminal.shows('go');
    await app.page.keyboard.press('Control+c');
    await terminal.enter('printf "\\033[1;31mre""d\\033[0m\\n"');
    await expect(terminal.rows.locator('span', { hasText: /^red$/ })).toHaveClass(/xterm-bold/);
    await terminal.enter('exit 4');
    await expect(terminal.panel.locator('.foot')).toContainText('exit code 4');
    await expect(app.prompt).toBeFocused();
    await terminal.shows('exit 4');
    await expect(app.mark('container', 'shell')).toContainText('Exited (4)', { timeout: 30_000 });
    await terminal.panel.getByRole('button', { name: 'Close this terminal' }).click();
    await expect(terminal.rows).toHaveCount(0);
  });

  test('Ctrl-P Ctrl-Q and other keys let go; start -ai, attach and exec come back; the way out is on keys', async ({
    app,
    lab,
    terminal,
  }) => {
    await app.type('run -it --name kept busybox sh');
    await terminal.shows('/ #');
    await terminal.focused();
    await app.page.keyboard.press('Control+p');
    await app.page.keyboard.press('Control+q');
    await expect(terminal.panel.locator('.foot')).toContainText('exit code 0');
    await expect(app.mark('container', 'kept')).toContainText('Running', { timeout: 30_000 });
    await app.type('attach --detach-keys ctrl-x,a kept');
    await terminal.focused();
    await terminal.enter('echo ba""ck');
    await terminal.shows('back');
    await app.page.keyboard.press('Control+x');
    await app.page.keyboard.press('a');
    await expect(app.page.getByRole('tab').last()).toContainText('exit');
    await app.type('exec -it kept sh');
    await terminal.focused();
    await expect(terminal.panel.locator('.foot')).toContainText('not its process 1');
    await terminal.enter('echo pid $$');
    await terminal.shows(/pid \d+/);
    await app.page.keyboard.press('Control+Shift+Enter');
    await expect(app.prompt).toBeFocused();
    expect((await lab.docker(['ps', '--format', '{{.Names}}'])).stdout.trim()).toBe('kept');
    await expect(app.page.getByRole('tab')).toHaveCount(3);
    await terminal.panel.getByRole('button', { name: 'Let go' }).click();
    await expect(app.page.getByRole('tab').last()).toContainText('exit');
    await lab.docker(['kill', 'kept']);
    await app.type('start -ai kept');
    await terminal.focused();
    await terminal.enter('exit 7');
    await expect(terminal.panel.locator('.foot')).toContainText('exit code 7');
  });

  test('bytes are unchanged both ways: a paste of 1 MB, and characters cut anywhere', async ({
    app,
    terminal,
  }) => {
    await app.type('run -it --name bytes busybox sh');
    await terminal.shows('/ #');
    await terminal.focused();
    const paste = 'Zwölf \u{1F433} Boxkämpfer 漢字, line after line\n'.repeat(20_000).slice(0, 1024 * 1024);
    // A terminal sends Enter as a carriage return; the program here takes every byte as it comes.
    const typed = Buffer.from(paste.replaceAll('\n', '\r'));
    await terminal.enter(
      `stty raw -echo; echo re""ady; head -c ${String(typed.length)} | md5sum; stty sane; echo do""ne`,
    );
    await terminal.shows('ready');
    await terminal.paste(paste);
    await expect
      .poll(() => terminal.bytes('c1').toString('latin1'), { timeout: 60_000 })
      .toContain(md5(typed));
    await terminal.enter('clear; yes "ein langes Wörtchen 漢字" | head -n 30000; stty size');
    const text = (): string => terminal.bytes('c1').toString('utf8');
    await expect
      .poll(() => text().split('ein langes Wörtchen 漢字\r\n').length, { timeout: 60_000 })
      .toBe(30_001);
    await terminal.shows('ein langes Wörtchen 漢字');
    await expect(terminal.panel.locator('.left-out')).toContainText(
      /[\d,]+ lines before these were left out/,
    );
  });

  test('pastes in brackets where the program asked for it; copies what is selected', async ({
    app,
    terminal,
    context,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await app.type('run -it --rm busybox sh');
    await terminal.shows('/ #');
    await terminal.focused();
    await terminal.enter('printf "\\033[?2004h"; echo o""n; cat -v');
    await terminal.shows('on');
    await terminal.paste('one\ntwo');
    await terminal.shows('^[[200~one');
    await app.page.keyboard.press('Enter');
    await terminal.shows('two^[[201~');
    await terminal.rows
      .locator('div', { hasText: /^on\s*$/ })
      .dblclick({ position: { x: 6, y: 6 }, force: true });
    await app.page.keyboard.press('Control+Shift+C');
    await expect.poll(() => app.page.evaluate(() => navigator.clipboard.readText())).toBe('on');
    await app.page.keyboard.press('Control+Shift+V');
    await terminal.shows('^[[200~on^[[201~');
  });

  test('-i, -t and neither behave as they do, and what differs is said', async ({ app, lab, terminal }) => {
    await app.type('run -i --rm busybox sh');
    await terminal.focused();
    await expect(terminal.panel.locator('.foot')).toContainText('through a pipe');
    await terminal.enter('tty; echo I am h""ere');
    await terminal.shows('I am here');
    await terminal.shows('not a tty');
    await app.page.keyboard.press('Control+d');
    await expect(terminal.panel.locator('.foot')).toContainText('exit code 0');
    expect(terminal.bytes('c1').toString('utf8')).not.toContain('/ #');
    await app.type('run -t --rm --name half busybox sh');
    await terminal.shows('/ #');
    await terminal.focused();
    await terminal.enter('echo nob""ody');
    await expect(terminal.panel.locator('.foot')).toContainText('nothing that you type reaches it');
    expect(terminal.bytes('c2').toString('utf8')).not.toContain('nobody');
    await terminal.panel.getByText('What -i and -t change').click();
    await terminal.panel.locator('.ways li', { hasText: '-it' }).getByRole('button').click();
    await expect(app.prompt).toHaveValue(/^run --rm -it busybox/);
    await lab.docker(['kill', 'half']);
    await app.prompt.fill('');
    await app.type('run --rm busybox sh');
    await expect
      .poll(async () => (await lab.docker(['ps', '-aq'])).stdout.trim(), { timeout: 20_000 })
      .toBe('');
    await expect(app.page.getByRole('tab')).toHaveCount(2);
  });

  test('several at once; a reload keeps what they showed, and answers no old question', async ({
    app,
    terminal,
  }) => {
    for (const name of ['one', 'two']) {
      await app.type(`run -it --name ${name} busybox sh`);
      await expect(terminal.panel.getByRole('heading')).toHaveText(`Terminal in ${name}`);
      await terminal.shows('/ #');
      await terminal.focused();
      await terminal.enter(`echo this is ${name} $((40+2)); printf "\\033[c\\033[6n"`);
      await terminal.shows(`this is ${name} 42`);
    }
    for (const scheme of ['light', 'dark'] as const) {
      await app.page.emulateMedia({ colorScheme: scheme });
      const { violations } = await new AxeBuilder({ page: app.page }).include('.terminal').analyze();
      expect(
        violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`),
        scheme,
      ).toEqual([]);
    }
    await app.page.reload();
    await expect(app.page.getByRole('tab')).toHaveCount(2, { timeout: 20_000 });
    await terminal.shows('this is two 42');
    await app.page.getByRole('tab', { name: 'one' }).click();
    await terminal.shows('this is one 42');
    await app.page.locator('.terminal-place').click();
    await terminal.focused();
    await app.page.keyboard.press('Control+u');
    await terminal.enter('clear; echo al""one');
    await expect(terminal.rows).toHaveText(/^alone\s*\/ #\s*$/, { timeout: 20_000 });
    await terminal.enter('exit');
    await expect(app.page.getByRole('tab', { name: 'one' })).toContainText('exit');
  });

  test('a flood is held back: the window answers at once, and Ctrl-C ends it', async ({ app, terminal }) => {
    await app.type('run -it --name flood busybox sh');
    await terminal.shows('/ #');
    await terminal.focused();
    await terminal.enter('yes flooding');
    await expect(terminal.panel.locator('.left-out')).toContainText(/\d{2},\d{3} lines/, { timeout: 30_000 });
    expect(await longestFrame(app.page)).toBeLessThan(1500);
    await app.page.keyboard.press('Control+c');
    await terminal.enter('clear; echo sti""ll');
    await expect(terminal.rows).toHaveText(/^still\s*\/ #\s*$/, { timeout: 30_000 });
    const heap = await app.page.evaluate(
      () => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize,
    );
    expect(heap).toBeLessThan(256 * 1024 * 1024);
  });
});

test('a log that floods is shown as far as it can be read; what was left out is counted', async ({
  app,
  lab,
}) => {
  test.setTimeout(90_000);
  const line = 'a line of the flood that goes on and on';
  await lab.docker(['run', '-d', '--name', 'flood', 'busybox', 'yes', line]);
  await app.type('logs -f flood');
  const head = app.page.locator('.output-head');
  await app.page.locator('.unfold').click({ timeout: 30_000 });
  await expect(head).toContainText(/\d{2},\d{3} lines before these were left out/, { timeout: 30_000 });
  expect(await longestFrame(app.page)).toBeLessThan(1500);
  await app.prompt.click();
  await app.page.keyboard.press('Control+c');
  await expect(head.locator('.exit')).toHaveText('exit 130', { timeout: 30_000 });
  await expect(app.page.locator('.output pre div').last()).toHaveText(line);
});

test('on the practice engine a shell opens in the window as on a real one', async ({ page, terminal }) => {
  test.setTimeout(90_000);
  const home = mkdtempSync(join(tmpdir(), 'cutaway-window-'));
  const { DOCKER_HOST: _, ...rest } = process.env;
  const env = { ...rest, HOME: home, XDG_RUNTIME_DIR: home, XDG_STATE_HOME: home };
  const served = await serveApp('practice', env);
  const app = new App(page);
  await app.open(served.url);
  await app.type('run -it --name lab ubuntu:24.04 bash');
  await terminal.shows('# ');
  await terminal.focused();
  await terminal.enter('echo $((6*7)) pid $$');
  await terminal.shows('42 pid 1');
  await terminal.enter('sleep 1000');
  await page.keyboard.press('Control+c');
  await terminal.enter('exit 3');
  await expect(terminal.panel.locator('.foot')).toContainText('exit code 3', { timeout: 15_000 });
  await expect(app.prompt).toBeFocused();
  await expect(app.mark('container', 'lab')).toContainText('Exited (3)', { timeout: 30_000 });
  expect(app.faults).toEqual([]);
  await served.stop();
  rmSync(home, { recursive: true, force: true });
});
