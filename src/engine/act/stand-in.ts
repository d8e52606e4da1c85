import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engineKey } from '../../core/base/brand';
import type { Session } from '../connect/session';
import { createWire } from '../wire/wire';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** The id of the one container that a stand-in has. */
export const ID = 'a'.repeat(64);

/** A piece of a container's output as the engine packs it: 1 stdout, 2 stderr. */
export function frame(stream: 1 | 2, text: string | Buffer): Buffer {
  const body = Buffer.from(text);
  const header = Buffer.alloc(8);
  header[0] = stream;
  header.writeUInt32BE(body.length, 4);
  return Buffer.concat([header, body]);
}

export const json =
  (value: unknown, status = 200): Handler =>
  (_request, response) => {
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
  };

/** A server on a socket of its own that answers as a test tells it. For tests of the driver. */
export interface StandIn {
  /** Requests so far, without the version: `GET /containers/json`. */
  readonly asked: string[];
  /** By how a request begins. */
  readonly routes: Record<string, Handler>;
  /** Gets the connection of each attach. */
  attached: (socket: Socket) => void;
  session(): Session;
  /** Gives the routes of a container whose program ends when `end` is called. */
  container(): { end(code: number): void };
  stop(): Promise<void>;
}

export async function startStandIn(): Promise<StandIn> {
  const folder = mkdtempSync(join(tmpdir(), 'cutaway-act-'));
  const path = join(folder, 'e.sock');
  const sockets = new Set<Socket>();
  const asked: string[] = [];
  const routes: Record<string, Handler> = {};
  const lineOf = (request: IncomingMessage) =>
    `${request.method ?? ''} ${(request.url ?? '').replace('/v1.41', '')}`;
  const server = createServer((request, response) => {
    const line = lineOf(request);
    asked.push(line);
    const key = Object.keys(routes).find((each) => line.startsWith(each));
    if (key !== undefined) routes[key]?.(request, response);
    else json({ message: 'page not found' }, 404)(request, response);
  });
  server.on('connection', (socket) => {
    // The client closes its half at once, as the CLI does; the answer still has to come.
    (socket as Socket & { allowHalfOpen: boolean }).allowHalfOpen = true;
    sockets.add(socket.on('error', () => undefined));
  });
  server.on('upgrade', (request, socket: Socket) => {
    asked.push(lineOf(request));
    socket.write('HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n');
    standIn.attached(socket);
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  const standIn: StandIn = {
    asked,
    routes,
    attached: (socket) => socket.end(),
    session() {
      const dial = () => connect(path);
      const address = `unix://${path}`;
      const endpoint = { address, from: 'DOCKER_HOST', context: null, remote: false } as const;
      return { key: engineKey(address), api: '1.41', kind: 'docker', dial, wire: createWire(dial), endpoint };
    },
    container() {
      let end: (code: number) => void = () => undefined;
      routes['POST /containers/create'] = json({ Id: ID, Warnings: [] }, 201);
      routes[`POST /containers/${ID}/wait`] = (_request, response) => {
        response.writeHead(200, { 'Content-Type': 'application/json' }).flushHeaders();
        end = (code) => response.end(`{"Error":null,"StatusCode":${String(code)}}\n`);
      };
      routes[`POST /containers/${ID}/start`] = (_request, response) => response.writeHead(204).end();
      return { end: (code) => end(code) };
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return standIn;
}
