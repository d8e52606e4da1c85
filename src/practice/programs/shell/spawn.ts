/** Programs that a shell runs. */
import { find, type Found } from '../files/find';
import { launch, type Running } from '../process';
import { SIGNAL_WORDS, signalNumber } from '../signals';
import type { Program } from '../task';
import { emptySource, nullSink, utf8 } from '../streams';
import { complaint, ExitShell, ShellError, valueOf, type Fd, type Shell } from './state';

/** Why a word cannot be run, as each shell says it. */
export function refusal(shell: Shell, word: string, found: Found): ShellError {
  const bash = shell.flavour === 'bash';
  const slash = word.includes('/');
  switch (found.kind) {
    case 'denied':
      return new ShellError(`${word}: Permission denied`, 126);
    case 'folder':
      return new ShellError(bash ? `${word}: Is a directory` : `${word}: Permission denied`, 126);
    case 'format':
      return new ShellError(`${word}: cannot execute binary file: Exec format error`, 126);
    default:
      if (bash)
        return new ShellError(
          slash ? `${word}: No such file or directory` : `${word}: command not found`,
          127,
        );
      return new ShellError(`${word}: not found`, 127);
  }
}

async function tellSignal(shell: Shell, running: Running, signal: string): Promise<void> {
  const to = shell.fds.get(2)?.sink;
  const words = SIGNAL_WORDS[signal];
  if (signal === 'SIGINT' && shell.interactive) await to?.write(utf8('\n'));
  else if (words !== undefined && (shell.interactive || shell.flavour !== 'bash'))
    await to?.write(utf8(`${words}\n`));
  else if (words !== undefined) {
    const pid = String(await running.task.pid());
    await to?.write(
      utf8(complaint(shell, `${pid.padStart(5)} ${words.padEnd(23)} ${running.task.argv.join(' ')}`)),
    );
  }
}

/** Finds and starts a program with these descriptors and waits for its end. */
export async function external(
  shell: Shell,
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
  fds: ReadonlyMap<number, Fd>,
): Promise<number> {
  const [word = ''] = argv;
  const { task, session } = shell;
  const found = await find(word, task.files, shell.cwd, valueOf(shell, 'PATH'));
  const program = session.program(found, shell.flavour);
  if (program === undefined) {
    const error = refusal(shell, word, found);
    await fds.get(2)?.sink?.write(utf8(complaint(shell, error.message)));
    return error.code;
  }
  const stdin = fds.get(0);
  const running = launch(
    session,
    {
      argv,
      env: { ...env, _: found.path },
      cwd: shell.cwd,
      user: task.user,
      files: task.files,
      stdin: stdin?.source ?? emptySource,
      stdout: fds.get(1)?.sink ?? nullSink,
      stderr: fds.get(2)?.sink ?? nullSink,
      terminal: stdin?.terminal === true && fds.get(1)?.terminal === true ? task.terminal : undefined,
    },
    program,
  );
  const kill = (): void => running.deliver('SIGKILL');
  task.over.addEventListener('abort', kill, { once: true });
  shell.foreground.add(running);
  try {
    const exit = await running.exit;
    task.over.throwIfAborted();
    if (exit.signal === undefined) return exit.code;
    if (exit.signal !== 'SIGPIPE') await tellSignal(shell, running, exit.signal);
    return 128 + signalNumber(exit.signal);
  } finally {
    shell.foreground.delete(running);
    task.over.removeEventListener('abort', kill);
  }
}

async function replace(
  shell: Shell,
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
  found: Found,
  program: Program,
): Promise<never> {
  const change = {
    env: { ...env, _: found.path },
    cwd: shell.cwd,
    stdin: shell.fds.get(0)?.source ?? emptySource,
    stdout: shell.fds.get(1)?.sink ?? nullSink,
    stderr: shell.fds.get(2)?.sink ?? nullSink,
  };
  shell.task.terminal?.onSignal((signal) => shell.task.raise(signal));
  shell.traps.clear();
  throw new ExitShell(await shell.task.become(argv, change, program));
}

/** `exec prog`: the shell becomes it. */
export async function become(
  shell: Shell,
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<never> {
  const [word = ''] = argv;
  const found = await find(word, shell.task.files, shell.cwd, valueOf(shell, 'PATH'));
  const program = shell.session.program(found, shell.flavour);
  if (program === undefined) {
    const error = refusal(shell, `exec: ${word}`, found);
    throw new ShellError(error.message.replace(/command not found$/, 'not found'), error.code, true);
  }
  if (shell.subshell) throw new ExitShell(await external(shell, argv, env, shell.fds));
  return replace(shell, argv, env, found, program);
}

/** The last command of a shell, which becomes it when it can. */
export async function becomeFound(
  shell: Shell,
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<number> {
  const found = await find(argv[0] ?? '', shell.task.files, shell.cwd, valueOf(shell, 'PATH'));
  const program = shell.session.program(found, shell.flavour);
  return program ? replace(shell, argv, env, found, program) : external(shell, argv, env, shell.fds);
}
