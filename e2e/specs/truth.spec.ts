import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../app/serve';
import { expect, test, type Engine } from '../fixtures';
import { draw, lots } from '../lab/acts';
import { run } from '../lab/exec';
import { until } from '../lab/until';

const CUTAWAY = [process.execPath, join(ROOT, 'bin/cutaway.mjs')];
const ACTS = 60;

type Row = Readonly<Record<string, unknown>>;
interface Told {
  readonly containers: readonly Row[];
  readonly images: readonly Row[];
  readonly networks: readonly Row[];
  readonly volumes: readonly Row[];
  readonly unknown: readonly Row[];
}

/** What both must say alike. Not: what only somebody who was there can know, as further processes and past moments. */
const SAME = {
  containers: [
    ...['id', 'name', 'image', 'imageId', 'command', 'created', 'state', 'exitCode', 'oom', 'pid', 'health'],
    ...['ports', 'mounts', 'networks', 'plugged', 'policy', 'restarts', 'memoryLimit', 'stopping', 'project'],
  ],
  images: ['id', 'tags', 'digests', 'created', 'size', 'layers'],
  networks: ['id', 'name', 'driver', 'internal', 'project'],
  volumes: ['name', 'driver', 'project'],
  unknown: ['type', 'action'],
} as const;

/** The objects of a world by kind and id; lists whose order says nothing are sorted. */
function essence(world: Told): Record<string, Row> {
  const out: Record<string, Row> = {};
  for (const [kind, fields] of Object.entries(SAME))
    for (const row of world[kind as keyof Told]) {
      const plain = fields.map((field) => {
        const value = row[field];
        const free = Array.isArray(value) && field !== 'layers';
        return [field, free ? value.map((item) => JSON.stringify(item)).sort() : value] as const;
      });
      out[`${kind} ${String(row['id'] ?? row['name'])}`] = Object.fromEntries(plain);
    }
  return out;
}

async function told(engine: Engine, ...args: readonly string[]): Promise<Record<string, Row>> {
  const { stdout } = await engine.run([...CUTAWAY, 'world', ...args]);
  return essence(JSON.parse(stdout) as Told);
}

/** One line for each fact in which two worlds differ. */
function differences(a: Record<string, Row>, b: Record<string, Row>): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) => {
    const [followed, fresh] = [a[key], b[key]];
    if (followed === undefined || fresh === undefined)
      return [`${key} is ${followed ? 'followed' : 'fresh'} only: ${JSON.stringify(followed ?? fresh)}`];
    const name = String(followed['name'] ?? followed['tags']);
    return Object.keys(followed).flatMap((field) => {
      const [was, is] = [JSON.stringify(followed[field]), JSON.stringify(fresh[field])];
      return was === is ? [] : [`${key} (${name}) ${field}: followed ${was}, fresh ${is}`];
    });
  });
}

test('after any acts, the world that was followed is the world that a newcomer finds', async ({ engine }) => {
  test.setTimeout(180_000);
  // The same acts each time, so that a red suite means a change; other lots by hand: CUTAWAY_SEED=7.
  const seed = Number(process.env['CUTAWAY_SEED'] ?? 11);
  const folder = mkdtempSync(join(tmpdir(), 'cutaway-truth-'));
  const file = join(folder, 'a.rec');
  const recorder = spawn(CUTAWAY[0] ?? '', [...CUTAWAY.slice(1), 'record', file, '--engine', engine.host], {
    stdio: 'ignore',
  });
  const done: string[] = [];
  try {
    await engine.docker('pull', '-q', 'busybox');
    await engine.docker('pull', '-q', 'web');
    await engine.docker('network', 'create', 'lan');
    await engine.docker('run', '-d', '--name', 'keeper', '--network', 'lan', 'busybox', 'sleep', '1000');
    await until('the recording', () => existsSync(file) && readFileSync(file, 'utf8').includes('"volumes"'));
    const next = lots(seed);
    const acts = Array.from({ length: ACTS }, () => draw(next, join(folder, 'images.tar')));
    const env = { ...process.env, DOCKER_HOST: engine.host, DOCKER_BUILDKIT: '0' };
    const work = async (): Promise<void> => {
      for (let act = acts.shift(); act; act = acts.shift()) {
        const { code } = await run(['docker', ...act.argv], { env, input: act.input ?? '' });
        done.push(`${act.argv.join(' ')} → ${String(code)}`);
      }
    };
    await Promise.all([work(), work()]);
    // Health checks never end, so silence is waited for only a while.
    let size = -1;
    await until(
      'the stream to be quiet',
      () => {
        const before = size;
        size = statSync(file).size;
        return size === before;
      },
      6000,
      1500,
    ).catch(() => undefined);
    await expect
      .poll(
        async () => {
          const [followed, fresh] = [await told(engine, file), await told(engine)];
          return differences(followed, fresh);
        },
        { message: `seed ${String(seed)}\n${done.join('\n')}`, timeout: 15_000, intervals: [500, 2000] },
      )
      .toEqual([]);
    expect(done.filter((line) => line.endsWith('→ 0')).length).toBeGreaterThan(ACTS / 4);
  } finally {
    recorder.kill('SIGINT');
    await once(recorder, 'exit');
    rmSync(folder, { recursive: true, force: true });
    test.info().annotations.push({ type: 'seed', description: String(seed) });
  }
});
