/**
 * The shape of a JSON answer: which keys, and what kind of value each. `s`, `n`, `b` and `0` are text, number, truth and
 * null; `m` is an object whose keys are data; a list shows its first element.
 */
import { isObject } from '../../../core/base/read';

/** Fields that only the recorded engine (20.10) has, and those that came with a later one. */
const OLDER = new Set<string>(['KernelMemory', 'KernelMemoryTCP']);
const NEWER = new Set<string>(['CDISpecDirs']);

const KINDS: Readonly<Record<string, string>> = { s: 'string', n: 'number', b: 'boolean' };

/** How a value differs from a shape, in words. Go's nil stands for an empty list or object, too. */
export function shapeDifferences(shape: unknown, value: unknown, path = ''): readonly string[] {
  const empty = value === null || (Array.isArray(value) && value.length === 0);
  const kind = Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value;
  const wrong = (wanted: string): readonly string[] => [
    `${path === '' ? 'it' : path} is ${kind}, not ${wanted}`,
  ];
  if (shape === '0') return empty || typeof value === 'object' ? [] : wrong('null');
  if (shape === 'm') return isObject(value) || empty ? [] : wrong('an object');
  if (typeof shape === 'string') {
    const same = kind === KINDS[shape] || (shape === 'n' && kind === 'bigint');
    return same ? [] : wrong(KINDS[shape] ?? shape);
  }
  if (Array.isArray(shape)) {
    if (value === null) return [];
    if (!Array.isArray(value)) return wrong('a list');
    const [first] = shape as readonly unknown[];
    return first === undefined || value.length === 0 ? [] : shapeDifferences(first, value[0], `${path}[0]`);
  }
  if (!isObject(shape)) throw new Error(`No shape: ${JSON.stringify(shape)}`);
  if (!isObject(value)) return value === null ? [] : wrong('an object');
  const at = (key: string): string => (path === '' ? key : `${path}.${key}`);
  const missing = Object.keys(shape).filter((key) => value[key] === undefined && !OLDER.has(key));
  const more = Object.keys(value).filter(
    (key) => value[key] !== undefined && !(key in shape) && !NEWER.has(key),
  );
  return [
    ...missing.map((key) => `${at(key)} is missing`),
    ...more.map((key) => `${at(key)} is more`),
    ...Object.keys(shape)
      .filter((key) => value[key] !== undefined)
      .flatMap((key) => shapeDifferences(shape[key], value[key], at(key))),
  ];
}
