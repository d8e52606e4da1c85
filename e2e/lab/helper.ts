/** A small server of ours inside a lab's network, steered over its standard input. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isAlive } from './processes.js';
import { until } from './until.js';

export interface Helper {
  /** Where it listens inside the lab, as `127.0.0.1:PORT`. */
  readonly address: string;
  /** Sends one order; resolves when it is in force. */
  order(order: Readonly<Record<string, unknown>>): Promise<void>;
  /** Ends it and all its connections. */
  close(): Promise<void>;
}

/**
 * Starts a script of the folder `inside` in the network of a lab. It ends with its standard input, so it
 * cannot outlive this process.
 * @param port where it shall listen; 0 for any free port.
 */
export async function startHelper(
  namespace: string,
  script: string,
  port: number,
  args: readonly string[],
): Promise<Helper> {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const file = fileURLToPath(new URL(`./inside/${script}`, import.meta.url));
  // Only the network is the lab's: among its mounts, this checkout or Node may be hidden.
  const enter = [`--net=/run/netns/${namespace}`, '--'];
  const node = [process.execPath, '--import', tsx, file, String(port), ...args];
  const child = spawn('nsenter', [...enter, ...node], { stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  child.stdin.on('error', () => undefined);
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();

  async function answer(): Promise<string> {
    const line = await lines.next();
    if (line.done) throw new Error(`${script} ended: ${complaint.trim()}`);
    return line.value;
  }

  const { pid } = child;
  if (pid === undefined) {
    const [error] = (await once(child, 'error')) as [Error];
    throw error;
  }
  return {
    address: await answer(),
    order: async (order) => {
      child.stdin.write(`${JSON.stringify(order)}\n`);
      await answer();
    },
    close: async () => {
      child.stdin.end();
      await until(`the end of ${script}`, () => !isAlive(pid));
    },
  };
}
