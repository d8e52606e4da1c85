import { eventMatches } from '../events';
import { filtersOf, param } from '../reading';
import { fromTimestamp } from '../text/time';
import { Refused, type Turn } from '../turn';
import type { ApiRequest, Reply } from '../wire';

/**
 * `since` replays what is kept, from that moment on and with it; `until` ends the stream at that moment, at once
 * when it is past. Without `since` nothing is replayed.
 */
export function events(turn: Turn, request: ApiRequest): Reply {
  const filters = filtersOf(request, null);
  const since = fromTimestamp(param(request, 'since'));
  const until = fromTimestamp(param(request, 'until'));
  if (since !== null && until !== null && until < since) {
    throw new Refused(
      400,
      `\`since\` time (${param(request, 'since')}) cannot be after \`until\` time (${param(request, 'until')})`,
    );
  }
  const past =
    since === null && until === null
      ? []
      : turn.model.events.filter(
          (event) =>
            (since === null || event.at >= since) &&
            (until === null || event.at <= until) &&
            eventMatches(event, filters),
        );
  const over = until !== null && until <= turn.now;
  return {
    kind: 'events',
    wanted: { past: since === null ? [] : past, live: over ? null : { filters, until } },
  };
}
