import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SCENE_NAMES } from '../model/scenes/index';
import { openBench } from './testing/bench';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'practice-state-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the state file', () => {
  test('brings back containers, files, logs and images; what ran has ended', async () => {
    const stateFile = join(folder, 'state.json');
    const first = await openBench({ stateFile });
    await first.docker
      .pull('busybox')
      .then((stream) => new Promise((done) => first.docker.modem.followProgress(stream, done)));
    const one = await first.docker.createContainer({
      name: 'keeper',
      Image: 'busybox',
      Cmd: ['sh', '-c', 'write /kept yes; echo said'],
    });
    await one.start();
    await one.wait();
    const two = await first.docker.createContainer({
      name: 'runner',
      Image: 'busybox',
      Cmd: ['sleep', '100'],
    });
    await two.start();
    await first.close();

    const second = await openBench({ stateFile });
    const { docker } = second;
    const names = (await docker.listContainers({ all: true }))
      .map((c) => `${c.Names[0] ?? ''} ${c.State}`)
      .sort();
    expect(names).toEqual(['/keeper exited', '/runner exited']);
    expect((await docker.getContainer('runner').inspect()).State.ExitCode).toBe(255);
    expect(String(await docker.getContainer('keeper').logs({ stdout: true }))).toContain('said');
    expect(await docker.getContainer('keeper').changes()).toContainEqual({ Path: '/kept', Kind: 1 });
    expect(await docker.getImage('busybox').inspect()).toMatchObject({ RepoTags: ['busybox:latest'] });
    await docker.getContainer('keeper').start();
    expect(await docker.getContainer('keeper').wait()).toEqual({ Error: null, StatusCode: 0 });
    await second.close();
  });

  test('one that is torn counts as none', async () => {
    const stateFile = join(folder, 'state.json');
    writeFileSync(stateFile, '{"model": {"form": 1, "conta');
    const bench = await openBench({ stateFile });
    expect(await bench.docker.listContainers({ all: true })).toEqual([]);
    await bench.close();
  });
});

describe('scenes', () => {
  test.each(SCENE_NAMES.map((name) => ({ name })))('$name: a machine that answers', async ({ name }) => {
    const bench = await openBench({ scene: name });
    const info = (await bench.docker.info()) as { Name: string; Labels: string[] };
    expect(info).toMatchObject({ Name: 'practice', Labels: ['cutaway.engine=practice'] });
    await bench.close();
  });

  test('150 containers run, and none is left after a reset to an empty machine', async () => {
    const bench = await openBench({ scene: '150 containers' });
    await expect
      .poll(async () => (await bench.docker.listContainers()).length, { timeout: 10_000 })
      .toBe(150);
    bench.engine.reset('empty machine');
    expect(await bench.docker.listContainers({ all: true })).toEqual([]);
    expect(() => {
      bench.engine.reset('a shop without doors');
    }).toThrow('no scene is called a shop without doors');
    await bench.close();
  });
});

test('a program that breaks ends its container, and the engine goes on', async () => {
  const told: unknown[] = [];
  const bench = await openBench({
    onDefect: (error) => told.push(error),
    programs: {
      missing: () => Promise.resolve(undefined),
      start: () => {
        throw new Error('broken on purpose');
      },
      close: () => Promise.resolve(),
    },
  });
  const { docker } = bench;
  await docker
    .pull('busybox')
    .then((stream) => new Promise((done) => docker.modem.followProgress(stream, done)));
  const container = await docker.createContainer({ Image: 'busybox', Cmd: ['true'] });
  await container.start();
  expect(await container.wait()).toEqual({ Error: null, StatusCode: 128 });
  await expect.poll(() => told.map(String)).toEqual(['Error: broken on purpose']);
  await bench.close();
});

describe('the socket', () => {
  test('is this user’s only, replaces a dead one, and is gone at the end', async () => {
    const bench = await openBench();
    expect(statSync(bench.socket).mode & 0o777).toBe(0o600);
    await bench.close();
    expect(() => statSync(bench.socket)).toThrow();

    const path = join(folder, 'dead.sock');
    const server = createServer().listen(path);
    await new Promise((resolve) => server.once('listening', resolve));
    await expect(openBench({ socketPath: path })).rejects.toThrow('another engine serves');
    // The file of a server that crashed stays behind: made here by moving it out of the server's reach.
    const { renameSync } = await import('node:fs');
    renameSync(path, `${path}.moved`);
    await new Promise((resolve) => server.close(resolve));
    renameSync(`${path}.moved`, path);
    const second = await openBench({ socketPath: path });
    await second.close();
  });

  test('replaces nothing else', async () => {
    const path = join(folder, 'a-file');
    writeFileSync(path, 'precious');
    await expect(openBench({ socketPath: path })).rejects.toThrow('is no socket');
  });
});
