import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { handClock } from './clock';
import { openBench, type Bench } from './testing/bench';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
  const { docker } = bench;
  for (const image of ['busybox', 'web']) {
    await docker
      .pull(image)
      .then((stream) => new Promise((done) => docker.modem.followProgress(stream, done)));
  }
});
afterAll(async () => {
  await bench.close();
});

const make = (name: string, ...argv: readonly string[]) =>
  bench.docker.createContainer({ name, Image: 'busybox', Cmd: [...argv] });

function gathered(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const parts: Buffer[] = [];
  stream.on('data', (part: Buffer) => parts.push(part));
  return new Promise((resolve) => stream.on('end', () => resolve(Buffer.concat(parts))));
}

/** Frames taken apart: stream and text. */
function frames(bytes: Buffer): readonly string[] {
  const found: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const size = bytes.readUInt32BE(at + 4);
    found.push(`${String(bytes[at])} ${bytes.subarray(at + 8, at + 8 + size).toString('utf8')}`);
    at += 8 + size;
  }
  return found;
}

interface Said {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}

function ask(method: string, path: string, body = ''): Promise<Said> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ socketPath: bench.socket, method, path }, (response) => {
      void gathered(response).then((bytes) => {
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: bytes.toString('utf8'),
        });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Bytes on a bare connection until it ends. */
function bare(sent: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(bench.socket, () => socket.write(sent));
    void gathered(socket).then((bytes) => {
      resolve(bytes.toString('latin1'));
    });
    socket.on('error', reject);
  });
}

describe('streams that take the connection over', () => {
  test('standard input goes in, its end too, and each stream comes back framed', async () => {
    const container = await bench.docker.createContainer({
      name: 'typed',
      Image: 'busybox',
      Cmd: ['sh', '-c', 'cat; warn careful'],
      OpenStdin: true,
      StdinOnce: true,
      AttachStdin: true,
    });
    const stream = await container.attach({
      stream: true,
      stdin: true,
      stdout: true,
      stderr: true,
      hijack: true,
    });
    const all = gathered(stream);
    await container.start();
    stream.write('one\ntwo\n');
    stream.end();
    expect(frames(await all)).toEqual(['1 one\n', '1 two\n', '2 careful\n']);
  });

  test('an exec with a terminal is bare bytes, knows its size, and ends with its code', async () => {
    const container = await make('term', 'sleep', '100');
    await container.start();
    const exec = await container.exec({
      Cmd: ['sh'],
      AttachStdin: true,
      AttachStdout: true,
      AttachStderr: true,
      Tty: true,
    });
    const stream = await exec.start({ hijack: true, stdin: true, Tty: true });
    const all = gathered(stream);
    await exec.resize({ h: 30, w: 100 });
    stream.write('echo hi\r');
    stream.write('exit 4\r');
    expect((await all).toString('utf8')).toContain('hi\r\n');
    expect(await exec.inspect()).toMatchObject({ ExitCode: 4, Running: false });
    await container.remove({ force: true });
  });

  test('a client that asks for no upgrade gets 200 and the same bytes', async () => {
    const container = await make('old', 'sh', '-c', 'echo from the log');
    await container.start();
    await container.wait();
    const said = await bare(
      'POST /v1.41/containers/old/attach?logs=1&stdout=1 HTTP/1.1\r\nHost: d\r\nContent-Length: 0\r\n\r\n',
    );
    expect(said).toContain('HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\n');
    expect(said).toContain('from the log\n');
    expect(said).not.toContain('Transfer-Encoding');
  });

  test('an upgrade is answered 101 UPGRADED; from 1.42 on frames have a type of their own', async () => {
    const head = (version: string): string =>
      `POST /v${version}/containers/old/attach?logs=1&stdout=1 HTTP/1.1\r\nHost: d\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n`;
    expect(await bare(head('1.41'))).toMatch(
      /^HTTP\/1\.1 101 UPGRADED\r\nContent-Type: application\/vnd\.docker\.raw-stream\r\n/,
    );
    expect(await bare(head('1.47'))).toMatch(
      /^HTTP\/1\.1 101 UPGRADED\r\nContent-Type: application\/vnd\.docker\.multiplexed-stream\r\n/,
    );
    expect(await bare(head('1.41').replace('old', 'nosuch'))).toMatch(
      /^HTTP\/1\.1 404 Not Found\r\n[\s\S]*No such container: nosuch/,
    );
  });

  test('a client that does not read holds the program, and nothing is lost', async () => {
    const container = await make('loud', 'shout', '200');
    const stream = await container.attach({ stream: true, stdout: true, hijack: true });
    stream.pause();
    await container.start();
    // It has written what fits, and is held: it is still there though nobody reads.
    let lines = 0;
    const rests = (): boolean => {
      const now = bench.engine.machine.logs.all().get(container.id)?.length ?? 0;
      const same = now > 0 && now === lines;
      lines = now;
      return same;
    };
    await expect.poll(rests, { interval: 60 }).toBe(true);
    // The log cuts each line into seven pieces.
    expect(lines).toBeLessThan(200 * 7);
    expect((await container.inspect()).State.Running).toBe(true);
    const all = gathered(stream);
    stream.resume();
    expect((await all).length).toBe(200 * (100_001 + 8));
  });
});

