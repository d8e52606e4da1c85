import type { LogsWanted } from '../model/wire';
import type { Exchange } from './exchange';
import { isWanted, shownLine, type LogLine, type Logs } from './logs';

/** Those who read a container's log, and stay for more of it. */
export interface Followers {
  join(ticket: number, exchange: Exchange, wanted: LogsWanted, type: string | null, ended: () => void): void;
  leave(ticket: number): void;
  tell(container: string, lines: readonly LogLine[]): void;
  /** The process ended: its last lines, and no more. */
  end(container: string, lines: readonly LogLine[]): void;
}

interface Follower {
  readonly exchange: Exchange;
  readonly wanted: LogsWanted;
  readonly ended: () => void;
}

export function openFollowers(logs: Logs): Followers {
  const all = new Map<number, Follower>();
  const tell = (container: string, lines: readonly LogLine[]): void => {
    if (lines.length === 0) return;
    for (const { exchange, wanted } of all.values()) {
      if (wanted.container !== container) continue;
      for (const line of lines) if (isWanted(wanted, line)) exchange.say(shownLine(wanted, line));
    }
  };
  return {
    join(ticket, exchange, wanted, type, ended) {
      exchange.open(200, type);
      for (const line of logs.read(wanted)) exchange.say(shownLine(wanted, line));
      if (wanted.follow) all.set(ticket, { exchange, wanted, ended });
      else ended();
    },
    leave(ticket) {
      all.delete(ticket);
    },
    tell,
    end(container, lines) {
      tell(container, lines);
      for (const [ticket, one] of all) {
        if (one.wanted.container !== container) continue;
        all.delete(ticket);
        one.ended();
      }
    },
  };
}
