import type { Program } from './program';

/** What a value is, for the prompt's proposals. */
export type Completion = 'container' | 'running' | 'stopped' | 'image' | 'network' | 'volume' | 'none';

/**
 * How a flag's value is read; the CLI's own types. `bool` stands alone; the others take the next word.
 * `memory`: bytes with a unit; `swap`: the same or -1; `cpus`: a decimal; `duration`: Go's `1m30s`.
 * `list`, `env`, `label`, `filter`: repeatable, the latter three checked.
 */
export type FlagType =
  'bool' | 'string' | 'int' | 'memory' | 'list' | 'swap' | 'cpus' | 'duration' | 'env' | 'label' | 'filter';

export interface FlagSpec {
  /** Without dashes. */
  readonly long: string;
  readonly short?: string;
  readonly type: FlagType;
  /** As the CLI prints it in its help; only where it is not empty. */
  readonly otherwise?: string;
  /** What the value is called in help: `string`, `list`, `bytes`. */
  readonly metavar?: string;
  /** What the flag does, in plain words. */
  readonly explains: string;
  readonly completes?: Completion;
  /** Why a value cannot be read, in the CLI's words; null when it can. */
  readonly check?: (value: string) => string | null;
  /** The value (for `env`: what stands behind `=`) is for the user's own eyes. */
  readonly secret?: boolean;
  /** Another name of the same flag that the CLI still takes but no longer shows: `--net`, `--time`. */
  readonly formerly?: readonly string[];
}

export interface Arguments {
  readonly least: number;
  /** Infinity: any number */
  readonly most: number;
  /** Kind of each; the last one goes for all that follow. */
  readonly complete: readonly Completion[];
  /** What each is, in plain words; the last one goes for all that follow. */
  readonly explain: readonly string[];
}

/** Flags and arguments of one command, read. Repeated flags keep all their values in order. */
export interface Parsed {
  /** As the CLI names it in messages: `docker run`, `docker container run`. */
  readonly called: string;
  readonly args: readonly string[];
  readonly given: (long: string) => boolean;
  readonly bool: (long: string) => boolean;
  readonly string: (long: string) => string;
  readonly number: (long: string) => number;
  readonly list: (long: string) => readonly string[];
}

export interface CommandSpec {
  /** `run`; what is said behind `docker`. */
  readonly name: string;
  /** Other ways to say it: `container run`, `image ls`. */
  readonly aliases: readonly string[];
  /** Behind the name: `[OPTIONS] IMAGE [COMMAND] [ARG...]` */
  readonly usage: string;
  /** One sentence, ours. */
  readonly help: string;
  /** What the CLI prints on standard error before anything else, its complaints included. */
  readonly notice?: string;
  readonly flags: readonly FlagSpec[];
  /** Flags of the real command that are not understood yet: `gpus`, with their letter `P/publish-all`. */
  readonly later: readonly string[];
  readonly arguments: Arguments;
  /** All that follows the name belongs to a plugin of the CLI: no flag of it is read here. */
  readonly passes?: true;
  /** False: what follows the first argument belongs to it, flags included (run, create). */
  readonly interspersed: boolean;
  readonly program: (parsed: Parsed) => Program;
}
