import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i;

/**
 * Only pages of this host may ask it: the Host header must be a loopback name (any port, so that an ssh tunnel works),
 * which keeps out names that an attacker's DNS points here; an Origin, where there is one, must be that same host.
 */
export function hostAllowed(request: Pick<IncomingMessage, 'headers'>): boolean {
  return LOOPBACK.test(request.headers.host ?? '');
}

export function originAllowed(request: Pick<IncomingMessage, 'headers'>): boolean {
  const { origin, host } = request.headers;
  return (
    hostAllowed(request) &&
    origin !== undefined &&
    (origin === `http://${host ?? ''}` || origin === `https://${host ?? ''}`)
  );
}

/** Compared in constant time. */
export function tokenMatches(given: unknown, token: string): boolean {
  if (typeof given !== 'string' || given.length !== token.length) return false;
  return timingSafeEqual(Buffer.from(given), Buffer.from(token));
}
