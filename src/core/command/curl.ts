import { quoteWord } from './words';

/** A request as the journal keeps it. */
export interface CurlExchange {
  readonly method: string;
  /** With the version prefix and the query. */
  readonly path: string;
  readonly body: string | null;
}

/**
 * The same request as a command for curl. Holes of hidden values stay holes: the line is for reading, and for
 * trying once they are filled in.
 * @param endpoint `unix:///var/run/docker.sock`, `tcp://host:2375` @returns null where curl cannot go (ssh, npipe)
 */
export function curlOf(endpoint: string, { method, path, body }: CurlExchange): string | null {
  const words = ['curl'];
  let base: string;
  if (endpoint.startsWith('unix://')) {
    words.push('--unix-socket', endpoint.slice('unix://'.length));
    base = 'http://localhost';
  } else if (/^(tcp|https?):\/\//.test(endpoint))
    base = endpoint.replace(/^tcp:/, /:2376$/.test(endpoint) ? 'https:' : 'http:').replace(/\/$/, '');
  else return null;
  if (method === 'HEAD') words.push('--head');
  else if (method !== 'GET') words.push('-X', method);
  if (/\/(attach|exec\/[^/]+\/start)(\?|$)/.test(path))
    words.push('--no-buffer', '-H', 'Connection: Upgrade', '-H', 'Upgrade: tcp');
  else if (/\/(logs|events|stats|wait|images\/create)(\?|$)/.test(path)) words.push('--no-buffer');
  if (body !== null) words.push('-H', 'Content-Type: application/json', '-d', body);
  words.push(base + path);
  return words.map(quoteWord).join(' ');
}
