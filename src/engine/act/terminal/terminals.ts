import type { CommandId } from '../../../core/base/brand';
import type { Environment } from '../../../core/command/program';
import type { Attached, TerminalEntry } from '../../../core/journal/entry';
import type { Running } from '../run-command';
import { WindowTerminal, type Piece, type Size } from './window-terminal';

/** So many are kept; the oldest that ended makes room. */
export const MOST_TERMINALS = 12;
/** What a terminal has until its window said its own size: that of a VT100. */
const FIRST: Size = { rows: 24, columns: 80 };

/** What a command may know of its client when that has this terminal. */
export const inTerminal = (environment: Environment, terminal: WindowTerminal): Environment => ({
  ...environment,
  input: { tty: true },
  get terminal() {
    return terminal.size;
  },
});

interface Held {
  readonly terminal: WindowTerminal;
  running: Running | null;
}

/** The terminals of the windows, by the command that each was opened with. */
export class Terminals {
  private readonly held = new Map<string, Held>();

  constructor(private readonly tell: (entry: TerminalEntry) => void) {}

  /** @returns null when there are too many at work already */
  open(size: Size | undefined): WindowTerminal | null {
    if (this.held.size >= MOST_TERMINALS) {
      const ended = [...this.held].find(([, { running }]) => running === null)?.[0];
      if (ended === undefined) return null;
      this.close(ended);
    }
    return new WindowTerminal(size ?? FIRST);
  }

  /** Goes with its command from here on. */
  begin(command: CommandId, terminal: WindowTerminal, running: Running): void {
    const held: Held = { terminal, running };
    this.held.set(command, held);
    terminal.signal = (name) => running.interrupt(name);
    const ended = (): void => {
      held.running = null;
      terminal.finish();
    };
    void running.done.then(ended, ended);
    this.tell({ kind: 'terminal', command, state: 'open' });
  }

  attached(command: CommandId, at: Attached): void {
    if (this.held.has(command)) this.tell({ kind: 'terminal', command, state: 'attached', ...at });
  }

  type(command: string, bytes: Uint8Array): Promise<void> {
    return this.held.get(command)?.terminal.type(bytes) ?? Promise.resolve();
  }

  resize(command: string, size: Size): void {
    this.held.get(command)?.terminal.resize(size);
  }

  /** @returns null when there is no such terminal */
  read(command: string, from: number): Promise<Piece> | null {
    return this.held.get(command)?.terminal.read(from) ?? null;
  }

  /** Lets go of a program, which runs on; closes the terminal of one that ended. */
  leave(command: string): void {
    const held = this.held.get(command);
    if (!held) return;
    if (held.running) held.running.detach();
    else this.close(command);
  }

  private close(command: string): void {
    this.held.get(command)?.terminal.finish();
    this.held.delete(command);
    this.tell({ kind: 'terminal', command: command as CommandId, state: 'closed' });
  }
}
