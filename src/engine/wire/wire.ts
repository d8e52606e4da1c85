import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import type { Duplex, Readable } from 'node:stream';

/** Opens one connection to an engine; how (socket, pipe, TLS, ssh) is the dialer's business. */
export type Dial = () => Duplex;

export interface WireRequest {
  readonly method: string;
  /** With version prefix and query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Sent in pieces, in place of a body. An engine may answer before it took all of it. */
  readonly upload?: Readable;
  readonly signal?: AbortSignal;
  /** milliseconds until status and headers must be here; none by default, since `wait` may last for days */
  readonly timeout?: number;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: IncomingMessage;
}

export interface Upgraded {
  readonly status: 101;
  readonly headers: Readonly<Record<string, string>>;
  /** Raw both ways from here on. What came with the headers is put back in front. */
  readonly socket: Duplex;
}

export interface Wire {
  /** Sends; resolves with status and headers. Rejects with the socket's own error, `code` included. */
  send(request: WireRequest): Promise<WireResponse>;
  /** Asks for the raw connection. An engine that refuses answers as to `send`. */
  upgrade(request: WireRequest): Promise<Upgraded | WireResponse>;
  /** Ends the connections that wait for more. Open streams go on. */
  close(): void;
}

class DialAgent extends Agent {
  constructor(private readonly dial: Dial) {
    super({ keepAlive: true, maxFreeSockets: 4, timeout: 0 });
  }
  override createConnection(): Duplex {
    return this.dial();
  }
}

function flat(headers: IncomingMessage['headers']): Record<string, string> {
  const out: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) out[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return out;
}

/** The error of a request that got no status line in time. */
export class WireTimeout extends Error {
  readonly code = 'ETIMEDOUT';
}

export function createWire(dial: Dial): Wire {
  const agent = new DialAgent(dial);

  function start(request: WireRequest, upgrade: boolean): Promise<Upgraded | WireResponse> {
    return new Promise((resolve, reject) => {
      const body = request.body;
      const headers: Record<string, string> = { Host: 'docker', 'User-Agent': 'cutaway', ...request.headers };
      if (body !== undefined) headers['Content-Length'] = String(Buffer.byteLength(body));
      else if (request.method === 'POST' && !upgrade && !request.upload) headers['Content-Length'] = '0';
      if (upgrade) {
        headers['Connection'] = 'Upgrade';
        headers['Upgrade'] = 'tcp';
      }
      const outgoing = httpRequest({
        method: request.method,
        path: request.path,
        headers,
        agent: upgrade ? new DialAgent(dial) : agent,
        ...(request.signal ? { signal: request.signal } : {}),
      });
      const timer =
        request.timeout === undefined
          ? undefined
          : setTimeout(
              () => outgoing.destroy(new WireTimeout(`no answer within ${String(request.timeout)} ms`)),
              request.timeout,
            );
      const answered = () => {
        clearTimeout(timer);
      };
      outgoing.on('error', (error) => {
        answered();
        request.upload?.destroy();
        reject(error);
      });
      outgoing.on('response', (incoming) => {
        answered();
        resolve({ status: incoming.statusCode ?? 0, headers: flat(incoming.headers), body: incoming });
      });
      outgoing.on('upgrade', (incoming, socket, head) => {
        answered();
        if (head.length > 0) socket.unshift(head);
        resolve({ status: 101, headers: flat(incoming.headers), socket });
      });
      if (request.upload) {
        // What cannot be read ends the request: half a context must not be built.
        request.upload.on('error', (error) => outgoing.destroy(error));
        request.upload.pipe(outgoing);
      } else outgoing.end(body);
    });
  }

  return {
    send: async (request) => (await start(request, false)) as WireResponse,
    upgrade: (request) => start(request, true),
    close: () => {
      agent.destroy();
    },
  };
}

/** Reads a whole body as text, up to `limit` bytes; the rest is read and dropped so that the connection is freed. */
export async function readText(body: AsyncIterable<Uint8Array>, limit = 64 * 1024 * 1024): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    if (size < limit) chunks.push(chunk);
    size += chunk.length;
  }
  return Buffer.concat(chunks).toString('utf8');
}
