/** The inner side of a helper: says where it listens, then obeys one order per line of standard input. */
import type { Server } from 'node:net';
import { createInterface } from 'node:readline';

/** Listens on the port of the first argument, and ends this process with its standard input. */
export function serve(server: Server, obey: (order: Record<string, unknown>) => void): void {
  server.listen(Number(process.argv[2]), '127.0.0.1', () => {
    const address = server.address();
    if (typeof address === 'object' && address !== null) console.log(`127.0.0.1:${address.port}`);
  });
  const lines = createInterface(process.stdin);
  lines.on('line', (line) => {
    obey(JSON.parse(line) as Record<string, unknown>);
    console.log('done');
  });
  lines.on('close', () => process.exit(0));
}
