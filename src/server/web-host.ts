import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { serve, type Offer } from '../contract/host';
import type { Transport } from '../contract/envelope';
import { HEADERS } from '../engine/files/page-headers';
import { staticFile } from '../engine/files/static-files';
import { hostAllowed, originAllowed, tokenMatches } from './guard';

export interface WebHost {
  /** With the token in the fragment, which no server, log or referrer ever sees. */
  readonly url: string;
  close(): Promise<void>;
}

/** An address that cannot be listened at, in words. */
export class AddressInUse extends Error {}

const LARGEST = 1024 * 1024;
/** Milliseconds until a connection must have shown its token. */
const PATIENCE = 5000;

/** A web socket as a transport: JSON texts. What is no JSON ends it. */
function socketTransport(socket: WebSocket): Transport {
  return {
    send: (message) => socket.send(JSON.stringify(message)),
    onMessage(listener) {
      socket.on('message', (data, binary) => {
        let message: unknown;
        try {
          // Only text frames are ours; a Buffer is what `ws` gives for them.
          message = binary || !Buffer.isBuffer(data) ? undefined : JSON.parse(data.toString('utf8'));
        } catch {
          message = undefined;
        }
        listener(message);
      });
    },
    onClose: (listener) => void socket.on('close', listener),
    close: () => socket.close(),
  };
}

/**
 * The web host: the renderer's files and the contract, on 127.0.0.1 only. A client shows the token in its first message;
 * it is never in a query, a log or another program's arguments.
 * @param port 0: any that is free
 * @throws AddressInUse
 */
export async function startWebHost(options: {
  readonly root: string;
  readonly offer: Offer;
  readonly port: number;
}): Promise<WebHost> {
  const token = randomBytes(24).toString('base64url');
  const server = createServer((request, response) => {
    const refuse = (status: number, text: string): void => {
      response.writeHead(status, { ...HEADERS, 'Content-Type': 'text/plain; charset=utf-8' }).end(text);
    };
    if (!hostAllowed(request)) return refuse(421, 'Cutaway answers to loopback names only.\n');
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'Only GET.\n');
    const pathname = new URL(request.url ?? '/', 'http://localhost').pathname;
    void staticFile(options.root, pathname).then((file) => {
      if (!file) return refuse(404, 'Not found.\n');
      const cache = pathname.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-store';
      response
        .writeHead(200, { ...HEADERS, 'Content-Type': file.type, 'Cache-Control': cache })
        .end(request.method === 'HEAD' ? undefined : file.body);
    });
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST, perMessageDeflate: false });
  server.on('upgrade', (request, socket, head) => {
    if (!originAllowed(request) || request.url !== '/contract') {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => admit(client, token, options.offer));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new AddressInUse(
              `Port ${String(options.port)} of 127.0.0.1 is in use. Choose another with --port, or 0 for any that is free.`,
            )
          : error,
      );
    });
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}/#${token}`,
    close: () =>
      new Promise((resolve) => {
        for (const client of sockets.clients) client.terminate();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The first message is the token; only then is there a contract to speak. */
function admit(client: WebSocket, token: string, offer: Offer): void {
  client.on('error', () => client.terminate());
  const timer = setTimeout(() => client.close(4001, 'no token'), PATIENCE);
  client.once('message', (data, binary) => {
    clearTimeout(timer);
    const given = binary || !Buffer.isBuffer(data) ? '' : data.toString('utf8');
    if (!tokenMatches(given, token)) {
      client.close(4001, 'wrong token');
      return;
    }
    serve(socketTransport(client), offer);
    client.send('{"t":"welcome"}');
  });
}
