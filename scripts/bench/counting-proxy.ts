import { createServer, connect, type Server } from 'node:net';

/** A socket in front of the engine that counts the requests that pass, so that "asks nothing at rest" is measured, not believed. */
export interface CountingProxy {
  readonly socket: string;
  /** Request lines since the last call. */
  take(): string[];
  close(): Promise<void>;
}

const REQUEST = /^(GET|HEAD|POST|PUT|DELETE) (\S+) HTTP\/1\.1\r?$/;

export async function startCountingProxy(engine: string, socket: string): Promise<CountingProxy> {
  let seen: string[] = [];
  const server: Server = createServer((client) => {
    const upstream = connect(engine);
    client.on('data', (chunk: Buffer) => {
      for (const text of chunk.toString('latin1').split('\n')) {
        const match = REQUEST.exec(text);
        if (match) seen.push(`${match[1] ?? ''} ${(match[2] ?? '').replace(/^\/v[\d.]+/, '')}`);
      }
    });
    client.pipe(upstream).pipe(client);
    client.on('error', () => upstream.destroy());
    upstream.on('error', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  return {
    socket,
    take() {
      const taken = seen;
      seen = [];
      return taken;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
