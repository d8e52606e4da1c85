import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { expect, test } from '../fixtures';
import { until } from '../lab/until';

const CUTAWAY = [process.execPath, fileURLToPath(new URL('../../bin/cutaway.mjs', import.meta.url))];
const NOWHERE = 'unix:///nowhere/docker.sock';
const NO_DISPLAY = { DISPLAY: '', WAYLAND_DISPLAY: '', CUTAWAY_HOST: '' };

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cutaway-spec-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Started = ChildProcessByStdio<null, Readable, Readable>;

/** Starts a subcommand that ends only when it is told to. */
function start(args: readonly string[], env: NodeJS.ProcessEnv): Started & { readonly said: () => string } {
  const [program = '', ...rest] = [...CUTAWAY, ...args];
  const child = spawn(program, rest, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return Object.assign(child, { said: () => said });
}

/** One Ctrl-C. @returns the exit code, and how many milliseconds the end took */
async function interrupt(child: Started): Promise<{ code: number | null; took: number }> {
  const begun = performance.now();
  const end = once(child, 'exit') as Promise<[number | null]>;
  child.kill('SIGINT');
  const [code] = await end;
  return { code, took: performance.now() - begun };
}

test('draw prints the live engine as SVG and changes nothing on it', async ({ engine }) => {
  await engine.docker('run', '-d', '--name', 'drawn', 'busybox', 'sleep', '1000');
  const before = await engine.docker('ps', '-a', '--no-trunc', '--format', '{{json .ID}}{{json .State}}');
  const { code, stdout, stderr } = await engine.run([
    ...CUTAWAY,
    'draw',
    '--size',
    '1000x700',
    '--theme',
    'dark',
  ]);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^<\?xml .*\n<svg [^>]*width="1000" height="700"/);
  expect(stdout).toContain('drawn');
  expect(stdout).toContain('@font-face');
  expect(await engine.docker('ps', '-a', '--no-trunc', '--format', '{{json .ID}}{{json .State}}')).toBe(
    before,
  );
});

test('a file is drawn and told as the engine was at a moment', async ({ engine }) => {
  const file = join(folder, 'a.rec');
  const recording = start(['record', file], { DOCKER_HOST: engine.host });
  await until(
    'the recording',
    () => existsSync(file) && readFileSync(file, 'utf8').includes('"part":"volumes"'),
  );
  await engine.docker('run', '--name', 'late', 'hello-world');
  await until('the event', () => readFileSync(file, 'utf8').includes('"action":"die"'));
  expect(await interrupt(recording)).toMatchObject({ code: 0 });
  expect(recording.said()).toContain('What programs print is kept in it.');
  expect(statSync(file).mode & 0o777).toBe(0o600);

  const world = async (...more: readonly string[]): Promise<string[]> => {
    const { stdout } = await engine.run([...CUTAWAY, 'world', file, ...more]);
    return (JSON.parse(stdout) as { containers: { name: string }[] }).containers.map(({ name }) => name);
  };
  expect(await world()).toEqual(['late']);
  const entries = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => JSON.parse(line) as { at: number; kind: string; action?: string });
  const [first] = entries;
  const made = entries.find((entry) => entry.kind === 'event' && entry.action === 'create');
  const before = (made?.at ?? 0) - (first?.at ?? 0) - 1;
  expect(await world('--at', `${before}ms`)).toEqual([]);
  expect((await engine.run([...CUTAWAY, 'draw', file])).stdout).toContain('late');

  // As after a crash: the last line is cut.
  truncateSync(file, statSync(file).size - 5);
  const cut = await engine.run([...CUTAWAY, 'draw', file]);
  expect([cut.code, cut.stderr]).toEqual([
    0,
    'cutaway: The recording is cut in its last line; what comes before is whole.\n',
  ]);
});

test('recordings that are none, broken or too new are refused in a sentence', async ({ engine }) => {
  const file = join(folder, 'b.rec');
  const refused = async (text: string, words: string): Promise<void> => {
    writeFileSync(file, text);
    const { code, stdout, stderr } = await engine.run([...CUTAWAY, 'draw', file]);
    expect([code, stdout, stderr]).toEqual([
      1,
      '',
      expect.stringMatching(new RegExp(`^cutaway: .*${words}.*\n$`)),
    ]);
  };
  await refused('', 'not a Cutaway recording');
  await refused('{"a":1}\n', 'not a Cutaway recording');
  await refused('{"cutaway-recording":99}\n', 'A newer Cutaway opens it');
  await refused('{"cutaway-recording":1}\nxx\n{"kind":"gap","seq":1}\n', 'Line 2 of the recording is broken');
});

test('nothing is recorded over a file that is there', async ({ engine }) => {
  const file = join(folder, 'kept');
  writeFileSync(file, 'mine');
  const { code, stderr } = await engine.run([...CUTAWAY, 'record', file, '--for', '1s']);
  expect([code, stderr]).toEqual([
    1,
    `cutaway: ${file} exists already. Name another file, or remove it first.\n`,
  ]);
  expect(readFileSync(file, 'utf8')).toBe('mine');
});

test('without an engine, world and draw show the diagnosis and exit 1', async ({ engine }) => {
  const world = await engine.run([...CUTAWAY, 'world', '--engine', NOWHERE]);
  expect(world.code).toBe(1);
  expect(JSON.parse(world.stdout)).toMatchObject({
    link: { state: 'absent', diagnosis: { code: 'wrong-address' } },
  });
  const draw = await engine.run([...CUTAWAY, 'draw', '--engine', NOWHERE]);
  expect([draw.code, draw.stderr]).toEqual([1, expect.stringContaining('Nobody is at this address.')]);
  expect(draw.stdout).toContain('</svg>');
});

