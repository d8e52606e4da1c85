/** Clients that hear a process: attach and exec, framed or with a terminal, and what they type. */
import type { Hijack, ProcessKey } from '../model/wire';
import type { RunningProcess } from '../programs';
import type { Wire } from './exchange';
import { frame } from './frames';
import { shownLine, type Logs } from './logs';

/** Bytes that may wait for one slow client; then the program is held until they are gone. */
const BACKLOG = 4 * 1024 * 1024;

export interface Listeners {
  join(wanted: Hijack, wire: Wire): void;
  output(process: ProcessKey, stream: 'stdout' | 'stderr', bytes: Uint8Array): void;
  /** The process runs: what was typed until now goes to it. */
  started(process: ProcessKey, running: RunningProcess): void;
  /** Nobody hears it any more. */
  hangUp(process: ProcessKey): void;
  close(): void;
}

interface Input {
  running: RunningProcess | undefined;
  early: Uint8Array[];
  closed: boolean;
  /** How many clients are too slow for it now. */
  held: number;
}

export function openListeners(logs: Logs, mayThaw: (process: ProcessKey) => boolean): Listeners {
  const hearing = new Map<ProcessKey, Set<{ readonly wanted: Hijack; readonly wire: Wire }>>();
  const inputs = new Map<ProcessKey, Input>();

  const inputOf = (process: ProcessKey): Input => {
    const known = inputs.get(process);
    if (known) return known;
    const made: Input = { running: undefined, early: [], closed: false, held: 0 };
    inputs.set(process, made);
    return made;
  };

  const listenTo = (wanted: Hijack, wire: Wire): void => {
    const input = inputOf(wanted.process);
    wire.onData((bytes) => {
      if (!wanted.stdin) return;
      if (input.running) input.running.write(bytes);
      else input.early.push(bytes);
    });
    wire.onEnd(() => {
      if (!wanted.stdin || !wanted.stdinOnce || wanted.tty) return;
      input.closed = true;
      input.running?.closeInput();
    });
  };

  const hold = (process: ProcessKey, wire: Wire): void => {
    const input = inputOf(process);
    const { running } = input;
    if (!running) return;
    input.held += 1;
    if (input.held === 1) running.freeze();
    wire.onDrain(() => {
      input.held -= 1;
      if (input.held === 0 && mayThaw(process)) running.thaw();
    });
  };

  return {
    join(wanted, wire) {
      if (wanted.logs) for (const line of logs.read(wanted.logs)) wire.write(shownLine(wanted.logs, line));
      if (!wanted.stream) {
        wire.end();
        return;
      }
      const one = { wanted, wire };
      const some = hearing.get(wanted.process) ?? new Set();
      some.add(one);
      hearing.set(wanted.process, some);
      listenTo(wanted, wire);
      wire.onClose(() => {
        some.delete(one);
      });
    },
    output(process, stream, bytes) {
      for (const { wanted, wire } of hearing.get(process) ?? []) {
        if (!(stream === 'stdout' ? wanted.stdout : wanted.stderr)) continue;
        const before = wire.waiting();
        wire.write(wanted.tty ? bytes : frame(stream, bytes));
        if (before < BACKLOG && wire.waiting() >= BACKLOG) hold(process, wire);
      }
    },
    started(process, running) {
      const input = inputOf(process);
      input.running = running;
      for (const bytes of input.early.splice(0)) running.write(bytes);
      if (input.closed) running.closeInput();
    },
    hangUp(process) {
      for (const { wire } of hearing.get(process) ?? []) wire.end();
      hearing.delete(process);
      inputs.delete(process);
    },
    close() {
      for (const process of [...hearing.keys()]) this.hangUp(process);
    },
  };
}
