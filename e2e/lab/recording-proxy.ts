/** An address that hands everything on to an engine, and notes what was asked: the oracle for what a client sends. */
import { createServer, request as ask, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Asked {
  readonly method: string;
  /** With its query, as sent. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The whole body as text; empty for what is hijacked. */
  readonly body: string;
}

export interface RecordingProxy {
  readonly host: string;
  /** What was asked since the last time, in order of arrival. */
  take(): readonly Asked[];
  stop(): Promise<void>;
}

/** @param socket the engine's unix socket */
export async function startRecordingProxy(socket: string): Promise<RecordingProxy> {
  const folder = mkdtempSync(join(tmpdir(), 'cutaway-proxy-'));
  const path = join(folder, 'docker.sock');
  let asked: Asked[] = [];
  const note = (request: IncomingMessage, body: string): void =>
    void asked.push({
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body,
    });
  const options = ({ method, url, headers }: IncomingMessage) => ({
    socketPath: socket,
    method,
    path: url,
    headers,
  });

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    const entry: { -readonly [K in keyof Asked]: Asked[K] } = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: '',
    };
    asked.push(entry);
    const onward = ask(options(request), (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      response.flushHeaders();
      answer.pipe(response);
      response.on('close', () => answer.destroy());
    });
    onward.on('error', () => response.destroy());
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      entry.body = Buffer.concat(chunks).toString('utf8');
    });
    request.pipe(onward);
    response.on('close', () => onward.destroy());
  });
  // A hijacked connection is handed on byte for byte.
  server.on('upgrade', (request, client, head) => {
    note(request, '');
    const engine = connect(socket);
    const lines = [`${request.method ?? ''} ${request.url ?? ''} HTTP/1.1`];
    for (let i = 0; i < request.rawHeaders.length; i += 2)
      lines.push(`${request.rawHeaders[i] ?? ''}: ${request.rawHeaders[i + 1] ?? ''}`);
    engine.write(`${lines.join('\r\n')}\r\n\r\n`);
    engine.write(head);
    engine.pipe(client);
    client.pipe(engine);
    for (const one of [engine, client]) one.on('error', () => undefined);
    client.on('close', () => engine.destroy());
    engine.on('close', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return {
    host: `unix://${path}`,
    take() {
      const taken = asked;
      asked = [];
      return taken;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
