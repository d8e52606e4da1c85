import { significant } from './significant';

const DECIMAL = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB'] as const;
const BINARY = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB', 'ZiB', 'YiB'] as const;

function scaled(bytes: number, base: number, units: readonly string[], digits: number): string {
  let value = Math.abs(bytes);
  let unit = 0;
  // The unit is chosen before rounding: 999,500 bytes are `1e+03kB`, as the CLI prints them.
  while (value >= base && unit < units.length - 1) {
    value /= base;
    unit += 1;
  }
  return `${bytes < 0 ? '-' : ''}${significant(value, digits)}${units[unit] ?? ''}`;
}

/** Bytes in thousands, three digits: sizes of images and containers, as `docker images` prints them. */
export const formatSize = (bytes: number): string => scaled(bytes, 1000, DECIMAL, 3);
/** Bytes in thousands, four digits: disk use, prune totals, progress of pulls. */
export const formatSizeFine = (bytes: number): string => scaled(bytes, 1000, DECIMAL, 4);
/** Bytes in 1024s, four digits: memory. */
export const formatMemory = (bytes: number): string => scaled(bytes, 1024, BINARY, 4);

const FACTORS: Readonly<Record<string, number>> = { b: 0, k: 1, m: 2, g: 3, t: 4, p: 5 };

/**
 * Reads a memory size as `-m` takes it: `64m`, `1.5g`, `512MiB`, `1024`; units are 1024s whatever their name.
 * @returns bytes, or null when it is no size (the CLI's `invalid size: 'lots'`)
 */
export function parseMemory(source: string): number | null {
  const match = /^(\d+(?:\.\d+)*)( ?)([a-z]*)$/i.exec(source);
  if (!match) return null;
  const value = Number(match[1]);
  if (!Number.isFinite(value)) return null;
  const unit = (match[3] ?? '').toLowerCase();
  if (unit === '') return Math.trunc(value);
  if (!/^(b|[kmgtp](b|ib)?)$/.test(unit)) return null;
  return Math.trunc(value * 1024 ** (FACTORS[unit.charAt(0)] ?? 0));
}
