import { quoteGo } from './quote';
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

const FACTORS: ReadonlyMap<string, number> = new Map([
  ['k', 1],
  ['m', 2],
  ['g', 3],
  ['t', 4],
  ['p', 5],
]);
const NUMBER = /^[+-]?(?:\d+(?:_\d+)*\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * Reads a memory size as `-m` takes it: `64m`, `1.5g`, `.5 GiB`, `1024`; units are 1024s whatever their name.
 * @returns bytes, or why it is none in the CLI's words: `invalid suffix: 'x'`
 */
export function readMemory(source: string): number | string {
  const end = (/^[\s\S]*[\d. ]/.exec(source)?.[0].length ?? 0) - 1;
  if (end < 0) return `invalid size: '${source}'`;
  const digits = source.charAt(end) === ' ' ? source.slice(0, end) : source.slice(0, end + 1);
  const suffix = source.slice(end + 1).toLowerCase();
  if (!NUMBER.test(digits)) return `strconv.ParseFloat: parsing ${quoteGo(digits)}: invalid syntax`;
  const value = Number(digits.replaceAll('_', ''));
  if (value < 0) return `invalid size: '${source}'`;
  if (suffix === '' || suffix === 'b') return Math.trunc(value);
  const factor = FACTORS.get(suffix.charAt(0));
  if (factor === undefined || !/^.(b|ib)?$/.test(suffix)) return `invalid suffix: '${suffix}'`;
  return Math.trunc(value * 1024 ** factor);
}

/** `readMemory` that gives null for what is no size. */
export function parseMemory(source: string): number | null {
  const read = readMemory(source);
  return typeof read === 'number' ? read : null;
}
