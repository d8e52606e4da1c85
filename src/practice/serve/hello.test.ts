import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasCli, openBench, type Bench } from './testing/bench';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(async () => {
  await bench.close();
});

describe.skipIf(!hasCli)('docker run hello-world', () => {
  test('pulls what is absent, prints the program’s words and ends with its code', async () => {
    const first = await bench.cli('run', 'hello-world');
    expect(first.out).toContain('Hello from Docker!');
    expect(first.err).toContain("Unable to find image 'hello-world:latest' locally");
    expect(first.err).toContain('Status: Downloaded newer image for hello-world:latest');
    expect(first.code).toBe(0);
    const second = await bench.cli('run', '--rm', 'hello-world');
    expect(second).toMatchObject({ code: 0, err: '' });
  });

  test('leaves a container with a log, which goes with rm', async () => {
    await bench.cli('run', '--name', 'greeter', 'hello-world');
    expect((await bench.cli('ps', '-a', '--format', '{{.Names}} {{.State}}')).out).toContain(
      'greeter exited',
    );
    expect((await bench.cli('logs', 'greeter')).out).toContain('Hello from Docker!');
    expect(await bench.cli('rm', 'greeter')).toMatchObject({ code: 0, out: 'greeter\n' });
    expect(await bench.cli('logs', 'greeter')).toMatchObject({
      code: 1,
      err: 'Error response from daemon: No such container: greeter\n',
    });
  });

  test('exit codes come through: of the program, 126, 127, 125', async () => {
    const codes = await Promise.all(
      [
        ['busybox', 'sh', '-c', 'exit 3'],
        ['busybox', '/etc/os-release'],
        ['busybox', 'nosuchcmd'],
        ['-m', '1m', 'busybox', 'true'],
        ['nosuchimage'],
      ].map(async (words) => (await bench.cli('run', '--rm', ...words)).code),
    );
    expect(codes).toEqual([3, 126, 127, 125, 125]);
  });
});

test('a client of the library hears attach, wait and the events', async () => {
  const { docker } = bench;
  const seen: string[] = [];
  bench.engine.machine.onEvent((event) => seen.push(event.action));
  const container = await docker.createContainer({ Image: 'hello-world' });
  const stream = await container.attach({ stream: true, stdout: true, stderr: true, hijack: true });
  const parts: Buffer[] = [];
  stream.on('data', (part: Buffer) => parts.push(part));
  const ended = new Promise((resolve) => stream.on('end', resolve));
  const wait = container.wait({ condition: 'next-exit' }) as Promise<{ StatusCode: number }>;
  await container.start();
  await ended;
  expect((await wait).StatusCode).toBe(0);
  const whole = Buffer.concat(parts);
  expect(whole[0]).toBe(1);
  expect(whole.readUInt32BE(4)).toBe(whole.length - 8);
  expect(whole.toString('utf8')).toContain('Hello from Docker!');
  expect(seen).toEqual(['create', 'attach', 'connect', 'start', 'die', 'disconnect']);
  await container.remove();
});
