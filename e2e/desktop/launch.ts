import { fork, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, chromium, type Page } from '@playwright/test';
import { until } from '../lab/until';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Desktop {
  /** The window's page. */
  readonly page: Page;
  /** All pages of the program that are there now. */
  pages(): readonly Page[];
  /** What the program said on standard error. */
  words(): string;
  /** Resolves with its exit code once the program has ended. */
  readonly ended: Promise<number | null>;
  /** Ends the program and removes what it kept. */
  close(): Promise<void>;
}

/** Electron's own program, where it was downloaded. */
function electronProgram(): string | undefined {
  const home = join(ROOT, 'node_modules', 'electron');
  if (!existsSync(join(home, 'path.txt'))) return undefined;
  const program = join(home, 'dist', readFileSync(join(home, 'path.txt'), 'utf8'));
  return existsSync(program) ? program : undefined;
}

/** Starts the built desktop program on an engine: in Electron where it is, else with the stand-in for its module. */
export async function launchDesktop(engine: string): Promise<Desktop> {
  const folder = mkdtempSync(join(tmpdir(), 'cutaway-desktop-'));
  const args = [`--user-data-dir=${folder}`, '--engine', engine];
  const program = electronProgram();
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  const started = program === undefined ? launchStandIn(folder, args) : launchElectron(program, args);
  const desktop = await started.catch((error: unknown) => {
    remove();
    throw error;
  });
  return {
    ...desktop,
    async close() {
      await desktop.close();
      remove();
    },
  };
}

const endOf = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => (child.exitCode === null ? child.once('exit', resolve) : resolve(child.exitCode)));

async function launchElectron(executablePath: string, args: readonly string[]): Promise<Desktop> {
  const app = await _electron.launch({ executablePath, args: [ROOT, ...args] });
  const child = app.process();
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = endOf(child);
  return {
    page: await app.firstWindow(),
    pages: () => app.windows(),
    words: () => said,
    ended,
    close: () => app.close(),
  };
}

async function launchStandIn(folder: string, args: readonly string[]): Promise<Desktop> {
  const child = fork(join(ROOT, 'out', 'main', 'desktop.js'), [...args], {
    execArgv: ['--import', 'tsx', '--import', new URL('./stand-in/register.mjs', import.meta.url).href],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    cwd: ROOT,
  });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = endOf(child);
  try {
    return await findWindow(child, folder, () => said);
  } catch (error) {
    child.kill('SIGTERM');
    await ended;
    throw error;
  }
}

async function findWindow(child: ChildProcess, folder: string, words: () => string): Promise<Desktop> {
  const ended = endOf(child);
  const file = join(folder, 'DevToolsActivePort');
  await until(
    () => `the stand-in's browser: ${words()}`,
    () => child.exitCode !== null || (existsSync(file) && readFileSync(file, 'utf8').includes('\n')),
  );
  if (child.exitCode !== null) throw new Error(`The desktop program ended: ${words()}`);
  const [port] = readFileSync(file, 'utf8').split('\n');
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port ?? ''}`);
  const pages = (): readonly Page[] => browser.contexts().flatMap((context) => context.pages());
  await until(
    () => `the window: ${words()}`,
    () => pages().some((page) => page.url().startsWith('https://cutaway.invalid/')),
  );
  const page = pages().find((each) => each.url().startsWith('https://'));
  if (!page) throw new Error('The window has gone.');
  await page.waitForLoadState();
  return {
    page,
    pages,
    words,
    ended,
    async close() {
      await browser.close().catch(() => undefined);
      child.kill('SIGTERM');
      await ended;
    },
  };
}
