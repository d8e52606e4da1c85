import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../e2e/app/serve';
import { must } from '../../e2e/lab/exec';
import type { Lab } from '../../e2e/lab/lab';
import { until } from '../../e2e/lab/until';
import { figure, type Figure } from './figures';

/** Bytes in the file that makes the image large. */
const LARGE = 300 * 1024 * 1024;

/** Milliseconds that a docker command takes, what it prints thrown away. */
async function timed(argv: readonly string[], host: string): Promise<number> {
  const begun = performance.now();
  await new Promise<void>((resolve, reject) => {
    const child = spawn('docker', [...argv], {
      env: { ...process.env, DOCKER_HOST: host },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`docker ${argv.join(' ')} ended with ${String(code)}`)),
    );
  });
  return performance.now() - begun;
}

/** The least of several: what else this machine does only adds. Turns are taken, so that both meet the same machine. */
async function compared(
  argv: readonly string[],
  rounds: number,
  direct: string,
  tapped: string,
): Promise<readonly [number, number]> {
  let without = Infinity;
  let through = Infinity;
  for (let round = 0; round < rounds; round += 1) {
    without = Math.min(without, await timed(argv, direct));
    through = Math.min(through, await timed(argv, tapped));
  }
  return [without, through];
}

/** What a tap costs: the same commands with and without it. */
export async function benchTap(lab: Lab): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cutaway-bench-'));
  const socket = join(folder, 'tap.sock');
  const tap = spawn(
    process.execPath,
    [join(ROOT, 'bin/cutaway.mjs'), 'tap', '--engine', lab.host, '--socket', socket],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const exited = new Promise((resolve) => tap.once('exit', resolve));
  try {
    let said = '';
    tap.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()));
    await until('the tap', () => said.includes('Ctrl-C'));
    const env = { ...process.env, ...lab.env };
    const docker = (...argv: readonly string[]) => must(['docker', ...argv], { env });
    await docker(
      'run',
      '--name',
      'large',
      'busybox',
      'dd',
      'if=/dev/zero',
      'of=/large',
      'bs=1M',
      `count=${String(LARGE / 1024 / 1024)}`,
    );
    await docker('commit', 'large', 'large');
    const figures: Figure[] = [];
    for (const [rounds, argv] of [
      [40, ['ps']],
      [5, ['save', 'large']],
      [9, ['export', 'large']],
    ] as const) {
      const [without, through] = await compared(argv, rounds, lab.host, `unix://${socket}`);
      const name = `docker ${argv[0] ?? ''}`;
      figures.push(
        figure(`${name} without the tap`, without, 'ms', null),
        figure(
          `${name} through the tap, more than without`,
          Math.max(0, (through / without - 1) * 100),
          '%',
          5,
        ),
      );
    }
    return figures;
  } finally {
    tap.kill('SIGINT');
    await exited;
    rmSync(folder, { recursive: true, force: true });
  }
}
