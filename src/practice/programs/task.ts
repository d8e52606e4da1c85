/** What a program is to the machinery, and what a running one sees of its container. */
import type { ProcessHost } from '../programs';
import type { Files } from './files/files';
import type { Sink, Source } from './streams';
import type { Terminal } from './tty/terminal';

export interface User {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
}

export interface Task {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly user: User;
  readonly stdin: Source;
  readonly stdout: Sink;
  readonly stderr: Sink;
  /** Set when its standard input and output are a terminal. */
  readonly terminal: Terminal | undefined;
  readonly files: Files;
  readonly machine: ProcessHost;
  /** Bytes; 0 is none. */
  readonly memoryLimit: number;
  /** Its number inside. A short-lived child of a shell gets one only when somebody asks, or when it lasts. */
  pid(): Promise<number>;
  /** From now on this signal does not end it. */
  handle(signal: string, action: () => void): void;
  /** What it did by default, it does again. */
  unhandle(signal: string): void;
  /** Sends a signal to itself. */
  raise(signal: string): void;
  /** Memory that it holds, bytes. */
  memory(bytes: number): void;
  /** Aborted when the process is over, whoever ended it. */
  readonly over: AbortSignal;
  /** Resolves after machine time. @throws Ended when the process is over before. */
  sleep(ms: number): Promise<void>;
  /** Never resolves. @throws Ended when the process is over. */
  forever(): Promise<never>;
  out(text: string): Promise<void>;
  err(text: string): Promise<void>;
  /** Runs another program in its place, with other words, and gives its exit code. */
  become(argv: readonly string[], change: Partial<Becoming>, program: Program): Promise<number>;
}

export type Becoming = Pick<Task, 'env' | 'cwd' | 'user' | 'files' | 'stdin' | 'stdout' | 'stderr'>;

/** Gives the exit code. */
export type Program = (task: Task) => Promise<number>;

/** The process is over: what still runs of it ends by this. */
export class Ended extends Error {
  constructor(readonly signal: string) {
    super(`ended by ${signal}`);
  }
}
