/**
 * What the machine and the programs in its containers need of each other. The machine keeps every truth (files,
 * processes, networks); a program is told what to be and asks for the rest.
 */
import type { FsNode } from './model/files/node';
import type { ProcessRow, ProcessSpec } from './model/process-spec';

export type { ProcessRow, ProcessSpec } from './model/process-spec';

/** The container's file system: its image's layers, one writable layer over them, its volumes. Paths are absolute. */
export interface FileAccess {
  /** Does not follow a link at the end. */
  get(path: string): Promise<FsNode | undefined>;
  /** Names in a folder; undefined when it is none. */
  list(path: string): Promise<readonly string[] | undefined>;
  /** Writes or replaces one node; parents must exist. Rejects with an errno word (`EROFS`, `ENOTDIR`). */
  put(path: string, node: FsNode): Promise<void>;
  /** Removes a node and what is below. */
  remove(path: string): Promise<void>;
}

/** What of an AbortSignal is used; its own type belongs to the platform. */
export interface Abort {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

export interface Child {
  /** Its number inside. */
  readonly pid: number;
  exited(): void;
}

/** What a process may ask of the machine. */
export interface ProcessHost {
  readonly files: FileAccess;
  /** `uname -r` and the like, the same in all containers. */
  readonly kernel: { readonly release: string; readonly version: string; readonly machine: string };
  /** Milliseconds since 1970 in the machine's time. */
  now(): number;
  /** Resolves after machine time, which a test may drive by hand, or at once when it is aborted. */
  sleep(ms: number, abort?: Abort): Promise<void>;
  processes(): Promise<readonly ProcessRow[]>;
  /** Sends a signal to a process of the same container, by its number inside; false when there is none. */
  kill(pid: number, signal: string): Promise<boolean>;
  /**
   * A child of this process appears in the container's table (a shell's background job, what a shell runs). It has
   * no life of its own at the machine: signals for it are told here, and it ends with `exited`, or with its parent.
   */
  fork(argv: readonly string[], signalled: (signal: string) => void): Promise<Child>;
  /** The process became another program (`exec`): its row shows these words from now on. */
  became(argv: readonly string[]): void;
  /** The container's own addresses and what its resolver knows (`web` → `172.18.0.3`), undefined when unknown. */
  addresses(): Promise<readonly { readonly network: string; readonly ip: string; readonly mac: string }[]>;
  resolve(name: string): Promise<string | undefined>;
  /** Opens a connection to an address of the model; rejects with `ECONNREFUSED`, `EHOSTUNREACH`. */
  connect(ip: string, port: number): Promise<Duplex>;
  /** Waits for connections at a port of this container, from its networks and from published ports. */
  listen(port: number, accept: (connection: Duplex) => void): void;
  output(stream: 'stdout' | 'stderr', bytes: Uint8Array): void;
  /**
   * Memory that the process, or that child of it, holds now, bytes. Above the container's limit the machine kills
   * it: the process by `SIGKILL`, a child by telling the one who forked it.
   */
  memory(bytes: number, child?: number): void;
  /** Once. `signal` is set when a signal ended it (`SIGKILL`), the code then is 128 + its number. */
  exited(code: number, signal?: string): void;
}

/** A byte stream both ways. */
export interface Duplex {
  write(bytes: Uint8Array): void;
  end(): void;
  onData(take: (bytes: Uint8Array) => void): void;
  onEnd(ended: () => void): void;
}

export interface RunningProcess {
  write(bytes: Uint8Array): void;
  closeInput(): void;
  resize(columns: number, rows: number): void;
  /** `SIGTERM`, `SIGINT`, …; `SIGKILL` always ends it, the rest as the program decides. */
  signal(name: string): void;
  freeze(): void;
  thaw(): void;
}

export interface Programs {
  /**
   * What the engine would find before it starts anything: undefined when the program can be started, otherwise
   * the runtime's words (`exec: "nosuch": executable file not found in $PATH`, `permission denied`).
   */
  missing(spec: Pick<ProcessSpec, 'argv' | 'env' | 'cwd'>, files: FileAccess): Promise<string | undefined>;
  start(spec: ProcessSpec, host: ProcessHost): RunningProcess;
  /** Ends all workers. */
  close(): Promise<void>;
}
