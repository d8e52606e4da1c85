import type { Filters } from './wire';
import { goJson } from './text/go-json';
import { toSeconds, type Nanos } from './text/time';

/** One event as the engine sends it at `/events`. */
export interface EngineEvent {
  readonly type: 'container' | 'image' | 'network' | 'volume' | 'builder';
  /** With what follows the colon: `exec_create: sh `. */
  readonly action: string;
  readonly id: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly at: Nanos;
}

/** How many past events `since` can reach. (moby, daemon/events: `eventsLimit`) */
export const EVENTS_KEPT = 256;

/** The line of the stream, as 20.10 to 28 write it: events of containers and images carry three old fields too. */
export function eventLine(event: EngineEvent): string {
  const attributes = Object.fromEntries(
    Object.entries(event.attributes).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
  );
  const old =
    event.type === 'container' || event.type === 'image'
      ? {
          status: event.action,
          ...(event.id === '' ? {} : { id: event.id }),
          ...(event.type === 'container' && attributes['image'] !== undefined
            ? { from: attributes['image'] }
            : {}),
        }
      : {};
  return `${goJson({
    ...old,
    Type: event.type,
    Action: event.action,
    Actor: { ID: event.id, Attributes: attributes },
    scope: 'local',
    time: toSeconds(event.at),
    timeNano: event.at,
  })}\n`;
}

const bare = (action: string): string => action.split(':')[0] ?? '';

/** Values of a key are alternatives; all keys must match. Unknown keys match nothing that they name. */
export function eventMatches(event: EngineEvent, filters: Filters): boolean {
  const attributes = event.attributes;
  const has = (key: string, test: (value: string) => boolean): boolean =>
    (filters.get(key) ?? []).length === 0 || (filters.get(key) ?? []).some(test);
  const label = (value: string): boolean => {
    const [name = '', ...rest] = value.split('=');
    return rest.length === 0 ? attributes[name] !== undefined : attributes[name] === rest.join('=');
  };
  /** An object by its id, the start of its id, or its name, if the event is of its type. */
  const named = (key: EngineEvent['type']) =>
    has(
      key,
      (value) =>
        event.type === key &&
        (event.id === value || event.id.startsWith(value) || attributes['name'] === value),
    );
  const image = (value: string): boolean => {
    const name = event.type === 'image' ? event.id : (attributes['image'] ?? '');
    const other = event.type === 'image' ? (attributes['name'] ?? '') : name;
    return [name, other].some((one) => one === value || one.split(':')[0] === value);
  };
  return (
    has('type', (value) => value === event.type) &&
    has('event', (value) => value === event.action || value === bare(event.action)) &&
    has('action', (value) => value === event.action || value === bare(event.action)) &&
    has('label', label) &&
    has('scope', (value) => value === 'local') &&
    has('image', image) &&
    named('container') &&
    named('network') &&
    named('volume')
  );
}
