import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron } from '@playwright/test';
import { launchStandIn, standInFlags } from './launch-stand-in';
import { endOf, type Running } from './running';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

export interface Desktop extends Running {
  /** Starts the program once more on the same folder. @returns its exit code */
  again(...args: readonly string[]): Promise<number | null>;
  /** What it kept of its window; undefined when nothing. */
  kept(): unknown;
}

export interface Launch {
  readonly engine?: string;
  /** Folder of the built program: the checkout, or a changed copy of it. */
  readonly root?: string;
  /** What the window's file has in it at the start. */
  readonly kept?: unknown;
}

/** An address where there is no engine: the shell stands without one. */
export const NO_ENGINE = 'tcp://127.0.0.1:9';

/** Electron's own program, where it was downloaded. */
export function electronProgram(): string | undefined {
  const home = join(ROOT, 'node_modules', 'electron');
  if (!existsSync(join(home, 'path.txt'))) return undefined;
  const program = join(home, 'dist', readFileSync(join(home, 'path.txt'), 'utf8'));
  return existsSync(program) ? program : undefined;
}

export const isRoot = process.getuid?.() === 0;

/** Starts the built desktop program: in Electron where it is, else with the stand-in for its module. */
export async function launchDesktop({ engine = NO_ENGINE, root = ROOT, kept }: Launch): Promise<Desktop> {
  const folder = mkdtempSync(join(tmpdir(), 'cutaway-desktop-'));
  const file = join(folder, 'window.json');
  if (kept !== undefined) writeFileSync(file, JSON.stringify(kept));
  const args = [`--user-data-dir=${folder}`, '--engine', engine];
  const program = electronProgram();
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  const started =
    program === undefined ? launchStandIn(root, folder, args) : launchElectron(program, root, args);
  const running = await started.catch((error: unknown) => {
    remove();
    throw error;
  });
  return {
    ...running,
    async close() {
      await running.close();
      remove();
    },
    again(...more) {
      const words = [`--user-data-dir=${folder}`, ...more];
      const child =
        program === undefined
          ? spawn(process.execPath, [...standInFlags, join(root, 'out', 'main', 'desktop.js'), ...words])
          : spawn(program, [...(isRoot ? ['--no-sandbox'] : []), root, ...words]);
      // One that stays is none that ends.
      const late = setTimeout(() => child.kill('SIGKILL'), 6000);
      return endOf(child).finally(() => clearTimeout(late));
    },
    kept: () => (existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as unknown) : undefined),
  };
}

async function launchElectron(
  executablePath: string,
  root: string,
  args: readonly string[],
): Promise<Running> {
  // Chromium refuses to run as root with its sandbox; anyone else tests with it.
  const app = await _electron.launch({ executablePath, args: [root, ...args], chromiumSandbox: !isRoot });
  const child = app.process();
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = endOf(child);
  return {
    page: await app.firstWindow(),
    pages: () => app.windows(),
    // Playwright's own types of the two sides are those of any function.
    main: (work, given) => app.evaluate(work as never, given as never),
    words: () => said,
    ended,
    close: () => app.close(),
  };
}
