import { engineMs } from '../../core/base/brand';
import { number, object, text } from '../../core/base/read';
import type { EngineEventEntry } from '../../core/journal/entry';
import type { JsonLine } from '../wire/ndjson';

/** Attributes that some fold or sentence reads. The rest are labels of the object, and may be of any size. */
const KEPT: ReadonlySet<string> = new Set([
  'name',
  'image',
  'exitCode',
  'signal',
  'oldName',
  'container',
  'network',
  'type',
  'driver',
  'execID',
  'execDuration',
  'imageID',
  'imageRef',
  'destination',
  'containerExitCode',
  'com.docker.compose.project',
  'com.docker.compose.service',
]);
const LONGEST = 512;

/** Nineteen digits from the line itself: JSON.parse would round them. A label cannot forge this: its quotes are escaped. */
const NANO = /"timeNano"\s*:\s*(\d+)/;

/** Reads one line of `/events`. Null for what is no event at all. */
export function readEvent({ value, raw }: JsonLine): EngineEventEntry | null {
  const event = object(value);
  const actor = object(event['Actor']);
  const type = text(event['Type']);
  const action = text(event['Action']) || text(event['status']);
  if (type === '' || action === '') return null;
  const attributes: Record<string, string> = {};
  for (const [key, attribute] of Object.entries(object(actor['Attributes']))) {
    if (KEPT.has(key) && typeof attribute === 'string' && attribute !== '')
      attributes[key] = attribute.slice(0, LONGEST);
  }
  const health = text(event['HealthStatus']);
  const timeNano = NANO.exec(raw)?.[1] ?? '';
  const ms = timeNano.length > 6 ? Number(timeNano.slice(0, -6)) : number(event['time']) * 1000;
  return {
    kind: 'event',
    type,
    action: (action === 'health_status' && health !== '' ? `health_status: ${health}` : action).slice(
      0,
      LONGEST,
    ),
    id: text(actor['ID']).slice(0, LONGEST),
    attributes,
    time: engineMs(ms),
    timeNano,
  };
}
