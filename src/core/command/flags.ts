import { parseDuration } from '../docker/duration';
import { readMemory } from '../docker/size';
import { cpusTrouble } from './container/cpus';
import { quoteGo } from '../docker/quote';
import type { FlagSpec } from './spec';
import type { Word } from './words';

/** A word of a command line as it was understood. `part` is what of the word this is about, by sign of its text. */
export interface Reading {
  readonly word: number;
  readonly from: number;
  readonly to: number;
  readonly role: 'flag' | 'value' | 'argument' | 'dashes';
  readonly flag: FlagSpec | null;
}

export interface FlagError {
  readonly message: string;
  /** Name of a flag that nobody knows, for proposals: `--bogus`. */
  readonly unknownFlag: string | null;
}

export interface Flagged {
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly args: readonly number[];
  readonly readings: readonly Reading[];
  readonly help: boolean;
  readonly error: FlagError | null;
}

const TRUE = ['1', 't', 'T', 'TRUE', 'true', 'True'];
const FALSE = ['0', 'f', 'F', 'FALSE', 'false', 'False'];

/** Go's ParseBool; null when it is none. */
export const readBool = (text: string): boolean | null =>
  TRUE.includes(text) ? true : FALSE.includes(text) ? false : null;

/** Go's ParseInt with base 0, as pflag reads ints; null when it is none. */
export function readInt(text: string): number | null {
  const plain = text.replaceAll(/(?<=[0-9a-fA-F])_(?=[0-9a-fA-F])/g, '');
  if (!/^[+-]?(0x[0-9a-f]+|0b[01]+|0o?[0-7]*|[1-9]\d*)$/i.test(plain)) return null;
  const sign = plain.startsWith('-') ? -1 : 1;
  const body = plain.replace(/^[+-]/, '');
  return sign * (/^0[0-7]+$/.test(body) ? parseInt(body, 8) : Number(body));
}

function memoryTrouble(value: string): string | null {
  const read = readMemory(value);
  return typeof read === 'string' ? read : null;
}

function durationTrouble(value: string): string | null {
  if (parseDuration(value) !== null) return null;
  const unit = /^[+-]?(?:\d+\.?\d*|\.\d+)([^\d.]*)/.exec(value)?.[1];
  if (unit === undefined) return `time: invalid duration ${quoteGo(value)}`;
  if (unit === '') return `time: missing unit in duration ${quoteGo(value)}`;
  return `time: unknown unit ${quoteGo(unit)} in duration ${quoteGo(value)}`;
}

/** Why this value cannot be this flag's, in the CLI's words; null when it can. */
export function valueTrouble(flag: FlagSpec, value: string): string | null {
  if (flag.check) return flag.check(value);
  switch (flag.type) {
    case 'bool':
      return readBool(value) === null ? `strconv.ParseBool: parsing ${quoteGo(value)}: invalid syntax` : null;
    case 'int':
      return readInt(value) === null ? `strconv.ParseInt: parsing ${quoteGo(value)}: invalid syntax` : null;
    case 'memory':
      return memoryTrouble(value);
    case 'swap':
      return value === '-1' ? null : memoryTrouble(value);
    case 'cpus':
      return cpusTrouble(value);
    case 'duration':
      return durationTrouble(value);
    case 'env':
      return value.startsWith('=') || value === '' ? `invalid environment variable: ${value}` : null;
    case 'label':
      return value.startsWith('=') ? `invalid label '${value}': empty name` : null;
    case 'filter':
      return value.includes('=') || value === '' ? null : 'bad format of filter (expected name=value)';
    case 'string':
    case 'list':
      return null;
  }
}

const called = (flag: FlagSpec): string =>
  flag.short === undefined ? `--${flag.long}` : `-${flag.short}, --${flag.long}`;

/**
 * Reads flags as the CLI's library (pflag) does: `-itd`, `-p80:80`, `--name=x`, `--rm=false`, `--`.
 * @param interspersed false: the first argument ends the flags
 */
