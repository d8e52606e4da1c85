/** Background jobs: `&`, `wait`, `jobs`, `kill %1`. */
import { launch, type Running } from '../process';
import { emptySource, utf8 } from '../streams';
import { signalNumber } from '../signals';
import type { StatementNode } from './ast';
import { runAll } from './interpreter';
import { copyOf, ExitShell, ReturnFrom, type Job, type Shell } from './state';

export async function background(shell: Shell, statement: StatementNode): Promise<void> {
  const words = (statement.sourceText ?? '').replace(/\s*&\s*$/, '');
  const fds = new Map(shell.fds);
  // A background job reads nothing (POSIX 2.9.3.1).
  fds.set(0, { source: emptySource });
  const running: Running = launch(
    shell.session,
    {
      argv: words.split(/\s+/),
      env: {},
      cwd: shell.cwd,
      user: shell.task.user,
      files: shell.task.files,
      stdin: emptySource,
      stdout: shell.fds.get(1)?.sink ?? shell.task.stdout,
      stderr: shell.fds.get(2)?.sink ?? shell.task.stderr,
      terminal: undefined,
    },
    async (task) => {
      const inner = copyOf(
        { ...shell, task: { ...shell.task, over: task.over }, foreground: new Set() },
        fds,
      );
      try {
        return await runAll(inner, [{ ...statement, background: false }]);
      } catch (error) {
        if (error instanceof ExitShell || error instanceof ReturnFrom) return error.code;
        throw error;
      } finally {
        if (task.over.aborted) for (const one of inner.foreground) one.deliver('SIGKILL');
      }
    },
  );
  const pid = await running.task.pid();
  const number = Math.max(0, ...shell.jobs.map((job) => job.number)) + 1;
  const job: Job = {
    number,
    pid,
    words,
    running: [running],
    code: undefined,
    exit: running.exit.then((exit) => (job.code = exit.signal ? 128 + signalNumber(exit.signal) : exit.code)),
  };
  shell.jobs.push(job);
  shell.background = String(pid);
  if (shell.interactive) await shell.fds.get(2)?.sink?.write(utf8(`[${String(number)}] ${String(pid)}\n`));
}

/** The job of `%1`, `%%` or of a number of a process. */
export function jobOf(shell: Shell, word: string): Job | undefined {
  if (word === '%%' || word === '%+' || word === '%') return shell.jobs.at(-1);
  const number = Number(word.replace(/^%/, ''));
  return shell.jobs.find((job) => (word.startsWith('%') ? job.number === number : job.pid === number));
}

/** Waits for jobs; a signal with a trap interrupts it, and then gives 128 and its number. */
export async function waitFor(shell: Shell, jobs: readonly Job[]): Promise<number> {
  const interrupted = new Promise<'signal'>((done) => (shell.wake = () => done('signal')));
  let status = 0;
  for (const job of jobs) {
    if (shell.pending.length > 0) return 128 + signalNumber(shell.pending[0] ?? '');
    const first = await Promise.race([job.exit, interrupted, overOf(shell)]);
    if (first === 'signal') return 128 + signalNumber(shell.pending[0] ?? '');
    status = first;
    const at = shell.jobs.indexOf(job);
    if (at >= 0) shell.jobs.splice(at, 1);
  }
  return status;
}

/** Fails when the process is over, or when the person interrupts. */
const overOf = (shell: Shell): Promise<never> =>
  new Promise((_, fail) => {
    const end = AbortSignal.any([shell.task.over, shell.control.signal]);
    const reject = (): void =>
      fail(shell.task.over.aborted ? (shell.task.over.reason as Error) : new ExitShell(130));
    if (end.aborted) reject();
    else end.addEventListener('abort', reject, { once: true });
  });

/** What an interactive shell says before its prompt about jobs that are done. */
export async function tellDone(shell: Shell): Promise<void> {
  for (const job of shell.jobs.filter((one) => one.code !== undefined)) {
    const how = job.code === 0 ? 'Done' : job.code === 143 ? 'Terminated' : `Exit ${String(job.code)}`;
    await shell.task.err(`[${String(job.number)}]+  ${how.padEnd(23)} ${job.words}\n`);
    shell.jobs.splice(shell.jobs.indexOf(job), 1);
  }
}
