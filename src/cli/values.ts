import { parseDuration } from '../core/docker/duration';
import { didYouMean, Misuse } from './misuse';

/** A span such as `3.2s`, `1m30s` or `500ms`, in milliseconds. @throws Misuse */
export function readSpan(option: string, source: string): number {
  const ms = parseDuration(source);
  if (ms === null || ms < 0) {
    throw new Misuse(`--${option} takes a time such as 3.2s, 1m or 500ms, not "${source}".`);
  }
  return ms;
}

/** One word of a few. @throws Misuse */
export function readChoice<T extends string>(option: string, source: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === source);
  if (found !== undefined) return found;
  throw new Misuse(
    `--${option} takes ${choices.join(' or ')}, not "${source}".${didYouMean(source, choices)}`,
  );
}

const SMALLEST = 320;
const LARGEST = 8000;

/** `1280x800`. @throws Misuse */
export function readSize(option: string, source: string): { readonly W: number; readonly H: number } {
  const match = /^(\d{1,5})[x×](\d{1,5})$/.exec(source);
  const [W, H] = [Number(match?.[1]), Number(match?.[2])];
  if (!(W >= SMALLEST && W <= LARGEST && H >= SMALLEST && H <= LARGEST)) {
    const bounds = `from ${String(SMALLEST)} to ${String(LARGEST)}`;
    throw new Misuse(`--${option} takes a width and a height ${bounds}, such as 1280x800, not "${source}".`);
  }
  return { W, H };
}

/** A port of this machine; 0 is any that is free. @throws Misuse */
export function readPort(option: string, source: string): number {
  const port = /^\d{1,5}$/.test(source) ? Number(source) : Number.NaN;
  if (port >= 0 && port <= 65_535) return port;
  throw new Misuse(`--${option} takes a number from 0 to 65535, not "${source}".`);
}
