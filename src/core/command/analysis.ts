import { readFlags, type Flagged } from './flags';
import { BY_NAME, GROUPS } from './registry';
import type { CommandSpec } from './spec';
import { splitWords, wordsOf, type Split, type Word } from './words';

/** A command line taken apart, as far as it can be: the common ground of running, explaining and proposing. */
export interface Analysis extends Split {
  readonly text: string;
  /** Number of the word `docker`; -1 when it is not there. Before it: `$`, `sudo`. */
  readonly docker: number;
  /** Numbers of the words that name the command: `run`, or `container`, `run`. */
  readonly name: readonly number[];
  readonly command: CommandSpec | null;
  /** The words behind the name. */
  readonly tail: readonly Word[];
  /** Number of the first word of `tail`. */
  readonly tailAt: number;
  readonly flagged: Flagged | null;
}

/** Takes a typed line or an argv apart. Never throws, whatever the text. */
export function analyse(input: string | readonly string[]): Analysis {
  const { text, words, trouble } =
    typeof input === 'string' ? { text: input, ...splitWords(input) } : { ...wordsOf(input), trouble: null };
  let first = 0;
  if (words[first]?.text === '$') first += 1;
  if (words[first]?.text === 'sudo' && words[first + 1]?.text === 'docker') first += 1;
  const docker = words[first]?.text === 'docker' ? first : -1;
  const none = {
    text,
    words,
    trouble,
    docker,
    name: [],
    command: null,
    tail: [],
    tailAt: words.length,
    flagged: null,
  };
  if (docker < 0) return none;
  const at = docker + 1;
  const one = words[at]?.text ?? '';
  const grouped = GROUPS.has(one);
  const two = words[at + 1]?.text ?? '';
  const name =
    one === '' || one.startsWith('-')
      ? []
      : grouped && two !== '' && !two.startsWith('-')
        ? [at, at + 1]
        : [at];
  const command = BY_NAME.get(name.map((each) => words[each]?.text ?? '').join(' ')) ?? null;
  const tailAt = at + name.length;
  const tail = words.slice(tailAt);
  return {
    ...none,
    name,
    command,
    tail,
    tailAt,
    flagged: command ? flaggedOf(command, tail) : null,
  };
}

/** What the words behind a command's name mean. A plugin reads its own. */
const flaggedOf = (command: CommandSpec, tail: readonly Word[]): Flagged =>
  command.passes
    ? {
        values: new Map(),
        args: tail.map((_, at) => at),
        readings: tail.map((word, at) => ({
          word: at,
          from: 0,
          to: word.text.length,
          role: 'argument',
          flag: null,
        })),
        help: false,
        error: null,
      }
    : readFlags(tail, command.flags, command.interspersed);

/** Where a part of a word's text stands in the source. */
export function spanOf(word: Word, from: number, to: number): readonly [number, number] {
  if (from === 0 && to === word.text.length) return word.span;
  const start = word.at[from] ?? word.span[0];
  const last = word.at[to - 1];
  return [start, last === undefined ? start : last + 1];
}
