import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');

export interface Served {
  /** With the token in its fragment. */
  readonly url: string;
  /** Of the host's process. */
  readonly pid: number;
  stop(): Promise<void>;
}

const ended = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once('exit', () => resolve()));

/**
 * Starts the built app's web host, as a user would, and waits for its address.
 * @param engine undefined: none is named, so it looks for one as the docker command does
 */
export async function serveApp(
  engine: string | undefined,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Served> {
  const child = spawn(
    process.execPath,
    [join(ROOT, 'bin/cutaway.mjs'), 'serve', '--json', ...(engine === undefined ? [] : ['--engine', engine])],
    { env, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  // Whoever started it may fail: it must not be left behind.
  const end = (): void => void child.kill();
  process.once('exit', end);
  const lines = createInterface({ input: child.stdout });
  const url = await new Promise<string>((resolve, reject) => {
    lines.once('line', (line) => resolve((JSON.parse(line) as { url: string }).url));
    child.once('exit', (code) => reject(new Error(`cutaway serve ended with ${String(code)}`)));
  });
  return {
    url,
    pid: child.pid ?? 0,
    async stop() {
      process.off('exit', end);
      child.kill('SIGINT');
      await ended(child);
    },
  };
}
