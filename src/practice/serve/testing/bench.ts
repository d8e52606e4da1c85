/** An engine for a test: served on a socket of its own, and the docker command line to ask it with. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Docker from 'dockerode';
import type { RegistrySettings } from '../../model/registry';
import type { Clock } from '../clock';
import { startPracticeEngine, type PracticeEngine, type PracticeOptions } from '../practice-engine';
import { SMALL } from '../../model/testing/small-catalogue';
import { smallPrograms } from './small-programs';

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Bench {
  readonly engine: PracticeEngine;
  readonly socket: string;
  readonly docker: Docker;
  /** Runs `docker …` against this engine. */
  cli(...words: readonly string[]): Promise<Said>;
  /** The same with something on its standard input. */
  typed(input: string, ...words: readonly string[]): Promise<Said>;
  close(): Promise<void>;
}

export const FAST: RegistrySettings = {
  bytesPerSecond: 100_000_000,
  latency: 1,
  faults: new Map(),
  down: new Set(['127.0.0.1:5999']),
};

/** Whether there is a docker command line on this machine. */
export const hasCli = spawnSync('docker', ['--version']).status === 0;

export async function openBench(
  options: Partial<PracticeOptions> & { readonly clock?: Clock } = {},
): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), 'practice-'));
  const socket = join(folder, 'engine.sock');
  const engine = await startPracticeEngine({
    socketPath: socket,
    programs: smallPrograms(),
    catalogue: SMALL,
    registry: FAST,
    ...options,
  });
  const typed = (input: string, ...words: readonly string[]): Promise<Said> =>
    new Promise((resolve) => {
      const child = execFile(
        'docker',
        words,
        {
          env: {
            ...process.env,
            DOCKER_HOST: `unix://${socket}`,
            DOCKER_CONFIG: folder,
            DOCKER_BUILDKIT: '0',
            DOCKER_CLI_HINTS: 'false',
          },
          timeout: 15_000,
          encoding: 'utf8',
          maxBuffer: 64 * 1024 * 1024,
        },
        (error, out, err) => {
          resolve({ code: error ? (typeof error.code === 'number' ? error.code : -1) : 0, out, err });
        },
      );
      child.stdin?.end(input);
    });
  return {
    engine,
    socket,
    // dockerode would take DOCKER_HOST from the environment unless host is named.
    docker: new Docker({ socketPath: socket, protocol: 'http', version: 'v1.47' }),
    typed,
    cli: (...words) => typed('', ...words),
    async close() {
      await engine.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
