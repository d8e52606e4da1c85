import { parse } from 'just-bash';
import { runAll } from './interpreter';
import type { Shell } from './state';

/** Runs the traps of the signals that arrived; `$?` is afterwards what it was. */
export async function runTraps(shell: Shell): Promise<void> {
  for (let signal = shell.pending.shift(); signal !== undefined; signal = shell.pending.shift()) {
    await runTrap(shell, signal);
  }
}

export async function runTrap(shell: Shell, name: string): Promise<void> {
  const action = shell.traps.get(name);
  if (action === undefined || action === '') return;
  const status = shell.status;
  shell.tolerant += 1;
  try {
    await runAll(shell, parse(action).statements);
  } finally {
    shell.tolerant -= 1;
  }
  shell.status = status;
}

/** A signal with a trap waits for the command that runs; `wait` is woken by it. */
export function trapped(shell: Shell, signal: string): void {
  const action = shell.traps.get(signal);
  if (action === undefined || action === '') return;
  shell.pending.push(signal);
  shell.wake();
}

/** What the shell does when it leaves: the trap on `EXIT`, once. */
export async function runExitTrap(shell: Shell): Promise<void> {
  const action = shell.traps.get('EXIT');
  shell.traps.delete('EXIT');
  if (action !== undefined && action !== '') await runAll(shell, parse(action).statements);
}
