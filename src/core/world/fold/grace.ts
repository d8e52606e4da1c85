import type { Container, World } from '../world';

const STOP = /\/containers\/([^/?]+)\/(?:stop|restart)(?:\?(?:[^#]*&)?t=(-?\d+))?/;

/**
 * Seconds until SIGKILL for a signal that just arrived. An event does not tell a `stop` from a `kill`: only an open
 * request of this app does. Null: not told, so nothing is counted down.
 */
export function graceOf(world: World, container: Container): number | null {
  for (const command of world.commands) {
    for (const exchange of command.exchanges) {
      if (exchange.status !== null) continue;
      const [, name = '', t] = STOP.exec(exchange.path) ?? [];
      if (name === '' || (decodeURIComponent(name) !== container.name && !container.id.startsWith(name)))
        continue;
      const seconds = t === undefined ? container.grace : Number(t);
      return seconds < 0 ? null : seconds;
    }
  }
  return null;
}
