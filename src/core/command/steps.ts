import type { ContainerId } from '../base/brand';
import type {
  Answer,
  EngineAt,
  Environment,
  FileText,
  LoginToKeep,
  PathToPack,
  Unpacking,
  Opened,
  Packed,
  Piece,
  Request,
  Step,
  Stream,
  Sub,
  ToSend,
} from './program';

/** Yields one step and names the type of what its driver answers: the one place where a program trusts it. */
function* step<T>(wanted: Step): Sub<T> {
  return (yield wanted) as T;
}

/** Sends a request and reads the whole answer. @throws Unreachable */
export const ask = (request: Request): Sub<Answer> => step({ do: 'ask', request });
/** Sends a request and leaves its body open. @throws Unreachable */
export const open = (request: Request): Sub<Opened> => step({ do: 'open', request });
/** Next line of JSON of an open body; undefined at its end. @throws Unreachable when it breaks off */
export const line = (handle: number): Sub<unknown> => step({ do: 'line', handle });
/** The same as it was sent: some numbers do not survive being read. @throws Unreachable when it breaks off */
export const rawLine = (handle: number): Sub<string | undefined> => step({ do: 'raw-line', handle });
/** Waits for the end of an open body and gives the whole of it. @throws Unreachable when it breaks off */
export const rest = (handle: number): Sub<string> => step({ do: 'rest', handle });
/** Closes a connection whose answer is no longer wanted. */
export const cut = (handle: number): Sub<void> => step({ do: 'cut', handle });
export const attach = (
  request: Request,
  container: ContainerId,
  tty: boolean,
  input = false,
  keys = '',
): Sub<Opened> => step({ do: 'attach', request, container, tty, input, keys });
/** Hands the size of the client's terminal on, now and after each change, until the command ends. */
export const sizes = (path: string): Sub<void> => step({ do: 'sizes', path });
export const follow = (request: Request, container: ContainerId, tty: boolean): Sub<Opened> =>
  step({ do: 'follow', request, container, tty });
/**
 * Waits until all output was printed, or until whoever types let go of the program.
 * @throws Unreachable when the engine tells of a failure inside the stream
 */
export const join = (handle: number): Sub<'ended' | 'detached'> => step({ do: 'join', handle });
export const print = (stream: Stream, ...pieces: readonly Piece[]): Sub<void> =>
  step({ do: 'print', stream, pieces });
/** Prints whole lines: each gets its newline. */
export const out = (...lines: readonly string[]): Sub<void> =>
  print('stdout', lines.map((text) => `${text}\n`).join(''));
export const err = (...lines: readonly string[]): Sub<void> =>
  print('stderr', lines.map((text) => `${text}\n`).join(''));
/** Tells the journal of one line of a pull or a push. Prints nothing. */
export const progress = (of: 'pull' | 'push', ref: string, handle: number, value: unknown): Sub<void> =>
  step({ do: 'progress', of, ref, handle, line: value });
/** Tells the journal of one line of a build, or of the error that ended it. Prints nothing. */
export const buildLine = (handle: number, ref: string, said: string, error: string | null): Sub<void> =>
  step({ do: 'build-line', ref, handle, line: said, error });
/**
 * Finds a folder and its Dockerfile and what `.dockerignore` leaves out. Nothing is read before it is sent.
 * @param file the Dockerfile as typed; empty: the folder's own
 */
export const pack = (folder: string, file: string): Sub<Packed> => step({ do: 'pack', folder, file });
/** Makes a file ready to be sent. It is read while it is sent. */
export const readFile = (path: string): Sub<ToSend> => step({ do: 'read-file', path });
/** The text of a small file of the client's: variables, labels. */
export const textFile = (path: string): Sub<FileText> => step({ do: 'text-file', path });
/** Why nothing can be written at a path, in the CLI's words; null when it can. */
export const outputTrouble = (path: string): Sub<string | null> => step({ do: 'output-trouble', path });
/**
 * Writes what is left of an open body to a file, which then appears whole or not at all.
 * @returns why it failed, in the CLI's words; null when it is there @throws Unreachable when the body breaks off
 */
export const writeFile = (path: string, handle: number): Sub<string | null> =>
  step({ do: 'write-file', path, handle });
/** The next line that is typed, without its end; empty when nothing can be typed. */
export const inputLine = (): Sub<string> => step({ do: 'input-line' });
/** Milliseconds since 1970 by the client's clock, against which `3 minutes ago` is counted. */
export const now = (): Sub<number> => step({ do: 'now' });
export const environment = (): Sub<Environment> => step({ do: 'environment' });
/** @throws Unreachable */
export const engine = (): Sub<EngineAt> => step({ do: 'engine' });
export const credentials = (registry: string): Sub<string | undefined> =>
  step({ do: 'credentials', registry });
/** Makes files ready to be sent into a container. `folder`: where inside the archive belongs. */
export const packPath = (
  wanted: PathToPack,
): Sub<{ readonly handle: number; readonly folder: string } | { readonly message: string }> =>
  step({ do: 'pack-path', ...wanted });
/** Writes an open archive of a container into the client's files. @throws Unreachable when it breaks off */
export const unpack = (
  wanted: Unpacking,
): Sub<{ readonly bytes: number; readonly to: string } | { readonly message: string }> =>
  step({ do: 'unpack', ...wanted });
/** Runs a plugin of the CLI on the same engine to its end. @returns its exit code; null: it is not installed */
export const plugin = (name: string, argv: readonly string[]): Sub<number | null> =>
  step({ do: 'plugin', name, argv });
/** Who the user is at a registry already; null: nobody. */
export const knownLogin = (
  server: string,
): Sub<{ readonly username: string; readonly password: string } | null> =>
  step({ do: 'known-login', server });
/** Keeps a login where the CLI keeps it. `open`: the file in which it can be read, null where a helper keeps it. */
export const keepLogin = (
  login: LoginToKeep,
): Sub<{ readonly open: string | null } | { readonly message: string }> => step({ do: 'keep-login', login });
/** Forgets a login. @returns why that failed; null when it did not */
export const dropLogin = (server: string): Sub<string | null> => step({ do: 'drop-login', server });
export const interrupts = (container: ContainerId | null): Sub<void> => step({ do: 'interrupts', container });
/** Runs parts side by side; results in the order of the parts. A part must handle its own failures. */
export const together = <T>(programs: readonly Sub<T>[]): Sub<readonly T[]> =>
  step({ do: 'together', programs });
