import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test, type Engine } from '../../fixtures';

const CUTAWAY = fileURLToPath(new URL('../../../bin/cutaway.mjs', import.meta.url));
const LOOP =
  "trap 'echo got INT; exit 5' INT; trap 'echo got TERM; exit 6' TERM; echo ready; while :; do sleep 0.1; done";

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command of either side whose output can be waited for. */
function begin(engine: Engine, side: 'docker' | 'cutaway', argv: readonly string[]) {
  const [program = '', ...args] =
    side === 'docker' ? ['docker', ...argv] : [process.execPath, CUTAWAY, 'run', '--', 'docker', ...argv];
  const child = spawn(program, args, {
    env: { ...process.env, DOCKER_HOST: engine.host },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const done = new Promise<Ended>((resolve) =>
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr })),
  );
  return {
    child,
    done,
    said: (words: string) => expect.poll(() => stdout, { timeout: 15_000 }).toContain(words),
  };
}

/** Runs both sides in turn and wants the same end. */
async function same(run: (side: 'docker' | 'cutaway') => Promise<Ended>): Promise<Ended> {
  const real = await run('docker');
  const ours = await run('cutaway');
  expect(ours).toEqual(real);
  return ours;
}

test.beforeEach(async ({ engine }) => {
  await engine.docker('pull', 'busybox');
});

const SIGNALS: readonly (readonly [NodeJS.Signals, number])[] = [
  ['SIGINT', 5],
  ['SIGTERM', 6],
];
for (const [signal, code] of SIGNALS) {
  test(`${signal} goes through to the program of an attached run`, async ({ engine }) => {
    const ended = await same(async (side) => {
      const running = begin(engine, side, ['run', '--rm', 'busybox', 'sh', '-c', LOOP]);
      await running.said('ready');
      running.child.kill(signal);
      return running.done;
    });
    expect(ended.code).toBe(code);
  });
}

test('the third Ctrl-C ends a run whose program does not listen', async ({ engine }) => {
  const ended = await same(async (side) => {
    await engine.run(['docker', 'rm', '-f', 'deaf']);
    const running = begin(engine, side, [
      'run',
      '--rm',
      '--name',
      'deaf',
      'busybox',
      'sh',
      '-c',
      "trap '' INT; echo ready; sleep 100",
    ]);
    await running.said('ready');
    for (let i = 0; i < 3; i += 1) {
      running.child.kill('SIGINT');
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    return running.done;
  });
  expect(ended.code).toBe(1);
});

test('Ctrl-C ends logs -f with 130 and leaves the container running', async ({ engine }) => {
  await engine.docker('run', '-d', '--name', 'talk', 'busybox', 'sh', '-c', 'echo ready; sleep 1000');
  const ended = await same(async (side) => {
    const running = begin(engine, side, ['logs', '-f', 'talk']);
    await running.said('ready');
    running.child.kill('SIGINT');
    return running.done;
  });
  expect(ended.code).toBe(130);
  expect(await engine.docker('ps', '-q')).not.toBe('');
});

test('Ctrl-C ends the waiting of stop, and the engine goes on stopping', async ({ engine }) => {
  await same(async (side) => {
    await engine.run(['docker', 'rm', '-f', 'deaf']);
    await engine.docker('run', '-d', '--name', 'deaf', 'busybox', 'sleep', '1000');
    const running = begin(engine, side, ['stop', '-t', '2', 'deaf']);
    await new Promise((resolve) => setTimeout(resolve, 700));
    running.child.kill('SIGINT');
    const ended = await running.done;
    await expect
      .poll(() => engine.docker('inspect', '-f', '{{.State.Status}}', 'deaf'), { timeout: 8000 })
      .toBe('exited');
    return ended;
  });
});

test('a reader that leaves ends the command as it ends the docker command, and the container goes on', async ({
  engine,
}) => {
  await engine.docker('run', '-d', '--name', 'talk', 'busybox', 'yes');
  for (const argv of ['run busybox yes', 'logs -f talk']) {
    const piped = (program: string) =>
      engine.run(['bash', '-c', `(${program} ${argv}; echo "code $?" >&2) | head -n 2`], {
        DOCKER_HOST: engine.host,
      });
    const real = await piped('docker');
    expect(await piped(`"${process.execPath}" "${CUTAWAY}" run -- docker`)).toEqual(real);
  }
  expect((await engine.docker('ps', '-q')).split('\n')).toHaveLength(3);
});

test('an engine that is not there is told in the same words, with the same exit codes', async ({
  engine,
}) => {
  const nowhere = { DOCKER_HOST: 'unix:///nonexistent/cutaway.sock', DOCKER_CONFIG: '/nonexistent' };
  for (const argv of [
    ['ps'],
    ['run', 'busybox'],
    ['create', 'busybox'],
    ['rm', 'a', 'b'],
    ['start', 'a', 'b'],
    ['stop', 'a', 'b'],
    ['pull', 'a'],
    ['rmi', 'a', 'b'],
    ['logs', 'a'],
    ['inspect', 'a', 'b'],
    ['images'],
    ['start', '-a', 'x'],
  ]) {
    const real = await engine.run(['docker', ...argv], nowhere);
    const ours = await engine.run([process.execPath, CUTAWAY, 'run', '--', 'docker', ...argv], nowhere);
    expect.soft(ours, argv.join(' ')).toEqual(real);
  }
});

test('--json prints the journal of the command, one entry a line, without the secrets in it', async ({
  engine,
}) => {
  const { stdout, stderr, code } = await engine.run(
    [
      process.execPath,
      CUTAWAY,
      'run',
      '--json',
      '--',
      'docker',
      'run',
      '--rm',
      '-e',
      'TOKEN=s3cret',
      'busybox',
      'sh',
      '-c',
      'echo hi; exit 3',
    ],
    { DOCKER_HOST: engine.host },
  );
  expect([code, stderr]).toEqual([3, '']);
  expect(stdout).not.toContain('s3cret');
  const entries = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { kind: string; seq: number; path?: string });
  expect(entries.map((entry) => entry.seq)).toEqual(entries.map((_, at) => at + 1));
  expect(
    entries
      .flatMap((entry) => entry.path ?? [])
      .map((path) => path.replace(/^\/v[\d.]+|[0-9a-f]{64}|\?.*$/g, '')),
  ).toEqual(['/containers/create', '/containers//attach', '/containers//wait', '/containers//start']);
  expect(entries.at(-1)?.kind).toBe('command-finished');
});

test('a short run takes at most half as long again as with the docker command', async ({ engine }) => {
  const least = { docker: Infinity, cutaway: Infinity };
  // By turns, so that a busy moment of the machine meets both.
  for (let i = 0; i < 8; i += 1) {
    for (const side of ['docker', 'cutaway'] as const) {
      const from = performance.now();
      await begin(engine, side, ['run', '--rm', 'busybox', 'true']).done;
      least[side] = Math.min(least[side], performance.now() - from);
    }
  }
  test.info().annotations.push({
    type: 'milliseconds',
    description: `docker ${least.docker.toFixed(0)}, cutaway ${least.cutaway.toFixed(0)}`,
  });
  expect(least.cutaway / least.docker).toBeLessThan(1.5);
});
