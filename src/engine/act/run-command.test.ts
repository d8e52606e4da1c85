import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandId, engineKey } from '../../core/base/brand';
import type { Fact } from '../../core/journal/entry';
import { createVault } from '../../core/journal/vault';
import type { Session } from '../connect/session';
import { createWire } from '../wire/wire';
import type { Screen } from './output';
import { runCommand, type CommandIo } from './run-command';

const ID = 'a'.repeat(64);
const frame = (stream: number, text: string | Buffer): Buffer => {
  const body = Buffer.from(text);
  const header = Buffer.alloc(8);
  header[0] = stream;
  header.writeUInt32BE(body.length, 4);
  return Buffer.concat([header, body]);
};

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

let folder: string;
let server: Server;
let sockets: Set<Socket>;
let asked: string[];
let routes: Record<string, Handler>;
let attached: (socket: Socket) => void;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cutaway-act-'));
  sockets = new Set();
  asked = [];
  routes = {};
  attached = (socket) => socket.end();
  server = createServer((request, response) => {
    const line = `${request.method ?? ''} ${(request.url ?? '').replace('/v1.41', '')}`;
    asked.push(line);
    const key = Object.keys(routes).find((each) => line.startsWith(each));
    if (key !== undefined) routes[key]?.(request, response);
    else response.writeHead(404, { 'Content-Type': 'application/json' }).end('{"message":"page not found"}');
  });
  // The client closes its half at once, as the CLI does; the answer still has to come.
  server.on('connection', (socket) => {
    (socket as Socket & { allowHalfOpen: boolean }).allowHalfOpen = true;
    sockets.add(socket.on('error', () => undefined));
  });
  server.on('upgrade', (request, socket: Socket) => {
    asked.push(`${request.method ?? ''} ${(request.url ?? '').replace('/v1.41', '')}`);
    socket.write('HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.raw-stream\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n');
    attached(socket);
  });
  await new Promise<void>((resolve) => server.listen(join(folder, 'e.sock'), resolve));
});

afterEach(() => {
  for (const socket of sockets) socket.destroy();
  server.close();
  rmSync(folder, { recursive: true });
});

function session(): Session {
  const dial = () => connect(join(folder, 'e.sock'));
  const address = `unix://${join(folder, 'e.sock')}`;
  return {
    key: engineKey(address), api: '1.41', kind: 'docker', dial, wire: createWire(dial),
    endpoint: { address, from: 'DOCKER_HOST', context: null, remote: false },
  };
}

function start(line: string, more: Partial<CommandIo> & { readonly at?: Session | (() => Promise<Session>) } = {}) {
  const facts: Fact[] = [];
  const printed = { stdout: '', stderr: '' };
  const screen: Screen = {
    out: (stream, data) => {
      printed[stream] += Buffer.from(data as Uint8Array).toString('utf8');
    },
  };
  const running = runCommand(more.at ?? session(), line, {
    id: commandId('c1'), origin: 'prompt', append: (fact) => facts.push(fact), screen, vault: createVault(),
    environment: {
      cwd: '/', terminal: null, platform: { os: 'linux', architecture: 'amd64' }, version: '1', newestApi: '1.52',
      variable: () => undefined, credentials: () => Promise.resolve(undefined),
    },
    ...more,
  });
  return { running, facts, printed };
}

const json = (value: unknown, status = 200): Handler => (_request, response) => {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
};

/** The routes of a container whose program ends when `end` is called. */
function container() {
  let end: (code: number) => void = () => undefined;
  routes['POST /containers/create'] = json({ Id: ID, Warnings: [] }, 201);
  routes[`POST /containers/${ID}/wait`] = (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' }).flushHeaders();
    end = (code) => response.end(`{"Error":null,"StatusCode":${String(code)}}\n`);
  };
  routes[`POST /containers/${ID}/start`] = (_request, response) => response.writeHead(204).end();
  return { end: (code: number) => end(code) };
}

