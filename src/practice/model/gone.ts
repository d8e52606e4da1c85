import type { Turn } from './turn';
import type { Ticket } from './wire';
import { pullTimer } from './image/pull';

/**
 * A client went away. It waits no longer; a pull that nobody hears any more ends, as the engine cancels it; what
 * else was begun goes on.
 */
export function gone(turn: Turn, ticket: Ticket): void {
  if (turn.model.waiters.some((one) => one.ticket === ticket)) {
    turn.change({ waiters: turn.model.waiters.filter((one) => one.ticket !== ticket) });
  }
  for (const job of turn.model.pulls.values()) {
    if (!job.tickets.includes(ticket)) continue;
    const tickets = job.tickets.filter((one) => one !== ticket);
    if (tickets.length > 0) turn.change({ pulls: turn.model.pulls.set(job.id, { ...job, tickets }) });
    else {
      turn.change({ pulls: turn.model.pulls.delete(job.id) });
      turn.do({ kind: 'cancel', key: pullTimer(job.id) });
    }
  }
}
