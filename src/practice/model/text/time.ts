/** A moment of the machine: nanoseconds since 1970. As a number it would lose its last digits. */
export type Nanos = bigint;

export const SECOND: Nanos = 1_000_000_000n;
/** How engines write "never". */
export const NEVER = '0001-01-01T00:00:00Z';

export const toMs = (at: Nanos): number => Number(at / 1_000_000n);
export const toSeconds = (at: Nanos): number => Number(at / SECOND);
export const fromMs = (ms: number): Nanos => BigInt(Math.round(ms)) * 1_000_000n;

/** RFC 3339 with as many digits as there are, as Go's RFC3339Nano: `2026-11-25T03:22:08.63226Z`. */
export function iso(at: Nanos | null): string {
  if (at === null) return NEVER;
  const fraction = (at % SECOND).toString().padStart(9, '0').replace(/0+$/, '');
  return `${isoSeconds(at).slice(0, -1)}${fraction === '' ? '' : `.${fraction}`}Z`;
}

/** RFC 3339 with nine digits always, as the lines of `logs --timestamps` carry it. */
export const isoFull = (at: Nanos): string =>
  `${isoSeconds(at).slice(0, -1)}.${(at % SECOND).toString().padStart(9, '0')}Z`;

/** RFC 3339 without a fraction: `2026-11-25T03:22:08Z`. */
export const isoSeconds = (at: Nanos): string => `${new Date(toMs(at)).toISOString().slice(0, 19)}Z`;

/** Reads what `iso` wrote; null for never and for what is no time. */
export function fromIso(source: string): Nanos | null {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z$/.exec(source);
  if (!match || source === NEVER) return null;
  const ms = Date.parse(`${match[1] ?? ''}Z`);
  if (Number.isNaN(ms)) return null;
  return BigInt(ms) * 1_000_000n + BigInt((match[2] ?? '').padEnd(9, '0'));
}

/**
 * Reads `since` and `until` as the engine takes them: seconds since 1970, with a fraction of up to nine digits.
 * Null for none and for what is no time.
 */
export function fromTimestamp(source: string | undefined): Nanos | null {
  const match = /^(\d+)(?:\.(\d{1,9}))?$/.exec(source ?? '');
  if (!match) return null;
  return BigInt(match[1] ?? '0') * SECOND + BigInt((match[2] ?? '').padEnd(9, '0'));
}
