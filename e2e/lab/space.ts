/** A network and a mount namespace of a lab's own, kept open by one sleeping process. */
import { existsSync, mkdirSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, launch, must, PLAIN_ENV, run, type Outcome, type RunOptions } from './exec.js';
import { isAlive } from './processes.js';
import { until } from './until.js';

export interface Space {
  readonly name: string;
  /** The lab's folder as the outside sees it. */
  readonly dir: string;
  /** Words to put before a command so that it runs in the network and among the mounts. */
  readonly enter: readonly string[];
  /** The same for the network alone: files are those of the outside. */
  readonly enterNetwork: readonly string[];
}

/** Folders of a lab → where its engine sees them, so that no answer shows a path of this machine. */
const MOUNTS = { data: '/var/lib/docker', etc: '/etc/docker', srv: '/srv', run: '/run' } as const;

const OVERLAY = 0x794c7630;

/** Opens the namespaces. `ip netns del NAME` and the end of all processes inside close them. */
export async function openSpace(name: string, dir: string): Promise<Space> {
  const enterNetwork = ['nsenter', `--net=/run/netns/${name}`, '--'];
  await must(['ip', 'netns', 'add', name]);
  await must([...enterNetwork, 'ip', 'link', 'set', 'lo', 'up']);

  const lines = ['set -e', 'lab=$1'];
  for (const [folder, target] of Object.entries(MOUNTS)) {
    mkdirSync(join(dir, folder), { recursive: true });
    lines.push(`mkdir -p ${target}`);
    // overlayfs cannot lie on overlayfs, which is what a container's own disk is.
    const memory = folder === 'data' && statfsSync(dir).type === OVERLAY;
    lines.push(memory ? `mount -t tmpfs lab "$lab/data"` : ':', `mount --bind "$lab/${folder}" ${target}`);
  }
  lines.push(': >"$lab/mounted"', 'exec sleep infinity');

  const log = join(dir, 'space.log');
  const holder = await launch(
    [
      ...enterNetwork,
      'unshare',
      '--mount',
      '--propagation',
      'private',
      'sh',
      '-c',
      lines.join('\n'),
      'lab',
      dir,
    ],
    log,
    PLAIN_ENV,
  );
  await until(`the mounts of ${name}`, () => {
    if (!isAlive(holder)) throw new Error(`The mounts of ${name} could not be made:\n${lastLines(log)}`);
    return existsSync(join(dir, 'mounted'));
  });
  // The root too: a mount namespace alone would lead out of a chroot that the tests may run in.
  return {
    name,
    dir,
    enter: ['nsenter', '--mount', '--net', '--root', '-t', String(holder), '--'],
    enterNetwork,
  };
}

/** Runs a command inside to its end. Its working directory is `/`. */
export function runInside(space: Space, argv: readonly string[], options?: RunOptions): Promise<Outcome> {
  return run([...space.enter, ...argv], options);
}
