import type { Given, Option } from './arguments';

/** What a subcommand has of its process: its streams, its environment, and an end when Ctrl-C comes. */
export interface Io {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface Subcommand {
  /** How it is typed, without `cutaway`. */
  readonly usage: string;
  readonly about: string;
  readonly options: readonly Option[];
  /** How many words may stand beside its options. */
  readonly words: number;
  /** More to say in the help; lines. */
  readonly more?: readonly string[];
  /** @returns the exit code */
  run(given: Given, io: Io): Promise<number>;
}
