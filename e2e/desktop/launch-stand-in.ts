import { fork, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { until } from '../lab/until';
import { endOf, type Running } from './running';
import type { Answered } from './stand-in/evaluate';

/** For Node: `electron` is the stand-in, written in TypeScript. */
export const standInFlags = [
  '--import',
  import.meta.resolve('tsx'),
  '--import',
  new URL('./stand-in/register.mjs', import.meta.url).href,
];

/** Starts the built program in Node, with the stand-in for Electron. @param folder of its user data */
export async function launchStandIn(root: string, folder: string, args: readonly string[]): Promise<Running> {
  const child = fork(join(root, 'out', 'main', 'desktop.js'), [...args], {
    execArgv: standInFlags,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    cwd: root,
  });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const closed = new Promise((resolve) => child.once('close', resolve));
  try {
    return await findWindow(child, folder, () => said);
  } catch (error) {
    child.kill('SIGTERM');
    // By now it has said everything, whichever way its end was noticed first.
    await closed;
    throw new Error(`The desktop program did not come up: ${said}`, { cause: error });
  }
}

async function findWindow(child: ChildProcess, folder: string, words: () => string): Promise<Running> {
  const ended = endOf(child);
  const file = join(folder, 'DevToolsActivePort');
  const check = (): void => {
    if (child.exitCode !== null) throw new Error(`The desktop program ended: ${words()}`);
  };
  await until(
    () => `the stand-in's browser: ${words()}`,
    () => (check(), existsSync(file) && readFileSync(file, 'utf8').includes('\n')),
  );
  const [port] = readFileSync(file, 'utf8').split('\n');
  const connected = chromium.connectOverCDP(`http://127.0.0.1:${port ?? ''}`);
  // A browser that ends meanwhile leaves the connection without an answer.
  const browser = await Promise.race([connected, ended.then(() => Promise.reject(new Error('It ended.')))]);
  const pages = (): readonly Page[] => browser.contexts().flatMap((context) => context.pages());
  await until(
    () => `the window: ${words()}`,
    () => (check(), pages().some((page) => page.url().startsWith('https://cutaway.invalid/'))),
  );
  const page = pages().find((each) => each.url().startsWith('https://'));
  if (!page) throw new Error('The window has gone.');
  await page.waitForLoadState();
  return {
    page,
    pages,
    main: (work, given) => evaluate(child, String(work), given) as Promise<never>,
    words,
    ended,
    async close() {
      await browser.close().catch(() => undefined);
      child.kill('SIGTERM');
      await ended;
    },
  };
}

let next = 1;

function evaluate(child: ChildProcess, source: string, given: unknown): Promise<unknown> {
  const id = next;
  next += 1;
  return new Promise((resolve, reject) => {
    const gone = (): void => reject(new Error('The program has ended.'));
    const hear = (answer: Answered): void => {
      if (answer.id !== id) return;
      child.off('message', hear).off('exit', gone);
      if ('error' in answer) reject(new Error(answer.error));
      else resolve(answer.value);
    };
    child.on('message', hear).once('exit', gone);
    child.send({ id, source, given });
  });
}