const until = async (true_: () => boolean) => {
  for (let i = 0; i < 400 && !true_(); i += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(true_()).toBe(true);
};

describe('docker run on an engine', () => {
  it('prints what the program prints before start is even answered, and ends with its exit code', async () => {
    const box = container();
    attached = (socket) => {
      socket.write(frame(1, 'early\n'));
      setTimeout(() => {
        socket.end(Buffer.concat([frame(2, 'oops\n'), frame(1, 'é\n')]));
        box.end(7);
      }, 30);
    };
    routes[`POST /containers/${ID}/start`] = (_request, response) => setTimeout(() => response.writeHead(204).end(), 60);
    const { running, printed, facts } = start('docker run -e A=secret busybox');
    expect(await running.done).toBe(7);
    expect(printed).toEqual({ stdout: 'early\né\n', stderr: 'oops\n' });
    expect(JSON.stringify(facts)).not.toContain('secret');
    expect(facts.filter((fact) => fact.kind === 'command-output').map((fact) => [fact.stream, fact.text, fact.container])).toEqual([
      ['stdout', 'early\n', ID], ['stderr', 'oops\n', ID], ['stdout', 'é\n', ID],
    ]);
  });

  it('passes the first Ctrl-C to the container and goes on until that ends', async () => {
    const box = container();
    let output: Socket | null = null;
    attached = (socket) => {
      output = socket;
    };
    routes[`POST /containers/${ID}/kill`] = (_request, response) => {
      response.writeHead(204).end();
      output?.end(frame(1, 'caught\n'));
      box.end(5);
    };
    const { running, printed } = start('docker run busybox');
    await until(() => asked.some((line) => line.endsWith('/start')));
    await new Promise((resolve) => setTimeout(resolve, 30));
    running.interrupt();
    expect(await running.done).toBe(5);
    expect(printed.stdout).toBe('caught\n');
    expect(asked.at(-1)).toBe(`POST /containers/${ID}/kill?signal=INT`);
  });

  it('is given up at the third Ctrl-C', async () => {
    container();
    attached = () => undefined;
    routes[`POST /containers/${ID}/kill`] = (_request, response) => response.writeHead(204).end();
    const { running, printed, facts } = start('docker run busybox');
    await until(() => asked.some((line) => line.endsWith('/start')));
    await new Promise((resolve) => setTimeout(resolve, 30));
    for (let i = 0; i < 3; i += 1) running.interrupt();
    expect(await running.done).toBe(1);
    expect(printed.stderr).toContain('got 3 SIGTERM/SIGINTs');
    expect(facts.at(-1)?.kind).toBe('command-finished');
  });

  it('does not let a fast program run ahead of a slow screen', async () => {
    const box = container();
    const chunk = frame(1, Buffer.alloc(64 * 1024, 'x'));
    let sent = 0;
    attached = (socket) => {
      const pour = () => {
        while (sent < 400) {
          sent += 1;
          if (!socket.write(chunk)) return void socket.once('drain', pour);
        }
        socket.end();
        box.end(0);
      };
      pour();
    };
    let shown = 0;
    let ahead = 0;
    const { running, facts } = start('docker run busybox', {
      screen: {
        out: async (_stream, data) => {
          ahead = Math.max(ahead, sent * 64 * 1024 - shown);
          await new Promise((resolve) => setImmediate(resolve));
          shown += data.length;
        },
      },
    });
    expect(await running.done).toBe(0);
    expect(shown).toBe(400 * 64 * 1024);
    expect(ahead).toBeLessThan(4 * 1024 * 1024);
    expect(facts.filter((fact) => fact.kind === 'command-output').length).toBeLessThanOrEqual(450);
  });
});

describe('Ctrl-C elsewhere', () => {
  it('cuts a pull: exit code 130, nothing more is printed, the last fact says so', async () => {
    let closed = false;
    routes['POST /images/create'] = (request, response) => {
      response.writeHead(200).write('{"status":"Pulling fs layer","progressDetail":{},"id":"2f8f6ff00cd6"}\r\n');
      request.socket.on('close', () => (closed = true));
    };
    const { running, printed, facts } = start('docker pull x');
    await until(() => printed.stdout.includes('2f8f6ff00cd6'));
    running.interrupt();
    expect(await running.done).toBe(130);
    await until(() => closed);
    expect(printed).toEqual({ stdout: 'Using default tag: latest\n2f8f6ff00cd6: Pulling fs layer\n', stderr: '' });
    expect(facts.slice(-2)).toMatchObject([{ kind: 'exchange-ended', cut: 'interrupted' }, { kind: 'command-finished', exitCode: 130 }]);
    expect(facts.find((fact) => fact.kind === 'progress')).toMatchObject({ layer: '2f8f6ff00cd6', current: null });
  });

  it('leaves a stop to the engine', async () => {
    routes['POST /containers/web/stop'] = () => undefined;
    const { running } = start('docker stop web');
    await until(() => asked.length === 1);
    running.interrupt('TERM');
    expect(await running.done).toBe(143);
  });
});

describe('an engine that does not answer', () => {
  it('is told as the CLI tells it when nobody listens: run with a hint and 125, others plainly and 1', async () => {
    const gone = session();
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
    const ps = start('docker ps', { at: gone });
    expect(await ps.running.done).toBe(1);
    expect(ps.printed.stderr).toBe(`Cannot connect to the Docker daemon at ${gone.endpoint.address}. Is the docker daemon running?\n`);
    const run = start('docker run busybox', { at: gone });
    expect(await run.running.done).toBe(125);
    expect(run.printed.stderr).toBe(`docker: ${ps.printed.stderr}\nRun 'docker run --help' for more information\n`);
    const rm = start('docker rm a b', { at: gone });
    expect(await rm.running.done).toBe(1);
    expect(rm.printed.stderr).toBe(ps.printed.stderr.repeat(2));
  });

  it('is told in a sentence when it takes a request and keeps silent', async () => {
    routes['GET /containers/json'] = () => undefined;
    const { running, printed } = start('docker ps', { patience: 50 });
    expect(await running.done).toBe(1);
    expect(printed.stderr).toMatch(/took the request GET \/containers\/json and did not answer within .* It may hang/);
  });

  it('that could not be opened says why', async () => {
    const { running, printed } = start('docker ps', {
      at: () => Promise.reject(Object.assign(new Error('x'), { cliMessage: 'Cannot connect to the Docker daemon at y. Is the docker daemon running?' })),
    });
    expect(await running.done).toBe(1);
    expect(printed.stderr).toBe('Cannot connect to the Docker daemon at y. Is the docker daemon running?\n');
  });

  it('that breaks off in the middle of a pull ends the command with a message', async () => {
    routes['POST /images/create'] = (request, response) => {
      response.writeHead(200).write('{"status":"Pulling from library/x","id":"latest"}\r\n');
      setTimeout(() => request.socket.destroy(), 20);
    };
    const { running, printed } = start('docker pull x');
    expect(await running.done).toBe(1);
    expect(printed.stderr).toBe('unexpected EOF\n');
  });
});

it('a line that cannot run asks no engine and is told to the journal all the same', async () => {
  const { running, printed, facts } = start('docker ps | wc', { at: () => Promise.reject(new Error('not to be opened')) });
  expect(await running.done).toBe(2);
  expect(printed.stderr).toMatch(/no pipes/);
  expect(facts.map((fact) => fact.kind)).toEqual(['command-started', 'command-output', 'command-finished']);
});

it('docker inspect prints environment values on the screen and leaves holes in the journal', async () => {
  const body = { Id: ID, Config: { Env: ['TOKEN=s3cret-value', 'B=other-value'] } };
  routes['GET /containers/web/json'] = json(body);
  const whole = start('docker inspect web');
  expect(await whole.running.done).toBe(0);
  expect(whole.printed.stdout).toBe(`${JSON.stringify([body], null, 4)}\n`);
  const part = start("docker inspect -f '{{.Config.Env}}' web");
  expect(await part.running.done).toBe(0);
  expect(part.printed.stdout).toBe('[TOKEN=s3cret-value B=other-value]\n');
  for (const { facts } of [whole, part]) {
    expect(JSON.stringify(facts)).not.toMatch(/s3cret|other-value/);
    expect(JSON.stringify(facts)).toContain('TOKEN=⟨hidden 1⟩');
  }
});
