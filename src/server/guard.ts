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
  return hostAllowed(request) && origin !== undefined && (origin === `http://${host ?? ''}` || origin === `https://${host ?? ''}`);
}

/** Compared in constant time. */
export function tokenMatches(given: unknown, token: string): boolean {
  if (typeof given !== 'string' || given.length !== token.length) return false;
  return timingSafeEqual(Buffer.from(given), Buffer.from(token));
}

/** The policy of every page. Nothing comes from elsewhere; `style-src-attr` stays closed, so no mark-up can paint itself. */
export const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

export const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': CSP,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
};
