import type { Terminal, World } from '../../core/world/world';

/** What a terminal is called: by its container, or by its command while there is none. */
export function terminalName(terminal: Terminal, world: World): string {
  const container = terminal.attached && world.containers.get(terminal.attached.container);
  return container ? container.name : terminal.text.replace(/^docker\s+/, '');
}

/** Two sentences: what is at the other end, and what leaving does. */
export function terminalWords({ attached, exitCode }: Terminal): string {
  if (exitCode !== null)
    return attached === null
      ? `The command ended with exit code ${String(exitCode)}; no program came to be at this terminal.`
      : `The command ended with exit code ${String(exitCode)}. What it showed stays until you close it.`;
  if (attached === null) return 'No program is at the other end yet.';
  const { tty, input, main } = attached;
  if (tty && input)
    return main
      ? 'This program is the container’s process 1: when it ends, the container ends. Ctrl-P Ctrl-Q lets go and leaves it running.'
      : 'Leaving does not stop the container: this program is not its process 1.';
  if (input)
    return '-i without -t: the program reads your lines through a pipe, once you press Enter. It sees no terminal, so it shows no prompt and no colours. Ctrl-D ends its input.';
  return tty
    ? '-t without -i: the program has a terminal, so it shows a prompt; but nothing that you type reaches it. Ctrl-C is sent to it as a signal.'
    : 'The program’s output is shown; nothing that you type reaches it. Ctrl-C is sent to it as a signal.';
}

export interface Way {
  readonly flags: string;
  readonly says: string;
}

/** What `-i` and `-t` are each good for, side by side. */
export const WAYS: readonly Way[] = [
  { flags: '-it', says: 'you type, and the program sees a terminal: prompt, colours, each key at once' },
  { flags: '-i', says: 'you type, line by line; the program sees a pipe and shows no prompt' },
  { flags: '-t', says: 'the program sees a terminal; what you type does not reach it' },
  { flags: '', says: 'output only: a shell finds its input ended, and ends' },
];

/** The same program once more, with other flags; null where it is not known what runs. */
export function wayCommand({ attached }: Terminal, world: World, flags: string): string | null {
  const container = attached && world.containers.get(attached.container);
  if (!container) return null;
  const between = flags === '' ? '' : `${flags} `;
  return attached.main
    ? `run --rm ${between}${container.image}${container.command === '' ? '' : ` ${container.command}`}`
    : `exec ${between}${container.name} sh`;
}
