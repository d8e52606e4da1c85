import { assign, ShellError, valueOf, type Shell, type Variable } from '../state';
import { elementsOf, keysOf, subscriptOf } from '../arrays';
import { evaluate } from '../arith';
import { parse } from 'just-bash';
import { write } from './io';

const NAME = /^[A-Za-z_]\w*$/;
const quote = (text: string): string => `"${text.replace(/["\\$`]/g, '\\$&')}"`;
const single = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

function shown(shell: Shell, name: string, variable: Variable): string {
  if (typeof variable.value === 'string')
    return shell.flavour === 'bash'
      ? `declare -${variable.exported ? 'x' : variable.readonly ? 'r' : '-'} ${name}=${quote(variable.value)}\n`
      : `export ${name}=${single(variable.value)}\n`;
  const all = keysOf(shell, name).map((key, i) => `[${key}]=${quote(elementsOf(shell, name)[i] ?? '')}`);
  return `declare -${variable.keyed ? 'A' : 'a'} ${name}=(${all.join(' ')})\n`;
}

async function listed(shell: Shell, which: (variable: Variable) => boolean): Promise<number> {
  const names = [...shell.variables].filter(([, one]) => which(one)).sort(([a], [b]) => (a < b ? -1 : 1));
  await write(shell, names.map(([name, one]) => shown(shell, name, one)).join(''));
  return 0;
}

function hide(shell: Shell, name: string): void {
  const frame = shell.locals.at(-1);
  if (frame && !frame.has(name)) frame.set(name, shell.variables.get(name));
}

/** `export`, `readonly`, `local`, `declare`: a name, or a name with a value, gets a mark. */
async function mark(
  shell: Shell,
  argv: readonly string[],
  change: {
    exported?: boolean;
    readonly?: boolean;
    keyed?: boolean;
    array?: boolean;
    local?: boolean;
    numeric?: boolean;
  },
): Promise<number> {
  let status = 0;
  for (const word of argv) {
    const [, name = word, append, value] = /^([^=+]+)(\+?)=([^]*)$/.exec(word) ?? [];
    if (!NAME.test(name)) {
      await shell.task.err(`${shell.name}: ${argv[0] ?? ''}: \`${word}': not a valid identifier\n`);
      status = 1;
      continue;
    }
    if (change.local === true) hide(shell, name);
    const old = change.local === true && value === undefined ? undefined : shell.variables.get(name);
    const list = /^\(([^]*)\)$/.exec(value ?? '')?.[1];
    let next: Variable['value'] =
      value === undefined ? (old?.value ?? (change.array || change.keyed ? new Map() : '')) : value;
    if (append === '+') next = (valueOf(shell, name) ?? '') + (value ?? '');
    if (list !== undefined && (change.array || change.keyed)) next = elements(list, change.keyed === true);
    if (change.numeric === true && typeof next === 'string' && next !== '') next = await counted(shell, next);
    assign(shell, name, next, change);
  }
  return status;
}

