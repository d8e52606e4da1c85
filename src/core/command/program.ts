import type { ContainerId } from '../base/brand';

/** One request to the engine, without version prefix: the driver adds the negotiated one. */
export interface Request {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  /** `/containers/create`, not yet escaped */
  readonly path: string;
  /** A list is the same name several times. */
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Handle of what was packed, sent in place of a body. */
  readonly upload?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** The engine may take its time by design (stop, wait, pull): no limit until the status line. */
  readonly slow?: boolean;
}

/** A whole answer. `json` is undefined when the body is not JSON. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly json: unknown;
}

/** An answer whose body is still open in the driver. */
export interface Opened {
  readonly handle: number;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** For status ≥ 400: the whole body. Otherwise empty. */
  readonly text: string;
  /** Bytes that were uploaded, where the request had an upload. */
  readonly sent?: number;
}

/** A folder made ready to be sent: the build context. Or the CLI's words for why it cannot be. */
export type Packed =
  | {
      readonly ok: true;
      readonly handle: number;
      /** Path of the Dockerfile inside. */
      readonly dockerfile: string;
    }
  | { readonly ok: false; readonly message: string };

/** A piece of what a command prints. A secret piece goes to the user's own screen only; the journal gets a hole. */
export type Piece = string | { readonly secret: string };

export type Stream = 'stdout' | 'stderr';

/** A file made ready to be sent, or why it cannot be, in the CLI's words. */
export type ToSend =
  { readonly ok: true; readonly handle: number } | { readonly ok: false; readonly message: string };

/** The text of a small file of the client's, or why it cannot be read, in the CLI's words. */
export type FileText =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };

/**
 * What a program may ask of its driver. The result of each is given by the function of the same name in `steps`.
 * A program is a generator of steps: it knows no socket, no clock and no terminal, so that it runs on a real
 * engine, on a practice engine and on a recording alike. A step that cannot be done throws `Unreachable` into it.
 */
export type Step =
  | { readonly do: 'ask'; readonly request: Request }
  | { readonly do: 'open'; readonly request: Request }
  | { readonly do: 'line'; readonly handle: number }
  | { readonly do: 'raw-line'; readonly handle: number }
  | { readonly do: 'rest'; readonly handle: number }
  | { readonly do: 'cut'; readonly handle: number }
  /** Hijacks a connection; what comes is printed at once, whatever the program does meanwhile. `input`: what is typed goes there. */
  | {
      readonly do: 'attach';
      readonly request: Request;
      readonly container: ContainerId;
      readonly tty: boolean;
      readonly input: boolean;
      /** The keys that let go, as typed behind `--detach-keys`; empty: the CLI's own. */
      readonly keys: string;
    }
  /** From here on the client's terminal has its size handed on to this path, now and after each change. */
  | { readonly do: 'sizes'; readonly path: string }
  /** The same over a plain answer: logs. */
  | {
      readonly do: 'follow';
      readonly request: Request;
      readonly container: ContainerId;
      readonly tty: boolean;
    }
  /** Waits until the output of an attached or followed stream ended. */
  | { readonly do: 'join'; readonly handle: number }
  | { readonly do: 'print'; readonly stream: Stream; readonly pieces: readonly Piece[] }
  | {
      readonly do: 'progress';
      readonly of: 'pull' | 'push';
      readonly ref: string;
      readonly handle: number;
      readonly line: unknown;
    }
  | {
      readonly do: 'build-line';
      readonly ref: string;
      readonly handle: number;
      readonly line: string;
      readonly error: string | null;
    }
  | { readonly do: 'pack'; readonly folder: string; readonly file: string }
  /** A file of the client's side. Paths are as typed; a relative one is the client's. */
  | { readonly do: 'read-file'; readonly path: string }
  | { readonly do: 'text-file'; readonly path: string }
  | { readonly do: 'output-trouble'; readonly path: string }
  | { readonly do: 'write-file'; readonly path: string; readonly handle: number }
  /** One line of what is typed; empty when it ended or nothing can be typed. */
  | { readonly do: 'input-line' }
  | { readonly do: 'now' }
  | { readonly do: 'environment' }
  | { readonly do: 'engine' }
  | { readonly do: 'credentials'; readonly registry: string }
  /** Files of the client's side as an archive for a container's folder, and an archive of a container into the client's files. */
  | ({ readonly do: 'pack-path' } & PathToPack)
  | ({ readonly do: 'unpack' } & Unpacking)
  /** Starts a plugin of the CLI and prints what it prints. */
  | { readonly do: 'plugin'; readonly name: string; readonly argv: readonly string[] }
  /** Who the user is at a registry, kept by or taken from the CLI's configuration. */
  | { readonly do: 'known-login'; readonly server: string }
  | { readonly do: 'keep-login'; readonly login: LoginToKeep }
  | { readonly do: 'drop-login'; readonly server: string }
  /** From here on an interrupt goes to this container as `kill?signal=…`; null: it ends the command again. */
  | { readonly do: 'interrupts'; readonly container: ContainerId | null }
  | { readonly do: 'together'; readonly programs: readonly Sub<unknown>[] };

