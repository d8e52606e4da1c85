/** One dockerd inside a space: start, stop, hang. Its data stay between a stop and a start. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isReady } from './engine-api.js';
import { lastLines, launch, PLAIN_ENV } from './exec.js';
import { isAlive, isStopped, signal } from './processes.js';
import type { Space } from './space.js';
import { until } from './until.js';

export interface Engine {
  /** Resolves when the engine answers; no error when it already runs. */
  start(): Promise<void>;
  /** Signals dockerd (SIGTERM when absent) and resolves when it and its containerd are gone. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** Makes the engine hang: it accepts connections and answers none. */
  pause(): Promise<void>;
  resume(): Promise<void>;
}

/**
 * @param mirror address (`host:port`) that the engine asks for images of the public registry.
 * @param flags more flags for dockerd.
 */
export function createEngine(space: Space, mirror: string, flags: readonly string[]): Engine {
  const socket = join(space.dir, 'run', 'docker.sock');
  const log = join(space.dir, 'engine.log');
  const containerdFile = join(space.dir, 'run', 'docker', 'containerd', 'containerd.pid');
  let pid: number | undefined;

  async function start(): Promise<void> {
    if (pid !== undefined && isAlive(pid)) return;
    // Both stay behind when dockerd is killed; the pid may belong to someone else by now.
    rmSync(join(space.dir, 'run', 'docker.pid'), { force: true });
    rmSync(socket, { force: true });
    const command = [
      'dockerd',
      '-H',
      'unix:///run/docker.sock',
      '--registry-mirror',
      `http://${mirror}`,
      ...flags,
    ];
    const started = await launch([...space.enter, ...command], log, PLAIN_ENV);
    pid = started;
    await until(
      () => `the engine of ${space.name}; its last words:\n${lastLines(log)}`,
      () => {
        if (!isAlive(started))
          throw new Error(`The engine of ${space.name} ended at once:\n${lastLines(log)}`);
        return isReady(socket);
      },
      60_000,
    );
  }

  async function stopContainerd(): Promise<void> {
    let containerd: number;
    try {
      containerd = Number(readFileSync(containerdFile, 'utf8'));
    } catch {
      return;
    }
    await until('the end of containerd', () => !isAlive(containerd), 10_000);
    rmSync(containerdFile, { force: true });
  }

  async function stop(name: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (pid === undefined) return;
    const stopping = pid;
    signal(stopping, name);
    // A stopped process handles nothing but SIGKILL until it goes on.
    signal(stopping, 'SIGCONT');
    // dockerd gives every container ten seconds of its own.
    await until(`the end of the engine of ${space.name}`, () => !isAlive(stopping), 60_000);
    pid = undefined;
    await stopContainerd();
  }

  async function pause(): Promise<void> {
    const running = pid;
    if (running === undefined) throw new Error('The engine does not run, so it cannot be paused.');
    signal(running, 'SIGSTOP');
    await until('the engine to hang', () => isStopped(running));
  }

  async function resume(): Promise<void> {
    const paused = pid;
    if (paused === undefined) return;
    signal(paused, 'SIGCONT');
    await until('the engine to go on', () => !isStopped(paused));
  }

  return { start, stop, pause, resume };
}
