import type { Asked } from '../../lab/recording-proxy';

/** Questions about the engine itself: each client asks them in its own way and as often as it likes. */
const ABOUT_ITSELF = /^\/(_ping|version)$/;

const own = (text: string): string =>
  text
    .replace(/\b[0-9a-f]{64}\b/g, '<id>')
    .replace(/\b[0-9a-f]{12}\b/g, '<short id>')
    // A moment that is counted from now.
    .replace(/\b(since|until)=\d{10}(\.\d+)?/g, '$1=<time>')
    .replace(/"ConsoleSize":\[\d+,\d+\]/g, '"ConsoleSize":[0,0]');

/** A body that is JSON, with sorted keys; what is no JSON (archives) counts as there. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      // The docker command sends variables in no fixed order.
      .map(([key, inner]) => [key, key === 'Env' && Array.isArray(inner) ? inner.toSorted() : sorted(inner)]),
  );
}

function bodyOf({ body, headers }: Asked): string {
  if (body === '') return '';
  if (!String(headers['content-type'] ?? '').includes('json')) return '<bytes>';
  try {
    return JSON.stringify(sorted(JSON.parse(body)));
  } catch {
    return body;
  }
}

/** One request in a line: method, path without the version, query in order of names, body. */
export function inALine(asked: Asked): string {
  const url = new URL(asked.path, 'http://engine');
  url.searchParams.sort();
  const path = url.pathname.replace(/^\/v\d+\.\d+/, '');
  const query = url.searchParams.toString();
  const text = `${asked.method} ${path}${query === '' ? '' : `?${query}`} ${bodyOf(asked)}`.trim();
  return own(text);
}

/** What a command asked of an engine, as far as two clients must agree. */
export const requestsOf = (asked: readonly Asked[]): readonly string[] =>
  asked
    .filter(
      ({ path }) => !ABOUT_ITSELF.test(new URL(path, 'http://engine').pathname.replace(/^\/v\d+\.\d+/, '')),
    )
    .map(inALine);