export function readFlags(
  words: readonly Word[],
  flags: readonly FlagSpec[],
  interspersed: boolean,
): Flagged {
  const values = new Map<string, string[]>();
  const args: number[] = [];
  const readings: Reading[] = [];
  let help = false;
  let error: FlagError | null = null;
  const byLong = (name: string) =>
    flags.find((flag) => flag.long === name || flag.formerly?.includes(name) === true);
  const set = (flag: FlagSpec, value: string): boolean => {
    const why = valueTrouble(flag, value);
    if (why !== null) {
      error = {
        message: `invalid argument ${quoteGo(value)} for ${quoteGo(called(flag))} flag: ${why}`,
        unknownFlag: null,
      };
      return false;
    }
    values.set(flag.long, [...(values.get(flag.long) ?? []), value]);
    return true;
  };
  const fail = (message: string, unknownFlag: string | null = null): boolean => {
    error = { message, unknownFlag };
    return false;
  };

  let at = 0;
  const nextValue = (flag: FlagSpec, message: string): boolean => {
    const word = words[at + 1];
    if (!word) return fail(message);
    at += 1;
    readings.push({ word: at, from: 0, to: word.text.length, role: 'value', flag });
    return set(flag, word.text);
  };
  const long = (text: string): boolean => {
    const name = text.slice(2).split('=', 1)[0] ?? '';
    const equals = text.indexOf('=');
    if (name === '' || name.startsWith('-')) return fail(`bad flag syntax: ${text}`);
    const flag = byLong(name);
    const end = equals < 0 ? text.length : equals;
    readings.push({ word: at, from: 0, to: end, role: 'flag', flag: flag ?? null });
    if (!flag) {
      if (name === 'help') return (help = true);
      return fail(`unknown flag: --${name}`, `--${name}`);
    }
    if (equals >= 0) {
      readings.push({ word: at, from: equals + 1, to: text.length, role: 'value', flag });
      return set(flag, text.slice(equals + 1));
    }
    return flag.type === 'bool' ? set(flag, 'true') : nextValue(flag, `flag needs an argument: ${text}`);
  };
  const short = (text: string): boolean => {
    for (let i = 1; i < text.length; i += 1) {
      const letter = text.charAt(i);
      const group = text.slice(i);
      const flag = flags.find((each) => each.short === letter);
      readings.push({ word: at, from: i === 1 ? 0 : i, to: i + 1, role: 'flag', flag: flag ?? null });
      if (!flag) {
        if (letter === 'h') return (help = true);
        return fail(`unknown shorthand flag: ${quoteSign(letter)} in -${group}`, `-${letter}`);
      }
      const after = text.slice(i + 1);
      if (after.length > 1 && after.startsWith('=')) {
        readings.push({ word: at, from: i + 2, to: text.length, role: 'value', flag });
        return set(flag, after.slice(1));
      }
      if (flag.type === 'bool') {
        if (!set(flag, 'true')) return false;
        continue;
      }
      if (after === '') return nextValue(flag, `flag needs an argument: ${quoteSign(letter)} in -${group}`);
      readings.push({ word: at, from: i + 1, to: text.length, role: 'value', flag });
      return set(flag, after);
    }
    return true;
  };
  const argument = (from: number) => {
    for (let i = from; i < words.length; i += 1) {
      args.push(i);
      readings.push({ word: i, from: 0, to: words[i]?.text.length ?? 0, role: 'argument', flag: null });
      if (interspersed && from === at) break;
    }
  };
  for (; at < words.length; at += 1) {
    const text = words[at]?.text ?? '';
    if (text === '--') {
      readings.push({ word: at, from: 0, to: 2, role: 'dashes', flag: null });
      at += 1;
      interspersed = false;
      argument(at);
      break;
    }
    if (text.length > 1 && text.startsWith('-')) {
      if (!(text.startsWith('--') ? long(text) : short(text)) || help) break;
      continue;
    }
    argument(at);
    if (!interspersed) break;
  }
  return { values, args, readings, help, error };
}

const quoteSign = (letter: string): string =>
  `'${letter === "'" ? "\\'" : quoteGo(letter).slice(1, -1).replace('\\"', '"')}'`;
