const SECOND = 1000;
const HOUR = 3_600_000;

/**
 * A span in words, as the CLI and the engine both write it: `Less than a second`, `About an hour`, `3 weeks`.
 * Hours are rounded before they are judged, everything else is cut off; never `1 day`, `1 week`, `1 month`.
 * @param ms milliseconds; a negative span (the future) counts as none
 */
export function humanDuration(ms: number): string {
  const seconds = Math.trunc(ms / SECOND);
  if (seconds < 1) return 'Less than a second';
  if (seconds === 1) return '1 second';
  if (seconds < 60) return `${String(seconds)} seconds`;
  const minutes = Math.trunc(seconds / 60);
  if (minutes === 1) return 'About a minute';
  if (minutes < 60) return `${String(minutes)} minutes`;
  const hours = Math.trunc(ms / HOUR + 0.5);
  if (hours === 1) return 'About an hour';
  if (hours < 48) return `${String(hours)} hours`;
  if (hours < 24 * 7 * 2) return `${String(Math.trunc(hours / 24))} days`;
  if (hours < 24 * 30 * 2) return `${String(Math.trunc(hours / 24 / 7))} weeks`;
  if (hours < 24 * 365 * 2) return `${String(Math.trunc(hours / 24 / 30))} months`;
  return `${String(Math.trunc(Math.trunc(ms / HOUR) / 24 / 365))} years`;
}

const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: HOUR,
};

/** Reads a Go duration: `1h30m`, `2.5s`, `-10m`. @returns milliseconds, or null when it is none */
export function parseDuration(source: string): number | null {
  const match = /^([+-]?)((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+|0)$/.exec(source);
  if (!match) return null;
  let total = 0;
  for (const part of (match[2] ?? '').matchAll(/(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g)) {
    total += Number(part[1]) * (UNITS[part[2] ?? ''] ?? 0);
  }
  return match[1] === '-' ? -total : total;
}
