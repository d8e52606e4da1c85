/** This user's practice engine: one for the app, for `cutaway run`, for whoever needs it. */
import { mkdir, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { homedir, tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { catalogue } from './catalogue/catalogue';
import { createPrograms } from './programs/index';
import { startPracticeEngine } from './serve/practice-engine';

type Env = Readonly<Record<string, string | undefined>>;

export interface Places {
  /** A unix socket's path, or a pipe's name on Windows. */
  readonly socket: string;
  /** Where its state is kept between two starts. */
  readonly state: string;
}

/** Where this user's practice engine listens, and where it keeps its state. */
export function userPlaces(env: Env, platform: NodeJS.Platform = process.platform): Places {
  const home = env['HOME'] || homedir();
  if (platform === 'win32') {
    const local = env['LOCALAPPDATA'] || join(home, 'AppData', 'Local');
    return {
      socket: `\\\\.\\pipe\\cutaway-practice-${userInfo().username}`,
      state: join(local, 'Cutaway', 'practice.json'),
    };
  }
  const state =
    platform === 'darwin'
      ? join(home, 'Library', 'Application Support', 'Cutaway')
      : join(env['XDG_STATE_HOME'] || join(home, '.local', 'state'), 'cutaway');
  const runtime = env['XDG_RUNTIME_DIR'] || join(tmpdir(), `cutaway-${String(process.getuid?.() ?? 0)}`);
  return { socket: join(runtime, 'cutaway', 'practice.sock'), state: join(state, 'practice.json') };
}

const answers = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

/** A folder that is this user's alone. @throws Error when it is somebody else's */
async function ownFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const { uid } = await stat(path);
  if (process.getuid && uid !== process.getuid()) throw new Error(`${path} belongs to another user`);
}

const addressOf = (socket: string): string =>
  socket.startsWith('\\\\') ? `npipe://${socket.replaceAll('\\', '/')}` : `unix://${socket}`;

interface Served {
  readonly endpoint: string;
  /** This host serves it; otherwise another one of this user does. */
  readonly ours: boolean;
  close(): Promise<void>;
}

/** The way to it, for a host. Nothing is served before it is wanted. */
export interface PracticeDoor {
  /**
   * Its endpoint: that of another host of this user where one serves it already, otherwise of this one from now on.
   * @throws Error when neither can be
   */
  open(): Promise<string>;
  /** Ends it where this host serves it; its state is kept. */
  close(): Promise<void>;
}

export function practiceDoor(env: Env): PracticeDoor {
  let own: Promise<Served> | null = null;
  async function serve(): Promise<Served> {
    const { socket, state } = userPlaces(env);
    const there: Served = { endpoint: addressOf(socket), ours: false, close: () => Promise.resolve() };
    if (await answers(socket)) return there;
    if (!socket.startsWith('\\\\')) await ownFolder(dirname(socket));
    await mkdir(dirname(state), { recursive: true, mode: 0o700 });
    const programs = createPrograms();
    try {
      const engine = await startPracticeEngine({
        socketPath: socket,
        programs,
        catalogue: catalogue(),
        stateFile: state,
      });
      return {
        endpoint: engine.endpoint,
        ours: true,
        close: () => engine.close().then(() => programs.close()),
      };
    } catch (error) {
      await programs.close();
      // Two that begin in the same moment: the one that was later takes the other's.
      if (await answers(socket)) return there;
      throw error;
    }
  }
  return {
    async open() {
      const serving = (own ??= serve());
      try {
        const { endpoint, ours } = await serving;
        // Another host's may end with it: who asks again is to look again.
        if (!ours) own = null;
        return endpoint;
      } catch (error) {
        own = null;
        throw error;
      }
    },
    async close() {
      await (await own?.catch(() => null))?.close();
      own = null;
    },
  };
}
