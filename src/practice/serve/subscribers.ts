import { eventLine, eventMatches, type EngineEvent } from '../model/events';
import type { EventsWanted, Filters } from '../model/wire';
import type { Clock } from './clock';
import type { Exchange } from './exchange';

interface Subscriber {
  readonly exchange: Exchange;
  readonly filters: Filters;
  readonly until: bigint | null;
  readonly cancel: () => void;
}

/** Those who listen at `/events`. */
export interface Subscribers {
  join(ticket: number, exchange: Exchange, wanted: EventsWanted, ended: () => void): void;
  leave(ticket: number): void;
  tell(event: EngineEvent): void;
  close(): void;
}

export function openSubscribers(clock: Clock): Subscribers {
  const all = new Map<number, Subscriber>();
  return {
    join(ticket, exchange, wanted, ended) {
      exchange.open(200, 'application/json');
      for (const event of wanted.past) exchange.say(eventLine(event));
      if (!wanted.live) {
        ended();
        return;
      }
      const { filters, until } = wanted.live;
      const over = (): void => {
        all.delete(ticket);
        ended();
      };
      const cancel = until === null ? () => undefined : clock.at(until, over);
      all.set(ticket, { exchange, filters, until, cancel });
    },
    leave(ticket) {
      all.get(ticket)?.cancel();
      all.delete(ticket);
    },
    tell(event) {
      if (all.size === 0) return;
      const line = eventLine(event);
      for (const one of all.values()) {
        const early = one.until === null || event.at <= one.until;
        if (early && eventMatches(event, one.filters)) one.exchange.say(line);
      }
    },
    close() {
      for (const one of all.values()) one.cancel();
      all.clear();
    },
  };
}
