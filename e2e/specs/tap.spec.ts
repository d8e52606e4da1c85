import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Entry } from '../../src/core/journal/entry';
import { ROOT } from '../app/serve';
import { expect, test } from '../fixtures';
import { run } from '../lab/exec';
import { until } from '../lab/until';

const CUTAWAY = join(ROOT, 'bin/cutaway.mjs');

let folder: string;
let children: ChildProcess[];
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cutaway-tap-'));
  children = [];
});
test.afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const socket = (): string => join(folder, 'tap.sock');

interface Started {
  readonly child: ChildProcess;
  readonly said: () => string;
  /** The journal entries that it printed. */
  readonly entries: () => readonly Entry[];
}

/** Starts a tap and waits until it listens. */
async function startTap(host: string, ...more: readonly string[]): Promise<Started> {
  const argv = [CUTAWAY, 'tap', '--engine', host, '--socket', socket(), ...more];
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let said = '';
  let out = '';
  child.stdout.on('data', (bytes: Buffer) => (out += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
  await until(
    () => `the tap: ${said}${out}`,
    () => /Ctrl-C closes it/.test(said + out),
    30_000,
  );
  return {
    child,
    said: () => said + out,
    entries: () =>
      out
        .split('\n')
        .filter((line) => line.startsWith('{') && line.endsWith('}'))
        .map((line) => JSON.parse(line) as Entry),
  };
}

const ended = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((resolve) => child.once('exit', (code) => resolve(code)));

const through = (): NodeJS.ProcessEnv => ({
  ...process.env,
  DOCKER_HOST: `unix://${socket()}`,
  DOCKER_BUILDKIT: '0',
});
const docker = (...argv: readonly string[]) => run(['docker', ...argv], { env: through() });

/** A command in a pseudo-terminal; what it showed, and its end. */
function inTerminal(command: string, typed: string, env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(
      'script',
      ['-qec', `stty rows 30 cols 90; ${command}; echo "exit code $?"`, '/dev/null'],
      {
        env: { ...env, TERM: 'xterm' },
        stdio: ['pipe', 'pipe', 'ignore'],
      },
    );
    let shown = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const before = shown;
      shown += text;
      if (!before.includes('ready') && shown.includes('ready')) child.stdin.write(typed);
      if (/exit code \d+/.test(shown)) child.stdin.end();
    });
    child.on('close', () => resolve(shown));
  });
}

/** What another client asked, by its command's name. */
const named = (entries: readonly Entry[]): readonly string[] =>
  entries.flatMap((entry) => (entry.kind === 'command-named' ? [entry.text] : []));

test('the docker command through a tap does what it does without: terminals, streams, archives, builds', async ({
  engine,
}) => {
  test.setTimeout(180_000);
  await engine.docker('pull', '-q', 'busybox');
  const tap = await startTap(engine.host, '--json');
  const command = `docker run --rm -it busybox sh -c 'until stty size 2>/dev/null | grep -q 90; do :; done; echo ready; read line; echo "got $line"; stty size; exit 5'`;
  const [ours, real] = [
    await inTerminal(command, 'hello\n', through()),
    await inTerminal(command, 'hello\n', { ...process.env, DOCKER_HOST: engine.host }),
  ];
  expect(ours).toBe(real);
  expect(ours).toContain('exit code 5');

  const piped = await run(['docker', 'run', '--rm', '-i', 'busybox', 'md5sum'], {
    env: through(),
    input: Buffer.alloc(3_000_000, 'tap'),
  });
  expect(piped.stdout).toContain(createHash('md5').update(Buffer.alloc(3_000_000, 'tap')).digest('hex'));

  const failed = await docker('run', '--rm', 'busybox', 'sh', '-c', 'echo out; echo err >&2; exit 3');
  expect(failed).toEqual({ stdout: 'out\n', stderr: 'err\n', code: 3 });

  await engine.docker(
    'run',
    '-d',
    '--name',
    'talker',
    'busybox',
    'sh',
    '-c',
    'seq 1 2000; echo last; sleep 1000',
  );
  const logs = spawn('docker', ['logs', '-f', 'talker'], {
    env: through(),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  children.push(logs);
  let said = '';
  logs.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()));
  await until('the logs', () => said.endsWith('last\n'), 20_000);
  logs.kill('SIGINT');
  await ended(logs);
  expect(said.split('\n').length).toBe(2002);

  const build = await docker('build', '-t', 'tapped', join(ROOT, 'e2e/contexts/app'));
  expect(build.code).toBe(0);
  expect((await docker('image', 'inspect', '-f', '{{index .RepoTags 0}}', 'tapped')).stdout).toBe(
    'tapped:latest\n',
  );

  const file = join(folder, 'file');
  writeFileSync(file, 'copied');
  expect((await docker('cp', file, 'talker:/tmp/file')).code).toBe(0);
  expect((await docker('exec', 'talker', 'cat', '/tmp/file')).stdout).toBe('copied');
  expect((await docker('cp', 'talker:/tmp/file', join(folder, 'back'))).code).toBe(0);
  expect(readFileSync(join(folder, 'back'), 'utf8')).toBe('copied');

  const names = named(tap.entries());
  for (const name of [
    /^docker run --rm -it busybox sh -c /,
    /^docker run --rm -i busybox md5sum$/,
    /^docker logs -f talker$/,
    /^docker build -t tapped \.$/,
    /^docker cp … talker:\//,
    /^docker exec talker cat \/tmp\/file$/,
  ])
    expect(names, String(name)).toContainEqual(expect.stringMatching(name));
  const exits = tap.entries().flatMap((entry) => (entry.kind === 'command-finished' ? [entry.exitCode] : []));
  expect(exits.slice(0, 3)).toEqual([5, 0, 3]);
});

