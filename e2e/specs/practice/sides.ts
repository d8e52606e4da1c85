import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { splitWords } from '../../../src/core/command/words';
import { ROOT } from '../../app/serve';
import { run, type Outcome } from '../../lab/exec';

export interface PracticeEngine {
  readonly host: string;
  /** Of the engine's process. */
  readonly pid: number;
  stop(): Promise<void>;
}

/** An empty practice engine in a process of its own, as `cutaway practice` serves it. */
export async function servePractice(): Promise<PracticeEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'cutaway-practice-'));
  const socket = join(folder, 'docker.sock');
  const child = spawn(process.execPath, [join(ROOT, 'bin/cutaway.mjs'), 'practice', '--socket', socket], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  // Whoever started it may fail: it must not be left behind.
  const end = (): void => void child.kill();
  process.once('exit', end);
  await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    gone.then(([code]) => Promise.reject(new Error(`cutaway practice ended with ${String(code)}`))),
  ]);
  return {
    host: `unix://${socket}`,
    pid: child.pid ?? 0,
    async stop() {
      process.off('exit', end);
      child.kill('SIGINT');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Both sides have one and the same environment: the classic builder, the older engine's API, nobody's configuration. */
const ENV = {
  DOCKER_CONFIG: '/nonexistent/cutaway',
  DOCKER_API_VERSION: '1.41',
  DOCKER_BUILDKIT: '0',
  TZ: 'UTC',
};

/** Runs a line of the docker command on one engine. */
export function on(host: string, line: string): Promise<Outcome> {
  return run(
    splitWords(line).words.map((word) => word.text),
    { env: { ...process.env, ...ENV, DOCKER_HOST: host }, timeoutMs: 30_000 },
  );
}
