import { parseArgs } from 'node:util';
import { didYouMean, Misuse } from './misuse';

export interface Option {
  readonly name: string;
  /** Name of its value in the help, as in `--at TIME`; absent: it takes none. */
  readonly takes?: string;
  readonly says: string;
}

/** What was typed behind a subcommand, read by its table of options. */
export interface Given {
  flag(name: string): boolean;
  /** The last value given; undefined when there is none. */
  value(name: string): string | undefined;
  readonly words: readonly string[];
}

/** Options of every subcommand. */
export const COMMON: readonly Option[] = [
  {
    name: 'engine',
    takes: 'ENDPOINT',
    says: 'unix://…, npipe://…, tcp://…, ssh://… or the name of a context',
  },
  { name: 'help', says: 'say what this does' },
  { name: 'version', says: 'say which Cutaway this is' },
];

/**
 * Reads arguments by a table. Options may stand anywhere; `--` ends them.
 * @param most how many words may stand beside the options; Infinity: the first word ends the options, as the words
 *   are another program's
 * @throws Misuse naming what is wrong and the nearest right one
 */
export function readArguments(argv: readonly string[], own: readonly Option[], most: number): Given {
  const known = [...own, ...COMMON];
  const { tokens } = parseArgs({
    args: most === Infinity ? endAtFirstWord(argv, known) : [...argv],
    options: Object.fromEntries(
      known.map((option) => [
        option.name,
        {
          type: option.takes === undefined ? ('boolean' as const) : ('string' as const),
          ...(option.name === 'help' ? { short: 'h' } : {}),
        },
      ]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const values = new Map<string, string | undefined>();
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const option = known.find((each) => each.name === token.name);
    if (!option) {
      const names = known.map((each) => each.name);
      throw new Misuse(`There is no option ${token.rawName}.${didYouMean(token.name, names, '--')}`);
    }
    checkValue(option, token.value);
    values.set(option.name, token.value);
  }
  const extra = words[most];
  if (extra !== undefined) throw new Misuse(`"${extra}" is one word too many here.`);
  return { flag: (name) => values.has(name), value: (name) => values.get(name), words };
}

function endAtFirstWord(argv: readonly string[], known: readonly Option[]): string[] {
  let at = 0;
  for (; argv[at]?.startsWith('-') === true && argv[at] !== '--'; at += 1) {
    if (known.some((option) => option.takes !== undefined && argv[at] === `--${option.name}`)) at += 1;
  }
  return argv[at] === '--' ? [...argv] : [...argv.slice(0, at), '--', ...argv.slice(at)];
}

function checkValue(option: Option, value: string | undefined): void {
  if (option.takes === undefined) {
    if (value !== undefined) throw new Misuse(`--${option.name} takes no value.`);
  } else if (value === undefined || value === '' || (value.startsWith('--') && value.length > 2)) {
    throw new Misuse(`--${option.name} needs a value: --${option.name} ${option.takes}.`);
  }
}