test('its socket is this user’s alone; a second tap is refused; signals take it away', async ({ engine }) => {
  test.setTimeout(60_000);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    const { child } = await startTap(engine.host);
    expect(statSync(socket()).mode & 0o777).toBe(0o600);
    const second = await run([
      process.execPath,
      CUTAWAY,
      'tap',
      '--engine',
      engine.host,
      '--socket',
      socket(),
    ]);
    expect(second).toMatchObject({ code: 1, stderr: `cutaway: Another tap is at ${socket()} already.\n` });
    expect((await docker('version', '-f', '{{.Server.Os}}')).stdout).toBe('linux\n');
    child.kill(signal);
    expect(await ended(child), signal).toBe(0);
    expect(existsSync(socket())).toBe(false);
  }
});

test('a killed tap leaves a dead socket that the next one replaces; a file that is none is not touched', async ({
  engine,
}) => {
  test.setTimeout(60_000);
  const killed = await startTap(engine.host);
  killed.child.kill('SIGKILL');
  await ended(killed.child);
  expect(existsSync(socket())).toBe(true);
  const next = await startTap(engine.host);
  expect((await docker('ps')).code).toBe(0);
  next.child.kill('SIGINT');
  await ended(next.child);
  writeFileSync(socket(), 'mine');
  const refused = await run([
    process.execPath,
    CUTAWAY,
    'tap',
    '--engine',
    engine.host,
    '--socket',
    socket(),
  ]);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('is no socket');
  expect(readFileSync(socket(), 'utf8')).toBe('mine');
});

test('a tap that only looks lets questions through, and says why nothing else passes', async ({ engine }) => {
  test.setTimeout(60_000);
  await engine.docker('run', '-d', '--name', 'safe', 'busybox', 'sleep', '1000');
  await startTap(engine.host, '--look-only');
  expect((await docker('ps', '--format', '{{.Names}}')).stdout).toBe('safe\n');
  expect((await docker('inspect', '-f', '{{.Name}}', 'safe')).stdout).toBe('/safe\n');
  for (const argv of [
    ['stop', 'safe'],
    ['run', 'busybox'],
    ['exec', 'safe', 'ls'],
    ['rm', '-f', 'safe'],
  ]) {
    const { code, stderr } = await docker(...argv);
    expect(code, argv.join(' ')).not.toBe(0);
    expect(stderr).toContain('This tap only looks');
  }
  expect(await engine.docker('ps', '--format', '{{.Names}}')).toBe('safe');
});

test('the practice engine is tapped as a real one', async () => {
  test.setTimeout(60_000);
  const practice = join(folder, 'practice.sock');
  const engine = spawn(process.execPath, [CUTAWAY, 'practice', '--socket', practice], { stdio: 'ignore' });
  children.push(engine);
  await until('the practice engine', () => existsSync(practice), 30_000);
  const tap = await startTap(`unix://${practice}`, '--json');
  const hello = await docker('run', '--rm', 'hello-world');
  expect(hello.stdout).toContain('Hello from Docker!');
  await until('its name', () => named(tap.entries()).includes('docker run --rm hello-world'));
});
