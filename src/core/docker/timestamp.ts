import { parseDuration } from './duration';

const PLAIN = /^(\d{4}-\d\d-\d\d)(?:T(\d\d)(?::(\d\d)(?::(\d\d)(\.\d{1,9})?)?)?)?(Z|[+-]\d\d:\d\d)?$/;

/**
 * Turns what `--since` and `--until` take into what the engine takes: a Go duration counts back from now, a
 * date is read in the local zone unless it names one, a number is passed on.
 * @param now milliseconds since 1970 @returns seconds, with nanoseconds for dates; null when it is none of them
 */
export function engineTimestamp(source: string, now: number): string | null {
  const ago = parseDuration(source);
  if (ago !== null) return String(Math.floor((now - ago) / 1000));
  const match = PLAIN.exec(source);
  if (match) {
    const [, day = '', hour = '00', minute = '00', second = '00', fraction = '', zone = ''] = match;
    const ms = Date.parse(`${day}T${hour}:${minute}:${second}${zone}`);
    if (Number.isNaN(ms)) return null;
    return `${String(Math.floor(ms / 1000))}.${fraction.slice(1).padEnd(9, '0')}`;
  }
  return /^-?\d+(\.\d{1,9})?$/.test(source) ? source : null;
}
