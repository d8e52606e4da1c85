import { parseDuration } from '../../docker/duration';
import { Failure } from '../says';
import type { Parsed } from '../spec';

/** The engine counts in nanoseconds. */
const nanoseconds = (source: string): number => Math.round((parseDuration(source) ?? 0) * 1e6);

const SPANS = [
  ['health-interval', 'Interval'],
  ['health-timeout', 'Timeout'],
  ['health-start-period', 'StartPeriod'],
] as const;

/**
 * The check that tells whether a container works; undefined when no flag speaks of one, so that the image's goes on.
 * @throws Failure in the CLI's words
 */
export function readHealth(parsed: Parsed): Readonly<Record<string, unknown>> | undefined {
  const command = parsed.string('health-cmd');
  const retries = parsed.number('health-retries');
  const spans = SPANS.map(([flag, key]) => [flag, key, nanoseconds(parsed.string(flag))] as const);
  const wanted = command !== '' || retries !== 0 || spans.some(([, , value]) => value !== 0);
  if (parsed.bool('no-healthcheck')) {
    if (wanted) throw new Failure('--no-healthcheck conflicts with --health-* options');
    return { Test: ['NONE'] };
  }
  if (!wanted) return undefined;
  for (const [flag, , value] of spans) if (value < 0) throw new Failure(`--${flag} cannot be negative`);
  if (retries < 0) throw new Failure('--health-retries cannot be negative');
  return {
    ...(command === '' ? {} : { Test: ['CMD-SHELL', command] }),
    ...Object.fromEntries(spans.filter(([, , value]) => value !== 0).map(([, key, value]) => [key, value])),
    ...(retries === 0 ? {} : { Retries: retries }),
  };
}