test('doctor says who chose the endpoint, whether an engine answers and what to type next', async ({
  engine,
}) => {
  const well = await engine.run([...CUTAWAY, 'doctor', '--json']);
  expect(well.code).toBe(0);
  expect(JSON.parse(well.stdout)).toMatchObject({
    ok: true,
    endpoint: { address: engine.host, from: 'DOCKER_HOST' },
    socket: { there: true, allowed: true },
    engine: { containers: 0, images: 0, kind: 'docker' },
    next: 'cutaway run -- docker run hello-world',
  });
  const ill = await engine.run([...CUTAWAY, 'doctor'], { DOCKER_HOST: NOWHERE });
  expect(ill.code).toBe(1);
  expect(ill.stdout).toContain('✗ Socket');
  expect(ill.stdout).toContain('Next, type: unset DOCKER_HOST\n');
  expect(ill.stdout).toContain('practice engine');
});

test('serve prints its address as a line of JSON and ends within a second of one Ctrl-C', async ({
  engine,
  page,
}) => {
  const serving = start(['serve', '--json'], { DOCKER_HOST: engine.host });
  await until('the address', () => serving.said().includes('\n'));
  const { url } = JSON.parse(serving.said()) as { url: string };
  await page.goto(url);
  await expect(page.locator('#stage')).toBeVisible();
  const { code, took } = await interrupt(serving);
  expect(code).toBe(0);
  expect(took).toBeLessThan(1000);
});

test('open prints the address where there is no display', async ({ engine }) => {
  const opening = start([], { DOCKER_HOST: engine.host, ...NO_DISPLAY });
  await until('the address', () => opening.said().includes('Ctrl-C'));
  expect(opening.said()).toMatch(/Cutaway is at http:\/\/127\.0\.0\.1:\d+\/#\S+\n/);
  expect(await interrupt(opening)).toMatchObject({ code: 0 });
});

test('open leads the browser through a file that only this user may read, and removes it', async ({
  engine,
}) => {
  const seen = join(folder, 'seen');
  const opener = join(folder, 'xdg-open');
  writeFileSync(
    opener,
    `#!/bin/sh\nstat -c %a "$1" "$(dirname "$1")" > "${seen}.tmp"\necho "$1" >> "${seen}.tmp"\ncat "$1" >> "${seen}.tmp"\nmv "${seen}.tmp" "${seen}"\n`,
  );
  chmodSync(opener, 0o755);
  const env = {
    DOCKER_HOST: engine.host,
    DISPLAY: ':99',
    CUTAWAY_HOST: 'web',
    PATH: `${folder}:${process.env['PATH'] ?? ''}`,
  };
  const opening = start(['open'], env);
  await until('the browser', () => existsSync(seen));
  const [fileMode, folderMode, file = '', ...html] = readFileSync(seen, 'utf8').split('\n');
  expect([fileMode, folderMode]).toEqual(['600', '700']);
  const token = /#([\w-]+)/.exec(opening.said())?.[1] ?? 'none';
  expect(html.join('\n')).toContain(`#${token}`);
  expect(file).not.toContain(token);
  expect(await interrupt(opening)).toMatchObject({ code: 0 });
  expect(existsSync(dirname(file))).toBe(false);
});

test('what is typed wrong is named with the nearest right word, and exits 2', async ({ engine }) => {
  const wrong = async (...args: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await engine.run([...CUTAWAY, ...args]);
    expect([code, stdout]).toEqual([2, '']);
    return stderr;
  };
  expect(await wrong('drwa')).toBe('cutaway: There is no subcommand "drwa". Did you mean cutaway draw?\n');
  expect(await wrong('draw', '--thme', 'dark')).toBe(
    'cutaway: There is no option --thme. Did you mean --theme?\n',
  );
  expect(await wrong('draw', '--theme', 'drak')).toContain('Did you mean dark?');
  expect(await wrong('draw', '--view', 'hots')).toContain('Did you mean host?');
  expect(await wrong('draw', '--at', '3s')).toContain('--at needs a recording');
  expect(await wrong('serve', '--port', '70000')).toContain('from 0 to 65535');
  expect(await wrong('run')).toContain('There is no command to run');
});

test('help lists the views that exist, and every subcommand answers --help and --version', async ({
  engine,
}) => {
  for (const name of ['open', 'serve', 'run', 'record', 'world', 'draw', 'doctor']) {
    expect((await engine.run([...CUTAWAY, name, '--help'])).stdout).toMatch(/^Usage: cutaway /);
    expect((await engine.run([...CUTAWAY, name, '--version'])).stdout).toMatch(/^cutaway \d+\.\d+\.\d+\n$/);
  }
  expect((await engine.run([...CUTAWAY, 'draw', '--help'])).stdout).toContain('Views: host');
});

test('a reader that leaves early ends it quietly', async ({ engine }) => {
  const { code, stdout, stderr } = await engine.run([
    'bash',
    '-c',
    'set -o pipefail; "$@" | head -c 10',
    '-',
    ...CUTAWAY,
    'draw',
  ]);
  expect([code, stdout.length, stderr]).toEqual([0, 10, '']);
});
