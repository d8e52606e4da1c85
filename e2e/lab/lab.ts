/** A private Docker engine with a private registry: real, offline, and gone without a trace afterwards. */
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createEngine } from './engine.js';
import { removeEverything } from './engine-api.js';
import { run, type Outcome, type RunOptions } from './exec.js';
import { writeRecord } from './records.js';
import { REGISTRY, startRegistry } from './registry.js';
import { openSpace, runInside } from './space.js';
import { demolish, sweep } from './sweep.js';

export type { Outcome, RunOptions } from './exec.js';

export interface LabOptions {
  /** Folder to make for the lab (must not exist, or be empty); a fresh one under /var/tmp when absent. */
  readonly dir?: string;
  /** Address inside the lab that the engine asks for images instead of the registry, as a slow proxy's. */
  readonly mirror?: string;
  /** More flags for dockerd. */
  readonly engineFlags?: readonly string[];
}

export interface Lab {
  /** The engine's socket: an absolute path that works outside the lab's namespaces. */
  readonly socket: string;
  /** The same as an endpoint: `unix://…`. */
  readonly host: string;
  /** The lab's folder. Its `srv` is `/srv` for the engine: the place for bind mounts. */
  readonly dir: string;
  /** Name of the network namespace. */
  readonly namespace: string;
  /** Address of the registry inside the lab's network. */
  readonly registry: string;
  /** What a `docker` command of any process needs in its environment to reach this engine. */
  readonly env: Readonly<Record<string, string>>;
  /** Runs a command in the engine's network and among its mounts; its working directory is `/`. */
  inNetwork(argv: readonly string[], options?: RunOptions): Promise<Outcome>;
  /** Signals the engine (SIGTERM when absent) and waits for its end. */
  stopEngine(signal?: NodeJS.Signals): Promise<void>;
  /** Starts the engine on the data it had; resolves when it answers. */
  startEngine(): Promise<void>;
  restartEngine(): Promise<void>;
  /** Makes the engine hang: connections succeed, answers never come. */
  pauseEngine(): Promise<void>;
  resumeEngine(): Promise<void>;
  /** Runs the docker command against the engine. */
  docker(argv: readonly string[], options?: RunOptions): Promise<Outcome>;
  /** A running engine without containers, images, volumes and networks of users. The registry keeps its images. */
  reset(): Promise<void>;
  /** Removes everything: processes, namespaces, mounts, the folder. May be called twice. */
  stop(): Promise<void>;
}

const NEEDED = ['dockerd', 'docker', 'docker-registry', 'busybox', 'ip', 'iptables', 'nsenter', 'unshare'];
const PLACES = ['/usr/sbin', '/usr/bin', '/sbin', '/bin', '/usr/local/sbin', '/usr/local/bin'];

function find(program: string): string | undefined {
  return PLACES.map((place) => join(place, program)).find((path) => existsSync(path));
}

/** One sentence that says why no lab can be started on this machine, or undefined if one can. */
export function whyNoLab(): string | undefined {
  if (process.platform !== 'linux') return 'A private engine needs Linux.';
  if (process.getuid?.() !== 0) return 'A private engine needs root.';
  const missing = NEEDED.filter((program) => find(program) === undefined);
  return missing.length === 0 ? undefined : `A private engine needs ${missing.join(', ')}.`;
}

let count = 0;

function makeFolder(wanted: string | undefined): string {
  const dir = wanted === undefined ? mkdtempSync('/var/tmp/cutaway-') : resolve(wanted);
  mkdirSync(dir, { recursive: true });
  accessSync(dir, constants.W_OK);
  if (readdirSync(dir).length > 0)
    throw new Error(`The folder ${dir} is not empty, so no lab can be made in it.`);
  // A socket's path has room for 107 bytes.
  if (Buffer.byteLength(join(dir, 'run', 'docker.sock')) > 107)
    throw new Error(`The path ${dir} is too long for a socket.`);
  return dir;
}

/**
 * Starts a lab; resolves when its engine answers and its registry has all images (a few seconds).
 * Rejects with one sentence when the machine cannot have one, and leaves nothing behind then.
 * Labs of processes that died are removed first.
 */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const obstacle = whyNoLab();
  if (obstacle !== undefined) throw new Error(obstacle);
  await sweep();

  const dir = makeFolder(options.dir);
  const name = `cutaway-${process.pid}-${++count}`;
  const record = writeRecord(name, dir);
  try {
    const space = await openSpace(name, dir);
    const engine = createEngine(space, options.mirror ?? REGISTRY, options.engineFlags ?? []);
    await Promise.all([startRegistry(space), engine.start()]);

    const socket = join(dir, 'run', 'docker.sock');
    const host = `unix://${socket}`;
    const env = { DOCKER_HOST: host, DOCKER_CONFIG: join(dir, 'cli'), DOCKER_BUILDKIT: '0' };
    const program = find('docker') ?? 'docker';
    mkdirSync(env.DOCKER_CONFIG);
    return {
      socket,
      host,
      dir,
      namespace: name,
      registry: REGISTRY,
      env,
      inNetwork: (argv, more) => runInside(space, argv, more),
      stopEngine: engine.stop,
      startEngine: engine.start,
      restartEngine: async () => {
        await engine.stop();
        await engine.start();
      },
      pauseEngine: engine.pause,
      resumeEngine: engine.resume,
      docker: (argv, more = {}) =>
        run([program, ...argv], { ...more, env: { ...process.env, ...env, ...more.env } }),
      reset: async () => {
        await engine.resume();
        await engine.start();
        await removeEverything(socket);
        for (const file of readdirSync(join(dir, 'srv')))
          rmSync(join(dir, 'srv', file), { recursive: true, force: true });
      },
      stop: () => demolish(record),
    };
  } catch (error) {
    await demolish(record);
    throw error;
  }
}
