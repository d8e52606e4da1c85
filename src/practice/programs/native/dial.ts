/** Names and connections of a container, as its programs use them. */
import type { Duplex } from '../../programs';
import type { Task } from '../task';

/** An address for a name: its own, one of the container's networks, or none. */
export async function addressOf(task: Task, name: string): Promise<string | undefined> {
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) return name;
  if (name === 'localhost' || name === 'ip6-localhost') return '127.0.0.1';
  const hosts = new TextDecoder().decode(await task.files.read('/etc/hosts').catch(() => new Uint8Array()));
  for (const line of hosts.split('\n')) {
    const [ip = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (names.includes(name) && !ip.includes(':')) return ip;
  }
  return task.machine.resolve(name);
}

/** Whether anything is at an address: who refuses a connection is there. */
export async function isThere(task: Task, ip: string): Promise<boolean> {
  if (ip.startsWith('127.')) return true;
  try {
    (await task.machine.connect(ip, 7)).end();
    return true;
  } catch (error) {
    return error instanceof Error && error.message.includes('ECONNREFUSED');
  }
}

export const isRefused = (error: unknown): boolean =>
  error instanceof Error && error.message.includes('ECONNREFUSED');

/** The bytes of a connection, one after the other; undefined at its end. */
export function reader(duplex: Duplex): () => Promise<Uint8Array | undefined> {
  const waiting: Uint8Array[] = [];
  let over = false;
  let wake: () => void = () => undefined;
  duplex.onData((bytes) => {
    waiting.push(bytes);
    wake();
  });
  duplex.onEnd(() => {
    over = true;
    wake();
  });
  return async () => {
    while (waiting.length === 0) {
      if (over) return undefined;
      await new Promise<void>((done) => (wake = done));
    }
    return waiting.shift();
  };
}
