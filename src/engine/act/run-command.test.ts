import type { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandId } from '../../core/base/brand';
import type { Fact } from '../../core/journal/entry';
import { createVault } from '../../core/journal/vault';
import type { Session } from '../connect/session';
import type { Screen } from './output';
import { runCommand, type CommandIo } from './run-command';
import { frame, ID, json, startStandIn, type StandIn } from './stand-in';

let engine: StandIn;
beforeEach(async () => {
  engine = await startStandIn();
});
afterEach(() => engine.stop().catch(() => undefined));

function start(
  line: string,
  more: Partial<CommandIo> & { readonly at?: Session | (() => Promise<Session>) } = {},
) {
  const facts: Fact[] = [];
  const printed = { stdout: '', stderr: '' };
  const screen: Screen = {
    out: (stream, data) => {
      printed[stream] += Buffer.from(data as Uint8Array).toString('utf8');
    },
  };
  const running = runCommand(more.at ?? engine.session(), line, {
    id: commandId('c1'),
    origin: 'prompt',
    append: (fact) => facts.push(fact),
    screen,
    vault: createVault(),
    environment: {
      cwd: '/',
      terminal: null,
      platform: { os: 'linux', architecture: 'amd64' },
      input: null,
      version: '1',
      newestApi: '1.52',
      variable: () => undefined,
      credentials: () => Promise.resolve(undefined),
    },
    ...more,
  });
  return { running, facts, printed };
}

