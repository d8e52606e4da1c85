import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { ROOT, serveApp } from '../../app/serve';
import type { App } from '../../app/stage';
import { expect } from '../../app/test';
import { run } from '../../lab/exec';
import { until } from '../../lab/until';

const CUTAWAY = [process.execPath, join(ROOT, 'bin/cutaway.mjs')];

/** Shows a view by its address, as a person does who was sent it. */
export async function show(app: App, view: string, select?: string): Promise<void> {
  const address = new URL(app.page.url());
  address.search = `?view=${view}${select === undefined ? '' : `&select=${select}`}`;
  await app.page.goto(address.href);
  // Until the engine's lists are here, every view is the machine that asks for them.
  await expect(keyed(app, 'head')).toHaveCount(1, { timeout: 30_000 });
  await app.still();
}

/** A mark by the begin of its key. */
export const keyed = (app: App, begin: string): Locator =>
  app.page.locator(`#stage .marks g[data-key^="${begin}"]`);

/** The lines of a `docker` command's answer. */
export const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');

/**
 * What a recording of the engine shows: recorded until `enough` holds for what was written, then drawn from the file
 * alone. Gives the words of the picture.
 */
export async function recorded(
  engine: string,
  enough: (text: string) => boolean,
  view: string,
  select: string,
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'cutaway-view-'));
  const file = join(folder, 'a.cutaway');
  const [program = '', ...first] = CUTAWAY;
  const recording = spawn(program, [...first, 'record', file, '--engine', engine], { stdio: 'ignore' });
  const ended = once(recording, 'exit');
  try {
    await until('what is to be recorded', () => {
      try {
        return enough(readFileSync(file, 'utf8'));
      } catch {
        return false;
      }
    });
    recording.kill('SIGINT');
    await ended;
    const drawn = await run([
      ...CUTAWAY,
      'draw',
      file,
      '--view',
      view,
      '--select',
      select,
      '--size',
      '1600x900',
    ]);
    expect(drawn.stderr).toBe('');
    return wordsOf(drawn.stdout);
  } finally {
    recording.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The words of an SVG picture, one text a line. */
const wordsOf = (svg: string): string =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)]
    .map((match) => (match[1] ?? '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'))
    .join('\n');

/** The docker command on an engine: its answer without the last line end. */
export type Docker = (...argv: readonly string[]) => Promise<string>;

export const dockerAt =
  (host: string, more: NodeJS.ProcessEnv = {}): Docker =>
  async (...argv) => {
    const env = { ...process.env, ...more, DOCKER_HOST: host, DOCKER_BUILDKIT: '0' };
    const { code, stdout, stderr } = await run(['docker', ...argv], { env });
    if (code !== 0) throw new Error(`docker ${argv.join(' ')}: ${stderr}`);
    return stdout.trim();
  };

/** The app on a machine where no engine answers: it shows its practice engine, which the docker command reaches, too. */
export async function withPractice(app: App, work: (docker: Docker) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'cutaway-practice-'));
  const { DOCKER_HOST: _, ...env } = process.env;
  const home = {
    HOME: folder,
    XDG_RUNTIME_DIR: folder,
    XDG_STATE_HOME: folder,
    DOCKER_HOST: `unix://${join(folder, 'none.sock')}`,
  };
  const served = await serveApp(undefined, { ...env, ...home });
  try {
    await app.open(served.url);
    await work(dockerAt(`unix://${join(folder, 'cutaway', 'practice.sock')}`, { HOME: folder }));
  } finally {
    await served.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
