import type { ScriptNode } from './ast';
import { runAll } from './interpreter';
import { collector, fromUtf8 } from '../streams';
import { copyOf, ExitShell, ReturnFrom, type Shell } from './state';

/** What a command writes, without the line ends at its end; `$?` is its status then. */
export async function outputOf(shell: Shell, body: ScriptNode): Promise<string> {
  const kept = collector((held) => held > 1_000_000 && shell.task.memory(4_000_000 + held));
  const inner = copyOf(shell, new Map(shell.fds).set(1, { sink: kept.sink }));
  try {
    await runAll(inner, body.statements);
    shell.substituted = inner.status;
  } catch (error) {
    if (!(error instanceof ExitShell || error instanceof ReturnFrom)) throw error;
    shell.substituted = error.code;
  }
  return fromUtf8(kept.bytes()).replaceAll('\0', '').replace(/\n+$/, '');
}