const until = async (true_: () => boolean) => {
  for (let i = 0; i < 400 && !true_(); i += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(true_()).toBe(true);
};

describe('docker run on an engine', () => {
  it('prints what the program prints before start is even answered, and ends with its exit code', async () => {
    const box = engine.container();
    engine.attached = (socket) => {
      socket.write(frame(1, 'early\n'));
      setTimeout(() => {
        socket.end(Buffer.concat([frame(2, 'oops\n'), frame(1, 'é\n')]));
        box.end(7);
      }, 30);
    };
    engine.routes[`POST /containers/${ID}/start`] = (_request, response) =>
      setTimeout(() => response.writeHead(204).end(), 60);
    const { running, printed, facts } = start('docker run -e A=secret busybox');
    expect(await running.done).toBe(7);
    expect(printed).toEqual({ stdout: 'early\né\n', stderr: 'oops\n' });
    expect(JSON.stringify(facts)).not.toContain('secret');
    expect(
      facts
        .filter((fact) => fact.kind === 'command-output')
        .map((fact) => [fact.stream, fact.text, fact.container]),
    ).toEqual([
      ['stdout', 'early\n', ID],
      ['stderr', 'oops\n', ID],
      ['stdout', 'é\n', ID],
    ]);
  });

  it('passes the first Ctrl-C to the container and goes on until that ends', async () => {
    const box = engine.container();
    let output: Socket | null = null;
    engine.attached = (socket) => {
      output = socket;
    };
    engine.routes[`POST /containers/${ID}/kill`] = (_request, response) => {
      response.writeHead(204).end();
      output?.end(frame(1, 'caught\n'));
      box.end(5);
    };
    const { running, printed } = start('docker run busybox');
    await until(() => engine.asked.some((line) => line.endsWith('/start')));
    await new Promise((resolve) => setTimeout(resolve, 30));
    running.interrupt();
    expect(await running.done).toBe(5);
    expect(printed.stdout).toBe('caught\n');
    expect(engine.asked.at(-1)).toBe(`POST /containers/${ID}/kill?signal=INT`);
  });

  it('is given up at the third Ctrl-C', async () => {
    engine.container();
    engine.attached = () => undefined;
    engine.routes[`POST /containers/${ID}/kill`] = (_request, response) => response.writeHead(204).end();
    const { running, printed, facts } = start('docker run busybox');
    await until(() => engine.asked.some((line) => line.endsWith('/start')));
    await new Promise((resolve) => setTimeout(resolve, 30));
    for (let i = 0; i < 3; i += 1) running.interrupt();
    expect(await running.done).toBe(1);
    expect(printed.stderr).toContain('got 3 SIGTERM/SIGINTs');
    expect(facts.at(-1)?.kind).toBe('command-finished');
  });

  it('does not let a fast program run ahead of a slow screen', async () => {
    const box = engine.container();
    const chunk = frame(1, Buffer.alloc(64 * 1024, 'x'));
    let sent = 0;
    engine.attached = (socket) => {
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
    engine.routes['POST /images/create'] = (request, response) => {
      response
        .writeHead(200)
        .write('{"status":"Pulling fs layer","progressDetail":{},"id":"2f8f6ff00cd6"}\r\n');
      request.socket.on('close', () => (closed = true));
    };
    const { running, printed, facts } = start('docker pull x');
    await until(() => printed.stdout.includes('2f8f6ff00cd6'));
    running.interrupt();
    expect(await running.done).toBe(130);
    await until(() => closed);
    expect(printed).toEqual({
      stdout: 'Using default tag: latest\n2f8f6ff00cd6: Pulling fs layer\n',
      stderr: '',
    });
    expect(facts.slice(-2)).toMatchObject([
      { kind: 'exchange-ended', cut: 'interrupted' },
      { kind: 'command-finished', exitCode: 130 },
    ]);
    expect(facts.find((fact) => fact.kind === 'progress')).toMatchObject({
      layer: '2f8f6ff00cd6',
      current: null,
    });
  });

  it('leaves a stop to the engine', async () => {
    engine.routes['POST /containers/web/stop'] = () => undefined;
    const { running } = start('docker stop web');
    await until(() => engine.asked.length === 1);
    running.interrupt('TERM');
    expect(await running.done).toBe(143);
  });
});

describe('an engine that does not answer', () => {
  it('is told as the CLI tells it when nobody listens: run with a hint and 125, others plainly and 1', async () => {
    const gone = engine.session();
    await engine.stop();
    const ps = start('docker ps', { at: gone });
    expect(await ps.running.done).toBe(1);
    expect(ps.printed.stderr).toBe(
      `Cannot connect to the Docker daemon at ${gone.endpoint.address}. Is the docker daemon running?\n`,
    );
    const run = start('docker run busybox', { at: gone });
    expect(await run.running.done).toBe(125);
    expect(run.printed.stderr).toBe(
      `docker: ${ps.printed.stderr}\nRun 'docker run --help' for more information\n`,
    );
    const rm = start('docker rm a b', { at: gone });
    expect(await rm.running.done).toBe(1);
    expect(rm.printed.stderr).toBe(ps.printed.stderr.repeat(2));
  });

  it('is told in a sentence when it takes a request and keeps silent', async () => {
    engine.routes['GET /containers/json'] = () => undefined;
    const { running, printed } = start('docker ps', { patience: 50 });
    expect(await running.done).toBe(1);
    expect(printed.stderr).toMatch(
      /took the request GET \/containers\/json and did not answer within .* It may hang/,
    );
  });

  it('that could not be opened says why', async () => {
    const { running, printed } = start('docker ps', {
      at: () =>
        Promise.reject(
          Object.assign(new Error('x'), {
            cliMessage: 'Cannot connect to the Docker daemon at y. Is the docker daemon running?',
          }),
        ),
    });
    expect(await running.done).toBe(1);
    expect(printed.stderr).toBe('Cannot connect to the Docker daemon at y. Is the docker daemon running?\n');
  });

  it('that breaks off in the middle of a pull ends the command with a message', async () => {
    engine.routes['POST /images/create'] = (request, response) => {
      response.writeHead(200).write('{"status":"Pulling from library/x","id":"latest"}\r\n');
      setTimeout(() => request.socket.destroy(), 20);
    };
    const { running, printed } = start('docker pull x');
    expect(await running.done).toBe(1);
    expect(printed.stderr).toBe('unexpected EOF\n');
  });
});

it('a line that cannot run asks no engine and is told to the journal all the same', async () => {
  const { running, printed, facts } = start('docker ps | wc', {
    at: () => Promise.reject(new Error('not to be opened')),
  });
  expect(await running.done).toBe(2);
  expect(printed.stderr).toMatch(/no pipes/);
  expect(facts.map((fact) => fact.kind)).toEqual(['command-started', 'command-output', 'command-finished']);
});

it('docker inspect prints environment values on the screen and leaves holes in the journal', async () => {
  const body = { Id: ID, Config: { Env: ['TOKEN=s3cret-value', 'B=other-value'] } };
  engine.routes['GET /containers/web/json'] = json(body);
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
