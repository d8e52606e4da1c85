import { chmod, lstat, mkdir, stat, unlink } from 'node:fs/promises';
import { connect, type Server } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';

type Env = Readonly<Record<string, string | undefined>>;

/** A place where no tap can listen, in words. */
export class NoPlace extends Error {}

/** Where this user's tap listens: a socket in a folder of the user's own, a pipe on Windows. */
export function tapPlace(env: Env, platform: NodeJS.Platform = process.platform): string {
  if (platform === 'win32') return `\\\\.\\pipe\\cutaway-tap-${userInfo().username}`;
  const runtime = env['XDG_RUNTIME_DIR'] || join(tmpdir(), `cutaway-${String(process.getuid?.() ?? 0)}`);
  return join(runtime, 'cutaway', 'tap.sock');
}

const isPipe = (path: string): boolean => /^\\\\[.?]\\pipe\\/.test(path);

/** What `DOCKER_HOST` is set to. */
export const addressOf = (path: string): string =>
  isPipe(path) ? `npipe://${path.replaceAll('\\', '/')}` : `unix://${path}`;

const answers = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

/** A folder that nobody else may write to. @throws NoPlace */
async function ownFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const { uid, mode } = await stat(path);
  if (process.getuid && uid !== process.getuid())
    throw new NoPlace(`${path} belongs to another user: a socket there would be theirs to replace.`);
  if ((mode & 0o022) !== 0)
    throw new NoPlace(`Others may write to ${path}: choose a folder that is yours alone, as with chmod 700.`);
}

/** Removes a socket at which nobody answers; anything else stays. @throws NoPlace */
async function makeWay(path: string): Promise<void> {
  const there = await lstat(path).catch(() => null);
  if (!there) return;
  if (!there.isSocket()) throw new NoPlace(`${path} is there and is no socket: it is left as it is.`);
  if (process.getuid && there.uid !== process.getuid())
    throw new NoPlace(`${path} belongs to another user: it is left as it is.`);
  if (await answers(path)) throw new NoPlace(`Another tap is at ${path} already.`);
  await unlink(path);
}

const listen = (server: Server, path: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    // Bound in this very call, so that it is never there for others.
    const before = isPipe(path) ? null : process.umask(0o177);
    try {
      server.listen(path, () => {
        server.off('error', reject);
        resolve();
      });
    } finally {
      if (before !== null) process.umask(before);
    }
  });

/**
 * Listens at a socket that only this user may speak to. It goes with the server, and at the end of this process.
 * @throws NoPlace
 */
export async function listenAt(server: Server, path: string): Promise<void> {
  if (!isPipe(path)) {
    if (Buffer.byteLength(path) > 100)
      throw new NoPlace(`${path} is too long for a socket: choose a shorter path.`);
    await ownFolder(dirname(path));
    await makeWay(path);
  }
  try {
    await listen(server, path);
    if (!isPipe(path)) await chmod(path, 0o600);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EADDRINUSE') throw new NoPlace(`Another tap is at ${path} already.`);
    throw new NoPlace(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
