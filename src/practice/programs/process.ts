/**
 * One running program: its task, the signals that reach it, its end. The main process of a container and what a
 * shell runs in it are the same thing; a child has its number only when somebody asks for it or when it lasts.
 */
import type { Abort, Child, ProcessHost, ProcessSpec } from '../programs';
import type { Files } from './files/files';
import type { Found } from './files/find';
import type { Flavour } from './shell/state';
import { endsByDefault, signalNumber } from './signals';
import { BrokenPipe, utf8, type Sink, type Source } from './streams';
import { Ended, type Program, type Task, type User } from './task';
import type { Terminal } from './tty/terminal';

/** What all programs that one `start` brought about have in common. */
export interface Session {
  readonly spec: ProcessSpec;
  readonly machine: ProcessHost;
  readonly files: Files;
  readonly terminal: Terminal | undefined;
  /** Waits while the container is paused. */
  thawed(): Promise<void>;
  /** What runs for a word that was found; undefined when nothing can. A shell reads a text without `#!` itself. */
  program(found: Found, shell?: Flavour): Program | undefined;
}

export interface Launch {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly user: User;
  readonly files: Files;
  readonly stdin: Source;
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly terminal: Terminal | undefined;
  /** The process itself, and no child of it. */
  readonly main?: boolean;
}

export interface Exit {
  readonly code: number;
  readonly signal?: string;
}

export interface Running {
  readonly task: Task;
  readonly exit: Promise<Exit>;
  deliver(signal: string): void;
}

/** A child that lives longer than this, in milliseconds of this machine, is worth a row in the table. */
const LASTS = 40;

const never = (): Promise<never> => new Promise(() => undefined);

export function launch(session: Session, how: Launch, program: Program): Running {
  const { machine, spec } = session;
  const control = new AbortController();
  const handlers = new Map<string, () => void>();
  const pidOne = how.main === true && spec.pid === 1;
  let over: (reason: Ended) => void = () => undefined;
  let ending: Ended | undefined;
  const ended = new Promise<Ended>((done) => (over = done));
  let child: Promise<Child> | undefined;

  function end(signal: string): void {
    if (ending !== undefined) return;
    ending = new Ended(signal);
    over(ending);
    control.abort(ending);
  }
  function deliver(signal: string): void {
    const handler = signal === 'SIGKILL' ? undefined : handlers.get(signal);
    if (handler) handler();
    else if (signal === 'SIGKILL' || (endsByDefault(signal) && !pidOne)) end(signal);
  }

  /** What comes first: the work, or the end of the process. */
  async function unlessOver<T>(work: Promise<T>): Promise<T> {
    if (ending !== undefined) throw ending;
    const first = await Promise.race([work, ended]);
    if (first instanceof Ended) throw first;
    return first;
  }
  const sink = (to: Sink): Sink => ({
    write: async (bytes) => {
      await unlessOver(session.thawed());
      await unlessOver(to.write(bytes));
    },
    close: () => to.close(),
  });
  const source = (from: Source): Source => ({
    read: (abort) => unlessOver(from.read(abort ? AbortSignal.any([abort, control.signal]) : control.signal)),
    unread: (bytes) => from.unread(bytes),
    close: () => from.close(),
  });

  const stdout = sink(how.stdout);
  const stderr = sink(how.stderr);
  const pid = async (): Promise<number> => {
    if (how.main === true) return spec.pid;
    child ??= machine.fork(how.argv, deliver);
    return (await child).pid;
  };
  const task: Task = {
    ...how,
    stdin: source(how.stdin),
    stdout,
    stderr,
    machine,
    memoryLimit: spec.memoryLimit,
    pid,
    handle: (signal, action) => void handlers.set(signal, action),
    unhandle: (signal) => void handlers.delete(signal),
    memory(bytes) {
      if (how.main === true) machine.memory(bytes);
      else void pid().then((number) => machine.memory(bytes, number));
    },
    over: control.signal,
    async sleep(ms) {
      const abort: Abort = control.signal;
      await unlessOver(machine.sleep(ms, abort));
      await unlessOver(session.thawed());
    },
    forever: () => unlessOver(never()),
    raise: deliver,
    out: (text) => stdout.write(utf8(text)),
    err: (text) => stderr.write(utf8(text)),
    become(argv, change, program) {
      handlers.clear();
      if (how.main === true) machine.became(argv);
      return program({ ...task, ...change, argv });
    },
  };

  async function run(): Promise<Exit> {
    const lasting =
      how.main === true ? undefined : setTimeout(() => void (ending === undefined && pid()), LASTS);
    try {
      const done = await unlessOver(program(task));
      return { code: done };
    } catch (error) {
      if (error instanceof Ended) return { code: 128 + signalNumber(error.signal), signal: error.signal };
      if (error instanceof BrokenPipe) return { code: 128 + signalNumber('SIGPIPE'), signal: 'SIGPIPE' };
      const words = error instanceof Error ? error.message : String(error);
      await how.stderr.write(utf8(`${how.argv[0] ?? ''}: ${words}\n`)).catch(() => undefined);
      return { code: 1 };
    } finally {
      clearTimeout(lasting);
      ending ??= new Ended('exit');
      over(ending);
      control.abort(ending);
      void child?.then((one) => one.exited());
    }
  }
  return { task, exit: run(), deliver };
}
