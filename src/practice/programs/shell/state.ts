/** What a shell remembers. A subshell gets a copy of it. */
import type { Fd } from '../files/devices';
import type { Session, Running } from '../process';
import type { Sink } from '../streams';
import type { Task } from '../task';
import type { Command } from './ast';

/** An array is a map from its indices, or its keys, to texts. */
export interface Variable {
  readonly value: string | ReadonlyMap<string, string>;
  readonly exported: boolean;
  readonly readonly: boolean;
  /** Its keys are words, not numbers. */
  readonly keyed: boolean;
}

export type { Fd } from '../files/devices';

export interface Job {
  readonly number: number;
  readonly pid: number;
  readonly words: string;
  readonly running: readonly Running[];
  readonly exit: Promise<number>;
  code: number | undefined;
}

export type Flavour = 'bash' | 'dash' | 'ash';

export interface Shell {
  readonly session: Session;
  readonly task: Task;
  readonly flavour: Flavour;
  readonly interactive: boolean;
  readonly subshell: boolean;
  name: string;
  cwd: string;
  status: number;
  /** Status of the last command substitution of the command that runs. */
  substituted: number;
  /** Number of the last background job, empty before the first. */
  background: string;
  positional: readonly string[];
  readonly variables: Map<string, Variable>;
  readonly functions: Map<string, Command<'FunctionDef'>>;
  readonly aliases: Map<string, string>;
  readonly traps: Map<string, string>;
  readonly options: Set<string>;
  readonly jobs: Job[];
  readonly history: string[];
  fds: ReadonlyMap<number, Fd>;
  /** Signals whose traps wait for the command that runs now. */
  readonly pending: string[];
  /** Wakes `wait`, and whatever else a trap may interrupt. */
  wake: () => void;
  /** What the terminal's signals go to. */
  readonly foreground: Set<Running>;
  /** Aborted when the person interrupts the command line that runs. */
  control: AbortController;
  /** The command is the last one of this shell, which may become it. */
  last: boolean;
  /** Variables that functions hid, innermost last. */
  readonly locals: Map<string, Variable | undefined>[];
  /** Above 0 where a failure does not end a shell that has `set -e`: in conditions. */
  tolerant: number;
  calls: number;
  steps: number;
  line: number;
}

export class ExitShell extends Error {
  constructor(readonly code: number) {
    super('exit');
  }
}
export class ReturnFrom extends Error {
  constructor(readonly code: number) {
    super('return');
  }
}
export class LeaveLoop extends Error {
  constructor(
    readonly again: boolean,
    readonly levels: number,
  ) {
    super('loop');
  }
}
/** A command failed in a way that a shell tells in one line and goes on. */
export class ShellError extends Error {
  constructor(
    message: string,
    readonly code = 1,
    /** A shell that is not interactive ends by it. */
    readonly fatal = false,
  ) {
    super(message);
  }
}

const scalar = (variable: Variable | undefined): string | undefined => {
  if (variable === undefined) return undefined;
  return typeof variable.value === 'string' ? variable.value : variable.value.get('0');
};

/** The text of a variable, undefined when it is not set. */
export const valueOf = (shell: Shell, name: string): string | undefined => scalar(shell.variables.get(name));

const LARGE = 1 << 16;
const TOO_LARGE = 1 << 28;

/** Tells the machine what variables hold, so that a script that doubles a text for ever meets the memory limit. */
function weigh(shell: Shell, value: string): void {
  if (value.length < LARGE) return;
  let held = 4_000_000;
  for (const one of shell.variables.values()) held += typeof one.value === 'string' ? one.value.length : 0;
  shell.task.memory(held);
  if (value.length > TOO_LARGE) throw new ShellError('xrealloc: cannot allocate memory', 2, true);
}

export function assign(
  shell: Shell,
  name: string,
  value: Variable['value'],
  more: Partial<Pick<Variable, 'exported' | 'readonly' | 'keyed'>> = {},
): void {
  const old = shell.variables.get(name);
  if (old?.readonly === true)
    throw new ShellError(
      `${name}: ${shell.flavour === 'bash' ? 'readonly variable' : 'is read only'}`,
      shell.flavour === 'bash' ? 1 : 2,
      true,
    );
  shell.variables.set(name, {
    value,
    exported: more.exported ?? old?.exported ?? shell.options.has('allexport'),
    readonly: more.readonly ?? false,
    keyed: more.keyed ?? old?.keyed ?? false,
  });
  if (typeof value === 'string') weigh(shell, value);
}

/** What a child gets. */
export function environmentOf(shell: Shell): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, one] of shell.variables)
    if (one.exported && typeof one.value === 'string') env[name] = one.value;
  return env;
}

/** A copy that changes nothing here. Traps are not inherited (POSIX 2.12). */
export function copyOf(shell: Shell, fds: ReadonlyMap<number, Fd>): Shell {
  return {
    ...shell,
    interactive: false,
    subshell: true,
    last: false,
    variables: new Map(shell.variables),
    functions: new Map(shell.functions),
    aliases: new Map(shell.aliases),
    traps: new Map(),
    options: new Set(shell.options),
    jobs: [],
    fds,
    pending: [],
    locals: shell.locals.map((map) => new Map(map)),
    wake: () => undefined,
  };
}

export const sinkOf = (shell: Shell, fd: number): Sink | undefined => shell.fds.get(fd)?.sink;

/** Writes to the shell's standard error the line that says what went wrong where. */
export const complaint = (shell: Shell, text: string): string => {
  const name = shell.flavour === 'bash' && shell.interactive ? 'bash' : shell.name;
  if (shell.flavour === 'ash') return `${shell.interactive ? 'sh' : name}: ${text}\n`;
  if (shell.interactive)
    return `${name}: ${shell.flavour === 'dash' ? `${String(shell.line)}: ` : ''}${text}\n`;
  const where = shell.flavour === 'bash' ? `line ${String(shell.line)}` : String(shell.line);
  return `${name}: ${where}: ${text}\n`;
};