function elements(text: string, keyed: boolean): ReadonlyMap<string, string> {
  const words = text.match(/\[[^\]]*\]=(?:"[^"]*"|'[^']*'|\S*)|"[^"]*"|'[^']*'|\S+/g) ?? [];
  const bare = (word: string): string => word.replace(/^(["'])([^]*)\1$/, '$2');
  return new Map(
    words.map((word, i): [string, string] => {
      const [, key, value] = /^\[([^\]]*)\]=([^]*)$/.exec(word) ?? [];
      return key === undefined || (!keyed && !/^\d+$/.test(key))
        ? [String(i), bare(word)]
        : [bare(key), bare(value ?? '')];
    }),
  );
}

async function counted(shell: Shell, text: string): Promise<string> {
  const command = parse(`((${text}))`).statements[0]?.pipelines[0]?.commands[0];
  return command?.type === 'ArithmeticCommand' ? String(await evaluate(shell, command.expression)) : text;
}

export async function exporting(shell: Shell, argv: readonly string[]): Promise<number> {
  const words = argv.slice(1);
  if (words.length === 0 || words[0] === '-p') return listed(shell, (one) => one.exported);
  if (words[0] === '-n') return mark(shell, words.slice(1), { exported: false });
  return mark(shell, words, { exported: true });
}

export async function locking(shell: Shell, argv: readonly string[]): Promise<number> {
  const words = argv.slice(1).filter((word) => word !== '-p');
  if (words.length === 0) return listed(shell, (one) => one.readonly);
  return mark(shell, words, { readonly: true });
}

export async function declaring(shell: Shell, argv: readonly string[]): Promise<number> {
  const flags = argv
    .slice(1)
    .filter((word) => /^[-+]\w/.test(word))
    .join('');
  const words = argv.slice(1).filter((word) => !/^[-+]\w/.test(word));
  if (flags.includes('p') || (words.length === 0 && argv[0] !== 'local')) {
    if (words.length === 0) return listed(shell, () => true);
    return listed(shell, (one) => words.some((name) => shell.variables.get(name) === one));
  }
  return mark(shell, words, {
    local: shell.locals.length > 0 && !flags.includes('g'),
    ...(flags.includes('x') ? { exported: true } : {}),
    ...(flags.includes('r') ? { readonly: true } : {}),
    ...(flags.includes('a') ? { array: true } : {}),
    ...(flags.includes('A') ? { keyed: true } : {}),
    ...(flags.includes('i') ? { numeric: true } : {}),
  });
}

export function unsetting(shell: Shell, argv: readonly string[]): Promise<number> {
  const functions = argv[1] === '-f';
  for (const word of argv.slice(1).filter((one) => !/^-[fv]$/.test(one))) {
    const at = subscriptOf(word);
    const variable = shell.variables.get(at?.name ?? word);
    if (variable?.readonly === true) throw new ShellError(`unset: ${word}: cannot unset: readonly variable`);
    if (at && variable && typeof variable.value !== 'string') {
      const left = new Map(variable.value);
      left.delete(at.key);
      shell.variables.set(at.name, { ...variable, value: left });
    } else if (functions || variable === undefined) shell.functions.delete(word);
    else shell.variables.delete(word);
  }
  return Promise.resolve(0);
}

const OPTIONS: Readonly<Record<string, string>> = {
  e: 'errexit',
  u: 'nounset',
  x: 'xtrace',
  f: 'noglob',
  C: 'noclobber',
  a: 'allexport',
  v: 'verbose',
  m: 'monitor',
  b: 'notify',
  h: 'hashall',
};

/** Takes the options at the front of the words of a shell or of `set`; gives what is left. */
export function takeOptions(
  shell: Pick<Shell, 'options'>,
  words: readonly string[],
): readonly string[] | undefined {
  const turn = (name: string, on: boolean): void => {
    if (on) shell.options.add(name);
    else shell.options.delete(name);
  };
  let at = 0;
  for (; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '--') return words.slice(at + 1);
    if (!/^[-+]\w+$/.test(word)) break;
    for (const letter of word.slice(1)) {
      if (letter === 'o') turn(words[(at += 1)] ?? '', word.startsWith('-'));
      else turn(OPTIONS[letter] ?? '', word.startsWith('-'));
    }
  }
  return at === words.length ? undefined : words.slice(at);
}

export async function setting(shell: Shell, argv: readonly string[]): Promise<number> {
  if (argv.length === 1) {
    const all = [...shell.variables].sort(([a], [b]) => (a < b ? -1 : 1));
    await write(
      shell,
      all
        .map(([name, one]) =>
          typeof one.value === 'string'
            ? `${name}=${/^[\w./:-]*$/.test(one.value) && shell.flavour === 'bash' ? one.value : single(one.value)}\n`
            : '',
        )
        .join(''),
    );
    return 0;
  }
  const left = takeOptions(shell, argv.slice(1));
  if (left !== undefined || argv.at(-1) === '--') shell.positional = left ?? [];
  return 0;
}

export function shifting(shell: Shell, argv: readonly string[]): Promise<number> {
  const count = Number(argv[1] ?? 1);
  if (count > shell.positional.length) {
    if (shell.flavour !== 'bash') throw new ShellError("shift: can't shift that many", 2, true);
    return Promise.resolve(1);
  }
  shell.positional = shell.positional.slice(count);
  return Promise.resolve(0);
}

export async function lets(shell: Shell, argv: readonly string[]): Promise<number> {
  let value = '0';
  for (const word of argv.slice(1)) value = await counted(shell, word);
  return Number(value === '0');
}

export async function getopts(shell: Shell, argv: readonly string[]): Promise<number> {
  const [, letters = '', name = 'opt', ...given] = argv;
  const words = given.length > 0 ? given : shell.positional;
  let at = Number(valueOf(shell, 'OPTIND') ?? 1);
  const inside = Number(valueOf(shell, 'OPTCHAR') ?? 1);
  const word = words[at - 1] ?? '';
  const letter = word[inside] ?? '';
  const stop = !/^-./.test(word) || word === '--';
  if (stop || letter === '') {
    if (word === '--') at += 1;
    assign(shell, 'OPTIND', String(at));
    assign(shell, name, '?');
    return 1;
  }
  const last = inside + 1 >= word.length;
  const place = letters.indexOf(letter);
  const takes = place >= 0 && letters[place + 1] === ':';
  assign(shell, 'OPTCHAR', last || takes ? '1' : String(inside + 1));
  if (last || takes) at += 1;
  if (place < 0) {
    assign(shell, name, '?');
    if (!letters.startsWith(':')) await shell.task.err(`${shell.name}: illegal option -- ${letter}\n`);
  } else {
    assign(shell, name, letter);
    if (takes) {
      assign(shell, 'OPTARG', last ? (words[at - 1] ?? '') : word.slice(inside + 1));
      if (last) at += 1;
    }
  }
  assign(shell, 'OPTIND', String(at));
  return 0;
}
