/** HTTP/1.1 for the machine: requests in, exchanges out, connections that are taken over. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Readable, type Duplex as NodeDuplex } from 'node:stream';
import type { Answer, ApiRequest } from '../model/wire';
import { API_NEWEST, SERVER } from '../model/system/machine';
import { plainJson } from '../model/text/go-json';
import { control, type Controlled } from './control';
import type { Exchange, Wire } from './exchange';
import type { Machine } from './machine';
import { takeOver } from './take-over';
import { unpack } from './unpack';

/** What every answer of the engine carries. */
const COMMON: Readonly<Record<string, string>> = {
  'Api-Version': API_NEWEST,
  'Docker-Experimental': 'false',
  Ostype: 'linux',
  Server: SERVER,
};

/** The largest body that is taken: build contexts and archives are held in memory. */
const LARGEST = 1024 * 1024 * 1024;

function bodyOf(answer: Answer): { readonly bytes: Uint8Array; readonly type: string } | null {
  const { body } = answer;
  if (body === null) return null;
  if ('chunks' in body) return null;
  if ('bytes' in body) return { bytes: body.bytes, type: body.type };
  const text = 'json' in body ? `${plainJson(body.json)}\n` : body.text;
  return {
    bytes: new TextEncoder().encode(text),
    type: 'json' in body ? 'application/json' : 'text/plain; charset=utf-8',
  };
}

function plainExchange(response: ServerResponse, hijack: Exchange['hijack']): Exchange {
  return {
    answer(answer) {
      if (response.headersSent || response.destroyed) return;
      if (answer.body !== null && 'chunks' in answer.body) {
        response.writeHead(answer.status, { ...COMMON, 'Content-Type': answer.body.type, ...answer.headers });
        // As fast as the client reads, so that a large archive is never whole in memory.
        Readable.from(answer.body.chunks).pipe(response);
        return;
      }
      const body = bodyOf(answer);
      const bare = answer.status === 204 || answer.status === 304;
      response.writeHead(answer.status, {
        ...COMMON,
        ...(body ? { 'Content-Type': body.type } : {}),
        ...(bare ? {} : { 'Content-Length': String(body?.bytes.length ?? 0) }),
        ...answer.headers,
      });
      response.end(body ? body.bytes : undefined);
    },
    open(status, type) {
      if (response.headersSent) return;
      response.writeHead(status, { ...COMMON, ...(type === null ? {} : { 'Content-Type': type }) });
      response.flushHeaders();
    },
    say(piece) {
      if (!response.writableEnded) response.write(piece);
    },
    end() {
      if (!response.headersSent) response.writeHead(200, COMMON);
      if (!response.writableEnded) response.end();
    },
    hijack,
  };
}

/** Takes a request apart: version prefix, path, query. Null for a path that cannot be decoded. */
export function readTarget(target: string): Pick<ApiRequest, 'path' | 'version' | 'query'> | null {
  const at = target.indexOf('?');
  const source = at < 0 ? target : target.slice(0, at);
  const query = new Map<string, string[]>();
  for (const [key, value] of new URLSearchParams(at < 0 ? '' : target.slice(at + 1))) {
    query.set(key, [...(query.get(key) ?? []), value]);
  }
  try {
    const [, version, path = '/'] = /^\/v(\d+\.\d+)(\/.*)$/.exec(source) ?? [undefined, undefined, source];
    return { path: decodeURIComponent(path), version: version ?? null, query };
  } catch {
    return null;
  }
}

function headersOf(request: IncomingMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}

async function readBody(request: IncomingMessage): Promise<Uint8Array | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > LARGEST) return null;
    parts.push(part);
  }
  return unpack(new Uint8Array(Buffer.concat(parts)), LARGEST);
}

/** What Go's servers take: some clients repeat the whole body in the query. */
const LARGEST_HEAD = 1024 * 1024;

/** Attach and exec start may take the connection over without asking for an upgrade. */
const TAKES_OVER = /^\/(v\d+\.\d+\/)?(containers\/[^/]+\/attach|exec\/[^/]+\/start)(\?|$)/;

async function serveRequest(
  machine: Machine,
  controlled: Controlled,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const target = readTarget(request.url ?? '/');
  const body = await readBody(request);
  const { socket } = request;
  const wireOf = (contentType: string): Wire | undefined =>
    TAKES_OVER.test(request.url ?? '') ? takeOver(socket, contentType, false) : undefined;
  const exchange = plainExchange(response, wireOf);
  if (!target || !body) {
    exchange.answer({ status: target ? 413 : 400, body: { json: { message: 'bad request' } } });
    return;
  }
  const method = request.method ?? 'GET';
  const own = target.version === null ? control(controlled, { method, ...target, body }) : null;
  if (own) {
    response.once('finish', () => controlled.answered());
    exchange.answer(own);
    return;
  }
  const asked = machine.request({ method, ...target, headers: headersOf(request), body }, exchange);
  response.on('close', () => {
    if (!response.writableFinished) asked.gone();
  });
}

/** A request that asks for an upgrade: its body, if any, is read from the bare connection. */
async function serveUpgrade(
  machine: Machine,
  request: IncomingMessage,
  socket: NodeDuplex,
  head: Buffer,
): Promise<void> {
  const length = Number(request.headers['content-length'] ?? 0);
  let early = head;
  while (early.length < length) {
    const more = await new Promise<Buffer | null>((resolve) => {
      socket.once('data', resolve);
      socket.once('close', () => {
        resolve(null);
      });
    });
    if (more === null) return;
    early = Buffer.concat([early, more]);
  }
  socket.pause();
  const rest = early.subarray(length);
  if (rest.length > 0) socket.unshift(rest);
  const target = readTarget(request.url ?? '/');
  const plain = (answer: Answer): void => {
    const body = bodyOf(answer);
    const lines = Object.entries({
      ...COMMON,
      ...(body ? { 'Content-Type': body.type } : {}),
      'Content-Length': String(body?.bytes.length ?? 0),
      Connection: 'close',
    }).map(([key, value]) => `${key}: ${value}\r\n`);
    socket.write(
      `HTTP/1.1 ${String(answer.status)} ${STATUS[answer.status] ?? 'Error'}\r\n${lines.join('')}\r\n`,
    );
    socket.end(body ? body.bytes : undefined);
  };
  if (!target) {
    plain({ status: 400, body: { json: { message: 'bad request' } } });
    return;
  }
  machine.request(
    {
      method: request.method ?? 'POST',
      ...target,
      headers: headersOf(request),
      body: new Uint8Array(early.subarray(0, length)),
    },
    {
      answer: plain,
      open: (status) => {
        plain({ status, body: null });
      },
      say: () => undefined,
      end: () => socket.end(),
      hijack: (contentType) => takeOver(socket, contentType, true),
    },
  );
}

const STATUS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  500: 'Internal Server Error',
  501: 'Not Implemented',
};

/** The server, not yet listening. */
export function httpServer(machine: Machine, controlled: Controlled): Server {
  const server = createServer({ maxHeaderSize: LARGEST_HEAD }, (request, response) => {
    serveRequest(machine, controlled, request, response).catch(() => request.socket.destroy());
  });
  server.on('upgrade', (request: IncomingMessage, socket: NodeDuplex, head: Buffer) => {
    serveUpgrade(machine, request, socket, head).catch(() => socket.destroy());
  });
  // Streams of the engine last as long as they last, and clients keep idle connections.
  server.timeout = 0;
  server.requestTimeout = 0;
  server.headersTimeout = 0;
  server.keepAliveTimeout = 0;
  return server;
}
