/**
 * Runs a syntax tree as a shell does: lists, pipelines whose parts run at the same time, compound commands,
 * functions, background jobs. Between two steps it lets the worker hear what arrived, so that no loop is endless
 * for anybody but itself.
 */
import type { CommandNode, Compound, PipelineNode, StatementNode, Statements } from './ast';
import { background } from './jobs';
import { compound } from './compound';
import { withRedirections } from './redirect';
import { simple } from './simple';
import {
  complaint,
  copyOf,
  ExitShell,
  LeaveLoop,
  ReturnFrom,
  ShellError,
  type Fd,
  type Shell,
} from './state';
import { pipe, utf8 } from '../streams';
import { runTrap, runTraps } from './traps';

/** Steps between two turns of the event loop. */
const STRETCH = 40;

const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

/** Tells a shell's own error; ends the shell when the error is of that kind. */
export async function tell(shell: Shell, error: ShellError): Promise<number> {
  await shell.fds.get(2)?.sink?.write(utf8(complaint(shell, error.message)));
  if (error.fatal && !shell.interactive) throw new ExitShell(error.code);
  return error.code;
}

export async function runAll(shell: Shell, statements: Statements): Promise<number> {
  for (const statement of statements) await runStatement(shell, statement);
  return shell.status;
}

async function runStatement(shell: Shell, statement: StatementNode): Promise<void> {
  shell.steps += 1;
  if (shell.steps % STRETCH === 0) await turn();
  await shell.session.thawed();
  shell.task.over.throwIfAborted();
  if (shell.control.signal.aborted) throw new ExitShell(130);
  if (statement.deferredError) {
    await tell(shell, new ShellError(statement.deferredError.message, 2, true));
    shell.status = 2;
    return;
  }
  if (statement.background) {
    await background(shell, statement);
    shell.status = 0;
    return;
  }
  for (const [i, pipeline] of statement.pipelines.entries()) {
    const operator = statement.operators[i - 1];
    if (operator === '&&' && shell.status !== 0) continue;
    if (operator === '||' && shell.status === 0) continue;
    const last = i === statement.pipelines.length - 1;
    const tolerant = !last || pipeline.negated;
    if (tolerant) shell.tolerant += 1;
    try {
      shell.status = await runPipeline(shell, pipeline);
    } finally {
      if (tolerant) shell.tolerant -= 1;
    }
    if (shell.pending.length > 0) await runTraps(shell);
    const fails = last && !pipeline.negated && shell.status !== 0 && shell.tolerant === 0;
    if (fails && shell.traps.has('ERR')) await runTrap(shell, 'ERR');
    if (fails && shell.options.has('errexit')) throw new ExitShell(shell.status);
  }
}

async function runPipeline(shell: Shell, pipeline: PipelineNode): Promise<number> {
  const started = shell.task.machine.now();
  const [first] = pipeline.commands;
  let status = 0;
  if (pipeline.commands.length === 1 && first) status = await runCommand(shell, first);
  else if (first) status = await runPiped(shell, pipeline);
  if (pipeline.timed === true) {
    const seconds = (shell.task.machine.now() - started) / 1000;
    const told = (name: string, s: number): string =>
      `${name}\t${String(Math.floor(s / 60))}m${(s % 60).toFixed(3)}s\n`;
    await shell.fds
      .get(2)
      ?.sink?.write(utf8(`\n${told('real', seconds)}${told('user', 0)}${told('sys', 0)}`));
  }
  return pipeline.negated ? Number(status === 0) : status;
}

async function runPiped(shell: Shell, pipeline: PipelineNode): Promise<number> {
  let input: Fd | undefined = shell.fds.get(0);
  const runs = pipeline.commands.map((command, i) => {
    const fds = new Map(shell.fds);
    if (input) fds.set(0, input);
    const next = i < pipeline.commands.length - 1 ? pipe() : undefined;
    if (next) {
      fds.set(1, { sink: next.sink });
      if (pipeline.pipeStderr?.[i] === true) fds.set(2, { sink: next.sink });
    }
    const reads = i > 0 ? input?.source : undefined;
    input = next ? { source: next.source } : undefined;
    const part = copyOf(shell, fds);
    const done = (async () => {
      try {
        return await runCommand(part, command);
      } catch (error) {
        if (error instanceof ExitShell || error instanceof ReturnFrom) return error.code;
        throw error;
      } finally {
        next?.sink.close();
        reads?.close();
      }
    })();
    return done;
  });
  const statuses = await Promise.all(runs);
  const failed = shell.options.has('pipefail') ? statuses.findLast((status) => status !== 0) : undefined;
  return failed ?? statuses.at(-1) ?? 0;
}

export async function runCommand(shell: Shell, command: CommandNode): Promise<number> {
  if (command.type === 'SimpleCommand') return simple(shell, command);
  if (command.type === 'FunctionDef') {
    shell.functions.set(command.name, command);
    return 0;
  }
  return runCompound(shell, command);
}

/** Runs a compound command with its redirections. */
export async function runCompound(shell: Shell, command: Compound): Promise<number> {
  try {
    if (command.redirections.length === 0) return await compound(shell, command);
    return await withRedirections(shell, command.redirections, () => compound(shell, command));
  } catch (error) {
    if (error instanceof ShellError) return tell(shell, error);
    throw error;
  }
}

/** Statements in which a failure does not end the shell: conditions. */
export async function succeeds(shell: Shell, statements: Statements): Promise<boolean> {
  shell.tolerant += 1;
  try {
    return (await runAll(shell, statements)) === 0;
  } finally {
    shell.tolerant -= 1;
  }
}

/** The body of a loop; says whether the loop goes on. */
export async function loopBody(shell: Shell, body: Statements): Promise<boolean> {
  try {
    await runAll(shell, body);
    return true;
  } catch (error) {
    if (!(error instanceof LeaveLoop)) throw error;
    if (error.levels > 1) throw new LeaveLoop(error.again, error.levels - 1);
    return error.again;
  }
}
