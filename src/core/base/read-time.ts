import { engineMs, type EngineMs } from './brand';

const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)$/;

/**
 * Reads an engine's RFC 3339 time. Engines write `0001-01-01T00:00:00Z` for "never", which gives null, as does
 * anything that is no time. Digits below a millisecond are dropped.
 */
export function readTime(source: unknown): EngineMs | null {
  if (typeof source !== 'string') return null;
  const match = RFC3339.exec(source);
  if (!match || match[1] === '0001') return null;
  const ms = Date.parse(
    `${source.slice(0, 19)}.${(match[7] ?? '0').padEnd(3, '0').slice(0, 3)}${match[8] ?? 'Z'}`,
  );
  return Number.isNaN(ms) ? null : engineMs(ms);
}
