import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../app/serve';
import { expect, test } from '../../fixtures';
import { until } from '../../lab/until';

const CUTAWAY = `${process.execPath} ${join(ROOT, 'bin/cutaway.mjs')} run --`;

/** One turn of a dialogue: what must have appeared since the last one, and what is typed, or done, then. */
type Turn = readonly [wait: RegExp, type: string | (() => void)];

/** Types into a command in a pseudo-terminal of 30 rows and 90 columns. @returns all that appeared, and the exit code */
async function dialogue(
  command: string,
  turns: readonly Turn[],
  env: NodeJS.ProcessEnv,
): Promise<{ shown: string; code: number }> {
  const child = spawn(
    'script',
    ['-qec', `stty rows 30 cols 90; ${command}; echo "exit code $?"`, '/dev/null'],
    {
      env: { ...env, TERM: 'xterm' },
      stdio: ['pipe', 'pipe', 'ignore'],
    },
  );
  let shown = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (shown += text));
  let from = 0;
  try {
    for (const [wait, type] of turns) {
      await until(`${String(wait)} in ${command}`, () => wait.test(shown.slice(from)), 20_000);
      from = shown.length;
      if (typeof type === 'string') child.stdin.write(type);
      else type();
    }
    await until(`the end of ${command}`, () => /exit code \d+/.test(shown), 20_000);
  } finally {
    child.kill();
  }
  const [text = '', code = '-1'] = shown.split('exit code ');
  return { shown: text, code: Number.parseInt(code, 10) };
}

/** What the busybox shell asks its terminal, and when, is a matter of chance. */
const plain = (text: string): string =>
  text
    .replace(/\u001b\[(6n|J)/g, '')
    .replace(/\r\/ # /g, '')
    .replace(/[0-9a-f]{12}/g, '<short id>');

const TALK: readonly Turn[] = [
  [/# /, 'echo héllo | cat; stty size\n'],
  // The child is in the foreground once it says so: a key that comes earlier is the shell's.
  [/30 90[\s\S]*# /, "sh -c 'echo g''o; sleep 30'\n"],
  [/go\r/, '\u0003'],
  [/# /, 'printf "\\033[1mbold\\033[0m\\n"\n'],
  [/bold[\s\S]*# /, 'exit 4\n'],
];

test('a program in a terminal: the same bytes and the same end as through the docker command', async ({
  engine,
}) => {
  test.setTimeout(120_000);
  await engine.docker('pull', '-q', 'busybox');
  const env = { ...process.env, DOCKER_HOST: engine.host };
  const command = 'docker run --rm -it busybox sh';
  const real = await dialogue(command, TALK, env);
  const ours = await dialogue(`${CUTAWAY} ${command}`, TALK, env);
  expect(plain(ours.shown)).toBe(plain(real.shown));
  expect([ours.code, real.code]).toEqual([4, 4]);
});

test('what a program prints comes as it is: no line end gets a second carriage return', async ({
  engine,
}) => {
  await engine.docker('pull', '-q', 'busybox');
  const env = { ...process.env, DOCKER_HOST: engine.host };
  const command = `docker run --rm -it busybox sh -c 'echo one; printf "two\\nthree\\rX\\r\\n"; stty -opost; printf "four\\nfive\\r\\n"'`;
  const real = await dialogue(command, [], env);
  const ours = await dialogue(`${CUTAWAY} ${command}`, [], env);
  expect(ours.shown).toBe(real.shown);
  expect(ours.shown).toContain('one\r\ntwo\r\nthree\rX\r\r\nfour\nfive\r\n');
});

test('the terminal is as it was before, however the program or the command ends', async ({ engine }) => {
  test.setTimeout(60_000);
  await engine.docker('pull', '-q', 'busybox');
  const env = { ...process.env, DOCKER_HOST: engine.host };
  const folder = mkdtempSync(join(tmpdir(), 'cutaway-stty-'));
  const pid = join(folder, 'pid');
  const kept = join(folder, 'before');
  const around = (command: string): string =>
    `stty -a > ${kept}; sh -c 'echo $$ > ${pid}; exec ${command}'; stty -a | diff - ${kept} && echo sa""me`;
  const ended = await dialogue(around(`${CUTAWAY} docker run --rm -it busybox true`), [], env);
  expect(ended.shown).toContain('same');
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT'] as const) {
    const stop = (): void => void process.kill(Number(readFileSync(pid, 'utf8')), signal);
    const command = around(`${CUTAWAY} docker run --rm -it busybox sh -c "echo up; exec sleep 1000"`);
    const { shown } = await dialogue(command, [[/up/, stop]], env);
    expect(shown, signal).toContain('same');
  }
  rmSync(folder, { recursive: true, force: true });
});

test('Ctrl-P Ctrl-Q lets go of the program, which runs on', async ({ engine }) => {
  await engine.docker('pull', '-q', 'busybox');
  const env = { ...process.env, DOCKER_HOST: engine.host };
  const { code } = await dialogue(
    `${CUTAWAY} docker run -it --name shell busybox sh`,
    [[/# /, '\u0010\u0011']],
    env,
  );
  expect(code).toBe(0);
  expect(await engine.docker('ps', '--format', '{{.Names}}')).toBe('shell');
  const back = await dialogue(
    `${CUTAWAY} docker start -ai shell`,
    [
      [/^/, '\n'],
      [/# /, 'exit 7\n'],
    ],
    env,
  );
  expect(back.code).toBe(7);
});

test('a shell on the practice engine does what people expect of one', async () => {
  test.setTimeout(60_000);
  const home = mkdtempSync(join(tmpdir(), 'cutaway-terminal-'));
  const env = { ...process.env, HOME: home, XDG_RUNTIME_DIR: home, XDG_STATE_HOME: home };
  const command = `${process.execPath} ${join(ROOT, 'bin/cutaway.mjs')} run --engine practice -- docker run -it ubuntu:24.04 bash`;
  const { shown, code } = await dialogue(
    command,
    [
      [/root@[0-9a-f]{12}:\/# /, 'cat /etc/os-release; uname -r\n'],
      [/practice[\s\S]*# /, 'ls; echo pid $$\n'],
      [/pid \d+[\s\S]*# /, 'ps\n'],
      [/CMD[\s\S]*# /, 'exit 3\n'],
    ],
    env,
  );
  expect(shown).toContain('Ubuntu 24.04');
  expect(shown).toMatch(/\d+\.\d+\.\d+-practice/);
  expect(shown).toMatch(/pid 1\r*\n/);
  expect(shown).toMatch(/1 pts\/0 +\S+ bash/);
  expect(shown).toMatch(/etc/);
  expect(code).toBe(3);
  rmSync(home, { recursive: true, force: true });
});
