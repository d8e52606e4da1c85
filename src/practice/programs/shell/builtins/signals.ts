/** `trap`, `wait`, `kill`. */
import { utf8 } from '../../streams';
import { signalName, signalNames, signalNumber } from '../../signals';
import { jobOf, waitFor } from '../jobs';
import { complaint, ShellError, type Shell } from '../state';
import { trapped } from '../traps';
import { write } from './io';

export async function trap(shell: Shell, argv: readonly string[]): Promise<number> {
  const words = argv.slice(1).filter((word) => word !== '--');
  if (words.length === 0 || words[0] === '-p') {
    for (const [signal, action] of shell.traps)
      await write(
        shell,
        `trap -- '${action.replaceAll("'", "'\\''")}' ${shell.flavour === 'bash' ? signal : signal.replace(/^SIG/, '')}\n`,
      );
    return 0;
  }
  if (words[0] === '-l') {
    await write(
      shell,
      `${signalNames()
        .map((name) => `${String(signalNumber(name))}) ${name}`)
        .join('\n')}\n`,
    );
    return 0;
  }
  const alone = words.length === 1;
  const [first = '', ...rest] = words;
  for (const word of alone ? [first] : rest) {
    const signal =
      word === '0' || word.toUpperCase() === 'EXIT'
        ? 'EXIT'
        : (signalName(word) ?? (word === 'ERR' || word === 'DEBUG' ? word : undefined));
    if (signal === undefined)
      throw new ShellError(
        `trap: ${word}: ${shell.flavour === 'bash' ? 'invalid signal specification' : shell.flavour === 'dash' ? 'bad trap' : 'invalid signal specification'}`,
      );
    if (alone || first === '-') shell.traps.delete(signal);
    else shell.traps.set(signal, first);
    if (!shell.subshell && signal.startsWith('SIG') && !alone && first !== '-')
      shell.task.handle(signal, () => trapped(shell, signal));
    else if (!shell.subshell && signal.startsWith('SIG')) shell.task.unhandle(signal);
  }
  return 0;
}

export async function wait(shell: Shell, argv: readonly string[]): Promise<number> {
  const words = argv.slice(1).filter((word) => word !== '-n');
  if (words.length === 0) {
    const status = await waitFor(shell, [...shell.jobs]);
    return status > 128 && shell.pending.length > 0 ? status : 0;
  }
  let status = 0;
  for (const word of words) {
    const job = jobOf(shell, word);
    if (job === undefined) {
      if (shell.flavour === 'bash')
        await shell.fds
          .get(2)
          ?.sink?.write(utf8(complaint(shell, `wait: pid ${word} is not a child of this shell`)));
      status = 127;
    } else status = await waitFor(shell, [job]);
  }
  return status;
}

export async function kill(shell: Shell, argv: readonly string[]): Promise<number> {
  const words = [...argv.slice(1)];
  let signal = 'SIGTERM';
  if (words[0] === '-l') {
    await write(
      shell,
      `${signalNames()
        .map((name) => name.slice(3))
        .join('\n')}\n`,
    );
    return 0;
  }
  if (words[0] === '-s' || words[0] === '-n') words.splice(0, 1, `-${words.splice(1, 1)[0] ?? ''}`);
  if (/^-\w+$/.test(words[0] ?? '')) {
    const word = (words.shift() ?? '').slice(1);
    const named = word === '0' ? 'SIG0' : signalName(word);
    if (named === undefined)
      throw new ShellError(
        shell.flavour === 'bash'
          ? `kill: ${word}: invalid signal specification`
          : `kill: bad signal name '${word}'`,
      );
    signal = named;
  }
  if (words.length === 0)
    throw new ShellError(
      'kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]',
      2,
    );
  let status = 0;
  for (const word of words) {
    const job = jobOf(shell, word);
    const pid = job?.pid ?? Number(word);
    const done = Number.isInteger(pid) && (await signalTo(shell, pid, signal));
    if (done) continue;
    status = 1;
    const none = job === undefined && !Number.isInteger(pid);
    const why = none ? 'arguments must be process or job IDs' : 'No such process';
    const said = {
      bash: complaint(shell, `kill: (${word}) - ${why}`),
      dash: `${complaint(shell, `kill: ${why}`)}\n`,
      ash: complaint(shell, `can't kill pid ${word}: ${why}`),
    };
    await shell.fds.get(2)?.sink?.write(utf8(said[shell.flavour]));
  }
  return status;
}

/** From inside, the first process of a container cannot be killed by what it does not handle (pid_namespaces(7)). */
async function signalTo(shell: Shell, pid: number, signal: string): Promise<boolean> {
  const { machine } = shell.task;
  const job = shell.jobs.find((one) => one.pid === pid && one.code === undefined);
  if (job) {
    if (signal !== 'SIG0') for (const one of job.running) one.deliver(signal);
    await new Promise((done) => setImmediate(done));
    return true;
  }
  if (signal === 'SIG0' || (pid === 1 && (signal === 'SIGKILL' || signal === 'SIGSTOP')))
    return (await machine.processes()).some((row) => row.pid === pid);
  const own = pid === shell.session.spec.pid;
  const sent = await machine.kill(pid, signal);
  // The signal comes back through the machine: what is after `kill -TERM $$` does not run before it.
  if (own) await new Promise((done) => setTimeout(done, 5));
  return sent;
}
