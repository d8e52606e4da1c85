import type { Request } from './program';

/** A query as Go's url.Values writes it: sorted by name, blanks as `+`. */
export function queryText(query: Request['query']): string {
  if (!query) return '';
  const names = Object.keys(query).sort();
  return names
    .flatMap((name) => [query[name] ?? ''].flat().map((value) => `${escape(name)}=${escape(value)}`))
    .join('&');
}

const percent = (sign: string): string =>
  `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
const escape = (text: string): string =>
  encodeURIComponent(wellFormed(text))
    .replaceAll('%20', '+')
    .replace(/[!'()*]/g, percent);

/** A half of a surrogate pair, which cannot be sent, becomes U+FFFD. */
const wellFormed = (text: string): string => text.replace(/[\ud800-\udfff]/gu, '\ufffd');

/** `.`, `..` and doubled slashes taken out, as the CLI's client joins paths. */
function clean(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/**
 * What stands in the request line: version, path, query, escaped as the CLI's client does.
 * @param api `1.41`
 */
export function requestPath({ path, query }: Pick<Request, 'path' | 'query'>, api: string): string {
  const escaped = encodeURIComponent(wellFormed(clean(`/v${api}/${path}`))).replace(
    /%(?:24|26|2B|2C|2F|3A|3B|3D|40)/g,
    decodeURIComponent,
  );
  const asked = queryText(query);
  return `${escaped}${asked === '' ? '' : `?${asked}`}`;
}
