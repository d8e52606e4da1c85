import { isoFull } from '../model/text/time';
import type { LogsWanted } from '../model/wire';
import { frame } from './frames';

export interface LogLine {
  readonly stream: 'stdout' | 'stderr';
  readonly at: bigint;
  readonly bytes: Uint8Array;
}

/** What is kept of one container's output. */
const LINES = 20_000;
const BYTES = 8 * 1024 * 1024;
/** A line longer than this is cut in pieces, as the engine's drivers do. */
const PIECE = 16_384;
const NEWLINE = 10;

interface Log {
  lines: LogLine[];
  bytes: number;
  readonly partial: Record<'stdout' | 'stderr', Uint8Array>;
}

const joined = (a: Uint8Array, b: Uint8Array): Uint8Array => {
  const whole = new Uint8Array(a.length + b.length);
  whole.set(a);
  whole.set(b, a.length);
  return whole;
};

/** The output of containers, line by line with its time: what `docker logs` shows. */
export interface Logs {
  /** Gives the lines that became whole. */
  write(container: string, stream: 'stdout' | 'stderr', bytes: Uint8Array, at: bigint): readonly LogLine[];
  /** The process ended: what has no newline is a line all the same. */
  flush(container: string, at: bigint): readonly LogLine[];
  read(wanted: LogsWanted): readonly LogLine[];
  forget(container: string): void;
  all(): ReadonlyMap<string, readonly LogLine[]>;
  restore(container: string, lines: readonly LogLine[]): void;
}

export function openLogs(): Logs {
  const logs = new Map<string, Log>();
  const of = (container: string): Log => {
    const known = logs.get(container);
    if (known) return known;
    const made: Log = {
      lines: [],
      bytes: 0,
      partial: { stdout: new Uint8Array(), stderr: new Uint8Array() },
    };
    logs.set(container, made);
    return made;
  };
  const add = (log: Log, lines: readonly LogLine[]): void => {
    for (const line of lines) {
      log.lines.push(line);
      log.bytes += line.bytes.length;
    }
    let drop = 0;
    while (log.lines.length - drop > LINES || (log.bytes > BYTES && log.lines.length - drop > 1)) {
      log.bytes -= log.lines[drop]?.bytes.length ?? 0;
      drop += 1;
    }
    if (drop > 0) log.lines = log.lines.slice(drop);
  };
  return {
    write(container, stream, bytes, at) {
      const log = of(container);
      let rest = joined(log.partial[stream], bytes);
      const lines: LogLine[] = [];
      for (;;) {
        const newline = rest.indexOf(NEWLINE);
        const length = newline >= 0 && newline < PIECE ? newline + 1 : rest.length >= PIECE ? PIECE : 0;
        if (length === 0) break;
        lines.push({ stream, at, bytes: rest.slice(0, length) });
        rest = rest.subarray(length);
      }
      log.partial[stream] = rest.slice();
      add(log, lines);
      return lines;
    },
    flush(container, at) {
      const log = logs.get(container);
      if (!log) return [];
      const lines: LogLine[] = [];
      for (const stream of ['stdout', 'stderr'] as const) {
        const bytes = log.partial[stream];
        if (bytes.length > 0) lines.push({ stream, at, bytes });
        log.partial[stream] = new Uint8Array();
      }
      add(log, lines);
      return lines;
    },
    read(wanted) {
      const lines = (logs.get(wanted.container)?.lines ?? []).filter((line) => isWanted(wanted, line));
      return wanted.tail === null ? lines : lines.slice(Math.max(0, lines.length - wanted.tail));
    },
    forget(container) {
      logs.delete(container);
    },
    all: () => new Map([...logs].map(([container, log]) => [container, log.lines])),
    restore(container, lines) {
      add(of(container), lines);
    },
  };
}

export const isWanted = (wanted: LogsWanted, line: LogLine): boolean =>
  (line.stream === 'stdout' ? wanted.stdout : wanted.stderr) &&
  (wanted.since === null || line.at >= wanted.since) &&
  (wanted.until === null || line.at <= wanted.until);

/** A line as the stream carries it: framed unless the container has a terminal. */
export function shownLine(wanted: LogsWanted, line: LogLine): Uint8Array {
  const bytes = wanted.timestamps
    ? joined(new TextEncoder().encode(`${isoFull(line.at)} `), line.bytes)
    : line.bytes;
  return wanted.tty ? bytes : frame(line.stream, bytes);
}