describe('logs', () => {
  test('tail, timestamps, one stream, and following to the end', async () => {
    const container = await make('talk', 'sh', '-c', 'echo one; warn two; echo three; sleep 0.3; echo four');
    await container.start();
    const follow = await container.logs({
      stdout: true,
      stderr: true,
      follow: true,
    });
    expect(frames(await gathered(follow))).toEqual(['1 one\n', '2 two\n', '1 three\n', '1 four\n']);
    const logs = async (options: object): Promise<readonly string[]> =>
      frames(Buffer.from(await container.logs({ stdout: true, ...options, follow: false })));
    expect(await logs({ tail: 2 })).toEqual(['1 three\n', '1 four\n']);
    expect((await logs({ tail: 1, timestamps: true }))[0]).toMatch(
      /^1 \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z four\n$/,
    );
    expect(await logs({ since: Math.floor(Date.now() / 1000) + 60 })).toEqual([]);
    const none = await ask('GET', '/v1.41/containers/talk/logs');
    expect(none).toMatchObject({
      status: 400,
      text: '{"message":"Bad parameters: you must choose at least one stream"}\n',
    });
  });
});

describe('HTTP', () => {
  test('ping tells the version and what this is, with GET and HEAD', async () => {
    const got = await ask('GET', '/_ping');
    expect(got).toMatchObject({ status: 200, text: 'OK' });
    expect(got.headers).toMatchObject({
      'api-version': '1.47',
      'docker-experimental': 'false',
      ostype: 'linux',
      'content-type': 'text/plain; charset=utf-8',
    });
    expect(got.headers.server).toMatch(/^Cutaway-Practice\//);
    expect((await ask('HEAD', '/_ping')).headers['api-version']).toBe('1.47');
  });

  test.each([
    [
      '/v1.99/info',
      400,
      '{"message":"client version 1.99 is too new. Maximum supported API version is 1.47"}\n',
    ],
    [
      '/v1.5/info',
      400,
      'client version 1.5 is too old. Minimum supported API version is 1.24, please upgrade your client to a newer version\n',
    ],
    ['/v1.41/nosuch', 404, '{"message":"page not found"}\n'],
    ['/v1.41/nodes', 503, expect.stringContaining('not a swarm manager') as string],
    [
      '/v1.41/containers/json?filters=%7B%22colour%22%3A%7B%22red%22%3Atrue%7D%7D',
      400,
      '{"message":"Invalid filter \'colour\'"}\n',
    ],
    ['/v1.41/containers/%zz/json', 400, '{"message":"bad request"}\n'],
  ])('%s → %i', async (path, status, text) => {
    const said = await ask('GET', path);
    expect(said.status).toBe(status);
    expect(said.text).toEqual(text);
  });

  test('what is left out says so', async () => {
    for (const [method, path] of [
      ['POST', '/v1.47/swarm/init'],
      ['POST', '/v1.47/containers/x/checkpoints'],
      ['POST', '/v1.47/session'],
      ['POST', '/v1.47/plugins/pull'],
    ] as const) {
      const said = await ask(method, path);
      expect(said.status).toBe(501);
      expect(said.text).toContain('The practice engine');
    }
  });

  test('a published port answers on 127.0.0.1, and one that is taken on this computer says so', async () => {
    const { docker } = bench;
    const site = await docker.createContainer({
      name: 'site',
      Image: 'web',
      HostConfig: { PublishAllPorts: true },
    });
    await site.start();
    const port = Number((await site.inspect()).NetworkSettings.Ports['80/tcp']?.[0]?.HostPort);
    expect(port).toBeGreaterThanOrEqual(32_768);
    expect(await (await fetch(`http://127.0.0.1:${String(port)}/`)).text()).toBe('hello');
    await site.remove({ force: true });
    await expect(fetch(`http://127.0.0.1:${String(port)}/`)).rejects.toThrow();

    const { createServer } = await import('node:net');
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const address = other.address();
    const taken = typeof address === 'object' && address !== null ? address.port : 0;
    const clash = await docker.createContainer({
      name: 'clash',
      Image: 'web',
      HostConfig: { PortBindings: { '80/tcp': [{ HostPort: String(taken) }] } },
    });
    await expect(clash.start()).rejects.toThrow(
      /driver failed programming external connectivity on endpoint clash .*address already in use/,
    );
    expect((await clash.inspect()).State.Status).toBe('created');
    other.close();
  });
});

test('time by hand: the grace of a stop is waited for, and no longer', async () => {
  const clock = handClock();
  const still = await openBench({ clock });
  const { docker } = still;
  const pulling = docker
    .pull('busybox')
    .then((stream) => new Promise((done) => docker.modem.followProgress(stream, done)));
  let here = false;
  void pulling.then(() => {
    here = true;
  });
  while (!here) await clock.advance(100);
  const container = await docker.createContainer({ name: 'deaf', Image: 'busybox', Cmd: ['sleep', '1000'] });
  await container.start();
  const stopping = container.stop({ t: 5 });
  await expect.poll(() => still.engine.machine.model.containers.values()[0]?.onEnd.length).toBe(1);
  await clock.advance(4999);
  expect((await container.inspect()).State.Running).toBe(true);
  await clock.advance(2);
  await stopping;
  expect((await container.inspect()).State).toMatchObject({ Running: false, ExitCode: 137 });
  await still.close();
});
