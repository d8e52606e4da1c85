import type { ContainerId } from '../base/brand';

/** One request to the engine, without version prefix: the driver adds the negotiated one. */
export interface Request {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  /** `/containers/create` */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
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
}

/** A piece of what a command prints. A secret piece goes to the user's own screen only; the journal gets a hole. */
export type Piece = string | { readonly secret: string };

/**
 * What a program may ask of its driver. Each step has one result type, given by the functions below.
 * A program is a generator of steps: it knows no socket, no clock and no terminal, so that it runs on a real
 * engine, on a practice engine and on a recording alike.
 */
export type Step =
  | { readonly do: 'ask'; readonly request: Request }
  | { readonly do: 'open'; readonly request: Request }
  | { readonly do: 'line'; readonly handle: number }
  | { readonly do: 'rest'; readonly handle: number }
  | { readonly do: 'cut'; readonly handle: number }
  | { readonly do: 'attach'; readonly request: Request; readonly container: ContainerId; readonly tty: boolean }
  | { readonly do: 'follow'; readonly request: Request; readonly container: ContainerId; readonly tty: boolean }
  | { readonly do: 'join'; readonly handle: number }
  | { readonly do: 'print'; readonly stream: 'stdout' | 'stderr'; readonly pieces: readonly Piece[] }
  | { readonly do: 'progress'; readonly ref: string; readonly handle: number; readonly line: unknown }
  | { readonly do: 'now' }
  | { readonly do: 'environment' }
  | { readonly do: 'together'; readonly programs: readonly (() => Program)[] };

/** What a program may know of the client's side. */
export interface Environment {
  /** Folder against which `./x` in `-v` is resolved. */
  readonly cwd: string;
  /** null when the output is no terminal */
  readonly terminal: { readonly rows: number; readonly columns: number } | null;
  readonly stdinIsTerminal: boolean;
  readonly endpoint: string;
  readonly api: string;
  readonly platform: { readonly os: string; readonly architecture: string };
  /** `X-Registry-Auth` for a registry host, from the CLI's configuration; undefined: anonymous. */
  readonly registryAuth: (host: string) => string | undefined;
}

/** The exit code is the program's result. */
export type Program = Generator<Step, number, unknown>;
