/** What runs in one container process: the programs by what was found, and how a program starts another one. */
import type { ProcessHost, ProcessSpec } from '../programs';
import { filesOf } from './files/files';
import { find, type Found } from './files/find';
import { userOf, ROOT } from './files/users';
import { virtualOf } from './files/virtual';
import { NATIVES } from './native/table';
import type { Kit } from './native/kit';
import { launch, type Launch, type Running, type Session } from './process';
import type { Flavour } from './shell/state';
import { emptySource, pipe, type Sink, type Source } from './streams';
import type { Program, Task } from './task';
import { terminalOf } from './tty/terminal';

/** Programs that need the shell's machinery; the side without a worker has none of them. */
export interface Heavy {
  shell(session: Session, flavour: Flavour): Program;
  leaf(name: string, busybox: boolean): Program | undefined;
}

const SHELLS: Readonly<Record<string, Flavour>> = { bash: 'bash', dash: 'dash', sh: 'dash', ash: 'ash' };

/** The name by which a program acts: an applet of busybox, or the program's own. */
export function actsAs(found: Extract<Found, { kind: 'program' }>, argv: readonly string[]): string {
  if (found.name !== 'busybox') return found.name;
  return found.applet === 'busybox' ? (argv[1] ?? 'busybox') : found.applet;
}

export interface Prepared {
  readonly found: Found;
  readonly launch: Launch;
}

export interface Started {
  readonly session: Session;
  readonly input: {
    write(bytes: Uint8Array): void;
    close(): void;
    resize(columns: number, rows: number): void;
  };
  freeze(): void;
  thaw(): void;
  /** Finds what the first word names and what it would be started with. */
  prepare(): Promise<Prepared>;
}

export function openSession(
  spec: ProcessSpec,
  machine: ProcessHost,
  output: (stream: 'stdout' | 'stderr', bytes: Uint8Array) => Promise<void>,
  heavy: Heavy | undefined,
): Started {
  const seconds = (): number => Math.floor(machine.now() / 1000);
  const files = filesOf(machine.files, virtualOf(spec, machine), ROOT, seconds);
  const terminal = spec.tty ? terminalOf((bytes) => output('stdout', bytes)) : undefined;
  const input = spec.stdin && !terminal ? pipe(Number.POSITIVE_INFINITY) : undefined;
  let frozen: { promise: Promise<void>; thaw: () => void } | undefined;

  const kit = (task: Task, busybox: boolean): Kit => ({
    session,
    busybox,
    async spawn(argv, change, started) {
      const one = { ...task, ...change };
      const found = await find(argv[0] ?? '', one.files, one.cwd, one.env['PATH']);
      const program = session.program(found);
      if (program === undefined) {
        const words = found.kind === 'denied' ? 'Permission denied' : 'No such file or directory';
        const name = task.argv[0] ?? '';
        await task.err(
          busybox
            ? `${name}: can't execute '${argv[0] ?? ''}': ${words}\n`
            : `${name}: ${name === 'env' || name === 'timeout' ? 'failed to run command ' : ''}'${argv[0] ?? ''}': ${words}\n`,
        );
        return { code: found.kind === 'denied' ? 126 : 127 };
      }
      const running = launch(session, { ...one, argv, main: false }, program);
      const pass = (signal: string): void => running.deliver(signal);
      started?.(pass);
      const kill = (): void => running.deliver('SIGKILL');
      task.over.addEventListener('abort', kill, { once: true });
      const own = task.terminal;
      own?.onSignal((signal) => running.deliver(signal));
      return running.exit.finally(() => task.over.removeEventListener('abort', kill));
    },
  });

  const scripted =
    (found: Extract<Found, { kind: 'script' }>): Program =>
    async (task) => {
      const argv = [...found.interpreter, found.path, ...task.argv.slice(1)];
      const interpreter = await find(argv[0] ?? '', task.files, task.cwd, task.env['PATH']);
      const program = interpreter.kind === 'script' ? undefined : session.program(interpreter);
      if (program) return program({ ...task, argv });
      await task.err(`${found.path}: cannot execute: required file not found\n`);
      return 127;
    };

  const session: Session = {
    spec,
    machine,
    files,
    terminal,
    thawed: () => frozen?.promise ?? Promise.resolve(),
    program(found, shell) {
      if (found.kind === 'script') return scripted(found);
      if (found.kind === 'format' && shell !== undefined && heavy)
        return (task) =>
          heavy.shell(session, shell)({ ...task, argv: ['sh', found.path, ...task.argv.slice(1)] });
      if (found.kind !== 'program') return undefined;
      const busybox = found.name === 'busybox';
      return async (task) => {
        let argv = task.argv;
        if (busybox && found.applet === 'busybox') argv = argv.slice(1);
        const name = actsAs(found, task.argv);
        const own = { ...task, argv };
        const flavour = busybox && (name === 'sh' || name === 'ash') ? 'ash' : SHELLS[name];
        if (flavour !== undefined && heavy) return heavy.shell(session, flavour)(own);
        const native = NATIVES.get(name);
        if (native) {
          const self = name.startsWith('entrypoint') ? (argv[0] ?? name) : name;
          return native({ ...own, argv: [self, ...argv.slice(1)] }, kit(own, busybox));
        }
        const leaf = heavy?.leaf(name, busybox);
        if (leaf) return leaf({ ...own, argv: [name, ...argv.slice(1)] });
        await task.err(`${name}: the practice engine does not play this program\n`);
        return 127;
      };
    },
  };

  const sink = (stream: 'stdout' | 'stderr'): Sink => ({
    write: (bytes) => output(stream, bytes),
    close: () => undefined,
  });
  const stdin: Source = terminal?.source ?? input?.source ?? emptySource;
  const stdout: Sink = terminal?.sink ?? sink('stdout');
  const stderr: Sink = terminal?.sink ?? sink('stderr');

  async function prepare(): Promise<Prepared> {
    const user = (await userOf(spec.user, files)) ?? ROOT;
    const own = files.as(user);
    const env = { ...spec.env };
    if (env['HOME'] === undefined) env['HOME'] = user.home;
    const found = await find(spec.argv[0] ?? '', own, spec.cwd, env['PATH']);
    const { argv, cwd } = spec;
    return {
      found,
      launch: { argv, env, cwd, user, files: own, stdin, stdout, stderr, terminal, main: true },
    };
  }

  return {
    session,
    input: {
      write: (bytes) => {
        if (terminal) terminal.type(bytes);
        else input?.sink.write(bytes).catch(() => undefined);
      },
      close: () => (terminal ? terminal.hangUp() : input?.sink.close()),
      resize: (columns, rows) => terminal?.resize(columns, rows),
    },
    freeze() {
      if (frozen) return;
      let thaw: () => void = () => undefined;
      const promise = new Promise<void>((done) => (thaw = done));
      frozen = { promise, thaw };
    },
    thaw() {
      frozen?.thaw();
      frozen = undefined;
    },
    prepare,
  };
}

/** Runs the process to its end. What cannot be run says so as the kernel's own complaint through runc. */
export function runPrepared(session: Session, { found, launch: how }: Prepared): Running {
  const program = session.program(found);
  return launch(
    session,
    how,
    program ??
      (async (task) => {
        await task.err(
          `exec ${found.path}: ${found.kind === 'format' ? 'exec format error' : 'no such file or directory'}\n`,
        );
        return 255;
      }),
  );
}
