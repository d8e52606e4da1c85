import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, connect, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fact } from '../../core/journal/entry';
import { createVault } from '../../core/journal/vault';
import { NoPlace } from './socket-place';
import type { Engine } from './relay';
import { openTap, type Tap } from './tap';

let folder = '';
let engine: Server;
/** What each connection to the engine sent, and what it is answered with. */
let asked: Buffer[] = [];
let answer: (socket: Socket, all: Buffer) => void = () => undefined;
let facts: Fact[] = [];
let tap: Tap | null = null;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cutaway-tap-'));
  asked = [];
  facts = [];
  answer = () => undefined;
  engine = createServer({ allowHalfOpen: true }, (socket) => {
    const at = asked.push(Buffer.alloc(0)) - 1;
    socket.on('error', () => undefined);
    socket.on('data', (bytes: Buffer) => {
      asked[at] = Buffer.concat([asked[at] ?? Buffer.alloc(0), bytes]);
      answer(socket, asked[at]);
    });
    socket.on('end', () => socket.end());
  });
  await new Promise<void>((resolve) => engine.listen(join(folder, 'engine.sock'), resolve));
});
afterEach(async () => {
  await tap?.close();
  tap = null;
  await new Promise((resolve) => engine.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

const path = (): string => join(folder, 'tap.sock');

/** The two kinds of ways must do the same. */
let way: () => Engine = () => ({ path: join(folder, 'engine.sock') });

async function open(lookOnly = false): Promise<void> {
  tap = await openTap({
    path: path(),
    lookOnly,
    engine: () => Promise.resolve(way()),
    tell: (fact) => facts.push(fact),
    vault: createVault(),
  });
}

/** Sends and closes its half; gives all that came back until the other side closed. */
function exchange(pieces: readonly (string | Buffer)[], half = true): Promise<Buffer> {
  return new Promise((resolve) => {
    const client = connect({ path: path(), allowHalfOpen: true });
    let got = Buffer.alloc(0);
    client.on('data', (bytes: Buffer) => (got = Buffer.concat([got, bytes])));
    client.on('error', () => undefined);
    client.on('end', () => client.end());
    client.on('close', () => resolve(got));
    for (const piece of pieces) client.write(piece);
    if (half) client.end();
  });
}

const until = async (true_: () => boolean) => {
  for (let i = 0; i < 1000 && !true_(); i += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(true_()).toBe(true);
};

const OK = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}';
const REQUEST = 'GET /v1.47/info HTTP/1.1\r\nHost: docker\r\nUser-Agent: Docker-Client/28\r\n\r\n';

describe.each(['a socket', 'a connection'])('a tap by the way of %s', (kind) => {
  beforeEach(() => {
    way = () =>
      kind === 'a socket'
        ? { path: join(folder, 'engine.sock') }
        : { stream: connect(join(folder, 'engine.sock')) };
  });

  it('hands any bytes on as they are, both ways, an end by half too', async () => {
    await open();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ minLength: 1, maxLength: 3000 }), { minLength: 1 }),
        async (pieces) => {
          asked = [];
          const all = Buffer.concat(pieces);
          const back = Buffer.concat([Buffer.from('back '), all]);
          answer = (socket, got) => {
            if (got.length === all.length) socket.write(back);
          };
          const got = await exchange(pieces.map((piece) => Buffer.from(piece)));
          expect(asked[0]?.equals(all)).toBe(true);
          expect(got.equals(back)).toBe(true);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('tells of each request and answer, with the command behind them and its end', async () => {
    await open();
    answer = (socket, all) => {
      if (all.toString().endsWith('\r\n\r\n')) socket.write(OK);
    };
    await exchange([REQUEST]);
    await until(() => facts.at(-1)?.kind === 'command-finished');
    expect(facts).toMatchObject([
      { kind: 'command-started', origin: 'tap' },
      { kind: 'exchange-sent', n: 1, method: 'GET', path: '/v1.47/info', body: null },
      { kind: 'command-named', text: 'docker info' },
      { kind: 'exchange-answered', status: 200 },
      { kind: 'exchange-ended', bytes: 2, cut: null, body: '{}' },
      { kind: 'command-finished', exitCode: 0 },
    ]);
  });

  it('hears a hijacked connection, and counts what was typed and shown', async () => {
    await open();
    answer = (socket, all) => {
      const text = all.toString();
      if (text.endsWith('\r\n\r\n')) socket.write('HTTP/1.1 101 UPGRADED\r\nUpgrade: tcp\r\n\r\n');
      else if (text.endsWith('ls\n')) socket.end('files');
    };
    const client = connect(path());
    client.write('POST /v1.47/containers/web/attach?stream=1 HTTP/1.1\r\nHost: d\r\nUpgrade: tcp\r\n\r\n');
    client.once('data', () => client.write('ls\n'));
    await until(() => facts.at(-1)?.kind === 'command-finished');
    expect(facts.filter((fact) => fact.kind.startsWith('exchange'))).toMatchObject([
      { kind: 'exchange-sent', path: '/v1.47/containers/web/attach?stream=1' },
      { kind: 'exchange-answered', status: 101 },
      { kind: 'exchange-ended', sent: 3, bytes: 5, body: null },
    ]);
    expect(facts).toContainEqual(
      expect.objectContaining({ kind: 'command-named', text: 'docker attach web' }),
    );
  });

  it('holds an engine back for a client that does not read, and loses nothing', async () => {
    await open();
    const all = Buffer.alloc(8 * 1024 * 1024, '0123456789abcde\n');
    answer = (socket) => socket.end(all);
    const client = connect(path());
    client.pause();
    client.write(REQUEST);
    await until(() => asked[0]?.length === REQUEST.length);
    const got: Buffer[] = [];
    client.on('data', (bytes: Buffer) => got.push(bytes));
    client.resume();
    await new Promise((resolve) => client.on('close', resolve));
    expect(Buffer.concat(got).equals(all)).toBe(true);
  });

  it('keeps secrets out of what it tells', async () => {
    await open();
    answer = (socket, all) => {
      if (all.includes('hunter2')) socket.end(OK);
    };
    const body = JSON.stringify({ Image: 'busybox', Env: ['PASSWORD=hunter2'], Cmd: ['env'] });
    await exchange([
      `POST /v1.47/containers/create?name=x HTTP/1.1\r\nContent-Type: application/json\r\nX-Registry-Auth: hunter2\r\nContent-Length: ${String(body.length)}\r\n\r\n${body}`,
    ]);
    await until(() => facts.at(-1)?.kind === 'command-finished');
    expect(JSON.stringify(facts)).not.toContain('hunter2');
    expect(facts).toContainEqual(
      expect.objectContaining({ kind: 'command-named', text: 'docker create --name x busybox env' }),
    );
  });
});

describe('a tap that only looks', () => {
  it('lets questions through and answers everything else itself', async () => {
    await open(true);
    answer = (socket, all) => {
      if (all.toString().endsWith('\r\n\r\n')) socket.write(OK);
    };
    expect((await exchange([REQUEST])).toString()).toBe(OK);
    expect(asked[0]?.toString()).toBe(REQUEST);
    const refused = await exchange(
      ['POST /v1.47/containers/web/stop HTTP/1.1\r\nHost: docker\r\n\r\n'],
      false,
    );
    expect(refused.toString()).toMatch(/^HTTP\/1.1 403 Forbidden\r\n[\s\S]*"message":"This tap only looks/);
    expect(asked[1]?.length ?? 0).toBe(0);
    expect(facts).toContainEqual(expect.objectContaining({ kind: 'exchange-answered', status: 403 }));
  });

  it.each([
    ['a line end that could be read in two ways', 'GET / HTTP/1.1\n\nPOST /x HTTP/1.1\r\n\r\n'],
    ['a body', 'GET / HTTP/1.1\r\nContent-Length: 30\r\n\r\nPOST /x HTTP/1.1\r\n\r\n'],
    ['two lengths', 'GET / HTTP/1.1\r\nContent-Length: 0\r\nContent-Length: 9\r\n\r\n'],
    ['chunks', 'GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    [
      'a connection for itself',
      'GET /containers/a/attach/ws HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
    ],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['a folded line', 'GET / HTTP/1.1\r\nA: b\r\n Content-Length: 5\r\n\r\n'],
    ['no HTTP at all', 'x'.repeat(70_000)],
  ])('refuses %s', async (_what, sent) => {
    await open(true);
    expect((await exchange([sent], false)).toString()).toMatch(/^HTTP\/1.1 403 /);
    expect(asked[0]?.length ?? 0).toBe(0);
  });

  it('refuses what comes behind a question as well', async () => {
    await open(true);
    answer = () => undefined;
    await exchange([`${REQUEST}DELETE /containers/web HTTP/1.1\r\n\r\n`], false);
    expect(asked[0]?.toString()).toBe(REQUEST);
  });
});

describe('its place', () => {
  it('is a socket of this user alone, replaces its own dead one only, and is gone at the end', async () => {
    const dead = createServer();
    await new Promise<void>((resolve) => dead.listen(path(), resolve));
    await expect(open()).rejects.toThrow('Another tap');
    // What a killed tap leaves: the name without a server.
    await new Promise<void>((resolve) => dead.close(() => resolve()));
    await open();
    expect(statSync(path()).mode & 0o777).toBe(0o600);
    await tap?.close();
    tap = null;
    expect(existsSync(path())).toBe(false);
  });

  it('is no file that is something else', async () => {
    writeFileSync(path(), 'mine');
    await expect(open()).rejects.toThrow(NoPlace);
    expect(statSync(path()).size).toBe(4);
  });

  it('is no folder that others may write to', async () => {
    const shared = join(folder, 'shared');
    mkdirSync(shared);
    chmodSync(shared, 0o777);
    const opening = openTap({
      path: join(shared, 'tap.sock'),
      lookOnly: false,
      engine: () => Promise.reject(new Error()),
      tell: () => undefined,
      vault: createVault(),
    });
    await expect(opening).rejects.toThrow('Others may write');
  });
});
