import type { EntryOf } from '../../journal/entry';
import type { Terminal, World } from '../world';

const change = (
  world: World,
  command: Terminal['command'],
  changed: (terminal: Terminal) => Terminal,
): World =>
  world.terminals.some((terminal) => terminal.command === command)
    ? {
        ...world,
        terminals: world.terminals.map((terminal) =>
          terminal.command === command ? changed(terminal) : terminal,
        ),
      }
    : world;

export function foldTerminal(world: World, entry: EntryOf<'terminal'>): World {
  const { command } = entry;
  switch (entry.state) {
    case 'open': {
      const text = world.commands.findLast((known) => known.id === command)?.text ?? '';
      const opened: Terminal = { command, text, attached: null, exitCode: null };
      return { ...world, terminals: [...world.terminals, opened] };
    }
    case 'attached': {
      const { container, tty, input, main } = entry;
      return change(world, command, (known) => ({ ...known, attached: { container, tty, input, main } }));
    }
    case 'closed':
      return { ...world, terminals: world.terminals.filter((terminal) => terminal.command !== command) };
  }
}

export const endTerminal = (world: World, entry: EntryOf<'command-finished'>): World =>
  change(world, entry.command, (known) => ({ ...known, exitCode: entry.exitCode }));
