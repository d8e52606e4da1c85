import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { jsonLines } from '../wire/ndjson';
import { createWire, readText } from '../wire/wire';
import { dialOf, pipePath } from './dial';
import type { Endpoint } from './endpoint';
import { EngineUnreachable, openEndpoint } from './open';

const pem = (name: string): string =>
  readFileSync(join(import.meta.dirname, 'fixtures', `${name}.pem`), 'utf8');
const endpoint = (address: string, tls: Endpoint['tls'] = null): Endpoint => ({
  address,
  from: '--engine',
  context: null,
  remote: true,
  tls,
});

/** Answers the ping, and a stream of three events, one every 20 ms. */
const engine: RequestListener = (request, response) => {
  response.setHeader('Api-Version', '1.41');
  if (request.url?.endsWith('/events') !== true) {
    response.end(request.method === 'HEAD' ? undefined : 'OK');
    return;
  }
  let n = 0;
  const timer = setInterval(() => {
    n += 1;
    response.write(`{"n":${String(n)}}\n`);
    if (n < 3) return;
    clearInterval(timer);
    response.end();
  }, 20);
};

let folder: string;
let server: Server | undefined;
const path = process.env['PATH'];
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'cutaway-dial-'))));
afterEach(() => {
  process.env['PATH'] = path;
  server?.closeAllConnections();
  server?.close();
  server = undefined;
  rmSync(folder, { recursive: true, force: true });
});

async function listen(made: Server, where: string | number): Promise<number> {
  server = made;
  await new Promise<void>((resolve) => made.listen(where, resolve));
  return typeof where === 'string' ? 0 : (made.address() as AddressInfo).port;
}

async function events(session: Awaited<ReturnType<typeof openEndpoint>>): Promise<unknown[]> {
  const answer = await session.wire.send({ method: 'GET', path: '/events' });
  const seen: unknown[] = [];
  for await (const { value } of jsonLines(answer.body)) seen.push(value);
  session.wire.close();
  return seen;
}

const THREE = [{ n: 1 }, { n: 2 }, { n: 3 }];

describe.skipIf(process.platform === 'win32')('ssh', () => {
  /** A program called ssh, first on the PATH, that writes down what it was asked and then does `then`. */
  function fakeSsh(then: string): () => string[] {
    const file = join(folder, 'ssh');
    const asked = join(folder, 'asked');
    writeFileSync(file, `#!${process.execPath}\n${SCRIPT(asked)}\n${then}\n`);
    chmodSync(file, 0o755);
    process.env['PATH'] = `${folder}${delimiter}${path ?? ''}`;
    return () => (existsSync(asked) ? (JSON.parse(readFileSync(asked, 'utf8')) as string[]) : []);
  }
  const SCRIPT = (asked: string): string =>
    `require('fs').writeFileSync(${JSON.stringify(asked)}, JSON.stringify(process.argv.slice(2)));`;
  const pipeTo = (socket: string): string =>
    `const s = require('net').connect(${JSON.stringify(socket)}); process.stdin.pipe(s).pipe(process.stdout);`;

  test("the system's own ssh is the connection; requests and streams go through it", async () => {
    const socket = join(folder, 'e.sock');
    await listen(createServer(engine), socket);
    const asked = fakeSsh(pipeTo(socket));
    const session = await openEndpoint(endpoint('ssh://me@far.example:2222/run/user/1/docker.sock'), {});
    expect(session.api).toBe('1.41');
    expect(await events(session)).toEqual(THREE);
    const argv = asked();
    expect(argv.slice(argv.indexOf('-T'))).toEqual([
      ...['-T', '-l', 'me', '-p', '2222', '--', 'far.example'],
      ...['docker', '--host=unix:///run/user/1/docker.sock', 'system', 'dial-stdio'],
    ]);
  });

  test('what ssh complains about is the reason', async () => {
    fakeSsh(
      `process.stderr.write('me@far.example: Permission denied (publickey).\\n'); process.exitCode = 255;`,
    );
    const failed = await openEndpoint(endpoint('ssh://me@far.example'), {}).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(EngineUnreachable);
    expect((failed as EngineUnreachable).cliMessage).toContain('Permission denied (publickey).');
  });

  test('no ssh on this machine is a reason in words, not a crash', async () => {
    process.env['PATH'] = folder;
    const failed = await openEndpoint(endpoint('ssh://far.example'), {}).catch((error: unknown) => error);
    expect((failed as EngineUnreachable).cliMessage).toContain('ENOENT');
  });

  test('a host that would be read as a flag, or an address with a password, is refused', () => {
    for (const address of ['ssh://me:secret@far.example', 'ssh://-oProxyCommand=x'])
      expect(() => dialOf(endpoint(address))()).toThrow();
  });
});

describe('TLS', () => {
  const options = { key: pem('server-key'), cert: pem('server'), ca: pem('ca') };
  const own = { ca: pem('ca'), cert: pem('client'), key: pem('client-key') };

  test('the client shows its certificate and checks the other', async () => {
    let shown = '';
    const made = createTlsServer({ ...options, requestCert: true, rejectUnauthorized: true }, engine);
    made.on(
      'secureConnection',
      (socket: TLSSocket) => (shown = String(socket.getPeerCertificate().subject.CN)),
    );
    const port = await listen(made, 0);
    for (const host of ['localhost', '127.0.0.1']) {
      const session = await openEndpoint(
        endpoint(`tcp://${host}:${String(port)}`, { ...own, verify: true }),
        {},
      );
      expect(await events(session)).toEqual(THREE);
    }
    expect(shown).toBe('client');
  });

  test('a certificate that nobody vouches for ends it, unless it is not to be checked', async () => {
    const port = await listen(createTlsServer(options, engine), 0);
    const address = `tcp://127.0.0.1:${String(port)}`;
    const failed = await openEndpoint(endpoint(address, { verify: true }), {}).catch(
      (error: unknown) => error,
    );
    expect(failed).toBeInstanceOf(EngineUnreachable);
    expect((failed as EngineUnreachable).cliMessage).toMatch(/certificate/);
    const session = await openEndpoint(endpoint(address, { verify: false }), {});
    expect(session.api).toBe('1.41');
    session.wire.close();
  });
});

test('plain TCP', async () => {
  const port = await listen(createServer(engine), 0);
  const wire = createWire(dialOf(endpoint(`tcp://127.0.0.1:${String(port)}`)));
  const answer = await wire.send({ method: 'GET', path: '/_ping' });
  expect(await readText(answer.body)).toBe('OK');
  wire.close();
});

test('a pipe of Windows is named as Windows names it', () => {
  expect(pipePath('npipe:////./pipe/docker_engine')).toBe('\\\\.\\pipe\\docker_engine');
});
