/** Running other programs: to the end, or in the background with their output in a file. */
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';

/** How a program ended. `code` is its exit code, or 128 + the signal's number as a shell says it. */
export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

export interface RunOptions {
  /** The whole environment of the program; this process's own when absent. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** Bytes for standard input, which is empty otherwise. */
  readonly input?: string | Uint8Array;
  /** The program is killed after this many milliseconds; 120,000 when absent. */
  readonly timeoutMs?: number;
}

/** Runs a program to its end. Rejects only if it cannot be started; a failure is an exit code. */
export function run(argv: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const [program, ...args] = argv;
  if (program === undefined) return Promise.reject(new Error('There is no command to run.'));
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      env: options.env ?? process.env,
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      timeout: options.timeoutMs ?? 120_000,
      killSignal: 'SIGKILL',
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    // A program may end without reading its input: that is its right.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
    child.on('error', reject);
    child.on('close', (code, signal) => {
      resolve({
        stdout: Buffer.concat(out).toString(),
        stderr: Buffer.concat(err).toString(),
        code: code ?? 128 + (signal === null ? 0 : constants.signals[signal]),
      });
    });
  });
}

/** Like `run`, but anything but exit code 0 is an error that shows what the program said. */
export async function must(argv: readonly string[], options?: RunOptions): Promise<string> {
  const outcome = await run(argv, options);
  if (outcome.code !== 0) {
    throw new Error(
      `"${argv.join(' ')}" failed (${outcome.code}): ${outcome.stderr.trim() || outcome.stdout.trim()}`,
    );
  }
  return outcome.stdout;
}

/**
 * Starts a program apart from the terminal (a Ctrl-C there is not for it) that does not
 * keep this process alive. Its output is appended to `log`. Returns its process id.
 */
export async function launch(
  argv: readonly string[],
  log: string,
  env: Readonly<Record<string, string>>,
): Promise<number> {
  const [program, ...args] = argv;
  if (program === undefined) throw new Error('There is no command to launch.');
  const output = openSync(log, 'a');
  try {
    const child = spawn(program, args, { detached: true, stdio: ['ignore', output, output], env, cwd: '/' });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
    child.unref();
    if (child.pid === undefined) throw new Error(`"${program}" has no process id.`);
    return child.pid;
  } finally {
    closeSync(output);
  }
}

/** The end of a log, for an error's words: a lab that fails to start takes its logs away. */
export function lastLines(log: string): string {
  return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-5).join('\n');
}

/** The environment that daemons get: no proxy, no configuration of the person who runs the tests. */
export const PLAIN_ENV: Readonly<Record<string, string>> = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: '/root',
  LANG: 'C.UTF-8',
};