/** What is copied into a container. */
export interface PathToPack {
  /** Of the client's side, as typed. */
  readonly path: string;
  /** Inside the container, as typed. */
  readonly to: string;
  /** What the engine said of `to`; empty: it is not there. */
  readonly stat: string;
  /** A link is copied as what it points to. */
  readonly follow: boolean;
}

/** What is copied out of a container. */
export interface Unpacking {
  readonly handle: number;
  /** What the engine said of `from`. */
  readonly stat: string;
  readonly from: string;
  /** Of the client's side, as typed. */
  readonly to: string;
  /** Numbers of owner and group are kept. */
  readonly owners: boolean;
}

/** A login as the CLI's configuration keeps it. */
export interface LoginToKeep {
  readonly server: string;
  readonly username: string;
  readonly password: string;
  /** What the registry gave in place of the password; empty: nothing. */
  readonly token: string;
}

/** Where logins are kept. */
export interface LoginStore {
  /** @returns `open`: the file in which it stands unencrypted, null where a credential helper keeps it */
  keep(login: LoginToKeep): Promise<{ readonly open: string | null } | { readonly message: string }>;
  /** @returns why it could not be done; null when nothing of it is left */
  drop(server: string): Promise<string | null>;
}

/** What a program may know of the client's side. */
export interface Environment {
  /** What can be typed to a program; null: this client hands nothing on. */
  readonly input: { readonly tty: boolean } | null;
  /** Folder against which `./x` in `-v` is resolved. */
  readonly cwd: string;
  /** null when the output is no terminal */
  readonly terminal: { readonly rows: number; readonly columns: number } | null;
  readonly platform: { readonly os: string; readonly architecture: string };
  /** Cutaway's own. */
  readonly version: string;
  /** The newest API that Cutaway speaks. */
  readonly newestApi: string;
  /** A variable of the client's environment, for `-e NAME` without a value. */
  readonly variable: (name: string) => string | undefined;
  /** `X-Registry-Auth` for a registry host, from the CLI's configuration; undefined: anonymous. */
  readonly credentials: (registry: string) => Promise<string | undefined>;
  /** Absent: this client keeps none. */
  readonly logins?: LoginStore;
}

/** The engine as the driver reached it. */
export interface EngineAt {
  /** Negotiated: `1.41` */
  readonly api: string;
  readonly kind: 'docker' | 'podman';
  readonly context: string | null;
}

/** A part of a program, with a result of its own. */
export type Sub<T> = Generator<Step, T, unknown>;
/** The exit code is the program's result. */
export type Program = Sub<number>;

/**
 * No answer could be had: nobody listens, the connection broke, or the engine keeps silent. Its message is the
 * sentence to print.
 */
export class Unreachable extends Error {}
