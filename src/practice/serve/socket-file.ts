import { chmod, lstat, unlink } from 'node:fs/promises';
import { connect } from 'node:net';

/** Whether somebody answers at a unix socket. */
function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}

export const isPipe = (path: string): boolean => /^(\\\\|\/\/)[.?][\\/]pipe[\\/]/.test(path);

/**
 * Makes way for a socket: a dead one is removed, anything else stays and is an error.
 * @throws Error when the path holds something else, or a server that answers
 */
export async function makeWay(path: string): Promise<void> {
  if (isPipe(path)) return;
  const there = await lstat(path).catch(() => null);
  if (!there) return;
  if (!there.isSocket()) throw new Error(`${path} is there and is no socket`);
  if (await answers(path)) throw new Error(`another engine serves ${path}`);
  await unlink(path);
}

/** Only this user may speak to it. */
export async function closeOff(path: string): Promise<void> {
  if (!isPipe(path)) await chmod(path, 0o600);
}
