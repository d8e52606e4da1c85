import { concat, fromUtf8, readLine, utf8 } from '../../streams';
import { assign, ShellError, valueOf, type Shell } from '../state';
import { setElement } from '../arrays';

/** A byte beyond ASCII stands in a text as a lone surrogate until the text becomes bytes (as in Python's PEP 383). */
const rawByte = (value: number): string =>
  String.fromCharCode((value & 255) < 128 ? value & 255 : 0xdc00 + (value & 255));

/** Bytes of a text in which single bytes may stand. */
export function encodeRaw(text: string): Uint8Array {
  if (!/[\udc80-\udcff]/.test(text)) return utf8(text);
  const parts = text.split(/(?<![\ud800-\udbff])([\udc80-\udcff])/);
  return concat(parts.map((part, i) => (i % 2 === 1 ? Uint8Array.of(part.charCodeAt(0) & 255) : utf8(part))));
}

export const write = (shell: Shell, text: string): Promise<void> =>
  shell.fds.get(1)?.sink?.write(encodeRaw(text)) ?? Promise.resolve();

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

/** Backslashes as `echo -e` and `printf` read them; `\c` ends the output. */
export function unescape(text: string): { readonly text: string; readonly stops: boolean } {
  let stops = false;
  const [kept = ''] = text.split(/(?<!\\)(?:\\\\)*\\c/);
  if (kept.length < text.length && /(?<!\\)(?:\\\\)*\\c/.test(text)) stops = true;
  const out = (stops ? kept : text).replace(
    /\\(?:0([0-7]{1,3})|([1-7][0-7]{0,2})|x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|([abefnrtv\\]))/g,
    (_, octal?: string, bare?: string, hex?: string, code?: string, letter?: string) => {
      if (letter !== undefined) return ESCAPES[letter] ?? '';
      if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
      return rawByte(hex === undefined ? Number.parseInt(octal ?? bare ?? '0', 8) : Number.parseInt(hex, 16));
    },
  );
  return { text: out, stops };
}

export async function echo(shell: Shell, argv: readonly string[]): Promise<number> {
  let at = 1;
  let newline = true;
  let escapes = shell.flavour === 'dash';
  for (; at < argv.length; at += 1) {
    const word = argv[at] ?? '';
    if (shell.flavour === 'dash' ? word !== '-n' : !/^-[neE]+$/.test(word)) break;
    for (const flag of word.slice(1)) {
      if (flag === 'n') newline = false;
      else escapes = flag === 'e';
    }
  }
  const text = argv.slice(at).join(' ');
  const out = escapes ? unescape(text) : { text, stops: false };
  await write(shell, out.text + (newline && !out.stops ? '\n' : ''));
  return 0;
}

const VERB = /%([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+))?([diouxXeEfFgGcsbq%])/g;

function pad(text: string, flags: string, width: number): string {
  if (text.length >= width) return text;
  if (flags.includes('-')) return text.padEnd(width);
  return flags.includes('0') && /^[-+]?[\d.]/.test(text)
    ? text.replace(/^[-+]?/, '$&' + '0'.repeat(width - text.length))
    : text.padStart(width);
}

function integer(word: string): number {
  if (/^["']/.test(word)) return word.codePointAt(1) ?? 0;
  const value = /^0[0-7]+$/.test(word) ? Number.parseInt(word, 8) : Number(word === '' ? 0 : word);
  if (Number.isNaN(value)) throw new ShellError(`printf: ${word}: invalid number`);
  return Math.trunc(value);
}

/** One verb of a format with its word. */
function formatted(verb: string, flags: string, precision: number | undefined, word: string): string {
  switch (verb) {
    case 's':
      return precision === undefined ? word : word.slice(0, precision);
    case 'b':
      return unescape(word).text;
    case 'q':
      return /^[\w@%+=:,./-]+$/.test(word)
        ? word
        : word === ''
          ? "''"
          : word.replace(/[^\w@%+=:,./-]/g, '\\$&');
    case 'c':
      return word.slice(0, 1);
    case 'x':
      return (flags.includes('#') ? '0x' : '') + integer(word).toString(16);
    case 'X':
      return (flags.includes('#') ? '0X' : '') + integer(word).toString(16).toUpperCase();
    case 'o':
      return integer(word).toString(8);
    case 'e':
    case 'E':
      return Number(word)
        .toExponential(precision ?? 6)
        .replace(/e([+-])(\d)$/, 'e$10$2');
    case 'f':
    case 'F':
      return Number(word).toFixed(precision ?? 6);
    case 'g':
    case 'G':
      return String(Number(Number(word).toPrecision(precision ?? 6)));
    default: {
      const value = integer(word);
      const digits = String(Math.abs(value)).padStart(precision ?? 0, '0');
      return `${value < 0 ? '-' : flags.includes('+') ? '+' : ''}${digits}`;
    }
  }
}

/** The text of `printf`; the format is used again as long as words are left. */
export function format(pattern: string, words: readonly string[]): string {
  let left = [...words];
  let out = '';
  do {
    const before = left.length;
    const { text, stops } = unescape(pattern.replaceAll('%%', '%\0'));
    const next = (): string => left.shift() ?? '';
    out += text
      .replace(
        VERB,
        (_, flags: string, width: string | undefined, precision: string | undefined, verb: string) => {
          const wide = width === '*' ? integer(next()) : Number(width ?? 0);
          const exact =
            precision === undefined ? undefined : precision === '*' ? integer(next()) : Number(precision);
          return pad(formatted(verb, flags, exact, next()), flags, wide);
        },
      )
      .replaceAll('%\0', '%');
    if (stops || left.length === before) left = [];
  } while (left.length > 0);
  return out;
}

export async function printf(shell: Shell, argv: readonly string[]): Promise<number> {
  const into = argv[1] === '-v' ? argv[2] : undefined;
  const [pattern, ...words] = argv.slice(into === undefined ? (argv[1] === '--' ? 2 : 1) : 3);
  if (pattern === undefined) throw new ShellError('printf: usage: printf [-v var] format [arguments]', 2);
  const text = format(pattern, words);
  if (into !== undefined) assign(shell, into, fromUtf8(encodeRaw(text)));
  else await write(shell, text);
  return 0;
}

function store(
  shell: Shell,
  line: string,
  names: readonly string[],
  raw: boolean,
  array: string | undefined,
): void {
  const ifs = valueOf(shell, 'IFS') ?? ' \t\n';
  const blank = (sign: string): boolean => ifs.includes(sign) && ' \t\n'.includes(sign);
  const fields: string[] = [];
  let rest = line.replace(/\n$/, '');
  const limit = array === undefined ? names.length : Number.POSITIVE_INFINITY;
  while (fields.length < limit) {
    while (rest !== '' && blank(rest[0] ?? '')) rest = rest.slice(1);
    if (fields.length === limit - 1) {
      while (rest !== '' && blank(rest.at(-1) ?? '')) rest = rest.slice(0, -1);
      fields.push(raw ? rest : rest.replace(/\\([^])/g, '$1'));
      break;
    }
    if (rest === '') break;
    let field = '';
    while (rest !== '' && !ifs.includes(rest[0] ?? '')) {
      if (!raw && rest[0] === '\\') rest = rest.slice(1);
      field += rest[0] ?? '';
      rest = rest.slice(1);
    }
    fields.push(field);
    if (rest !== '' && !blank(rest[0] ?? '')) rest = rest.slice(1);
  }
  if (array !== undefined) {
    assign(shell, array, new Map());
    fields.forEach((field, i) => setElement(shell, array, String(i), field));
  } else names.forEach((name, i) => assign(shell, name, fields[i] ?? ''));
}

export async function read(shell: Shell, argv: readonly string[]): Promise<number> {
  let raw = false;
  let silent = false;
  let array: string | undefined;
  let prompt = '';
  let count: number | undefined;
  let delimiter = '\n';
  let at = 1;
  for (; /^-./.test(argv[at] ?? ''); at += 1) {
    const word = argv[at] ?? '';
    if (word === '--') {
      at += 1;
      break;
    }
    for (let i = 1; i < word.length; i += 1) {
      const flag = word[i] ?? '';
      const value = (): string => {
        const rest = word.slice(i + 1);
        i = word.length;
        return rest === '' ? (argv[(at += 1)] ?? '') : rest;
      };
      if (flag === 'r') raw = true;
      else if (flag === 's') silent = true;
      else if (flag === 'p') prompt = value();
      else if (flag === 'a') array = value();
      else if (flag === 'n' || flag === 'N') count = Number(value());
      else if (flag === 'd') delimiter = value();
      else if (flag === 't' || flag === 'u') value();
    }
  }
  const names = argv.length > at ? argv.slice(at) : ['REPLY'];
  const input = shell.fds.get(0);
  if (prompt !== '' && input?.terminal === true) await shell.task.err(prompt);
  if (silent) shell.task.terminal?.echo(false);
  let line: string | undefined;
  try {
    line = await one(shell, raw, count, delimiter);
  } finally {
    if (silent) shell.task.terminal?.echo(true);
  }
  store(shell, line ?? '', names, raw, array);
  return line?.endsWith(delimiter) === true || (count !== undefined && line?.length === count) ? 0 : 1;
}

async function one(
  shell: Shell,
  raw: boolean,
  count: number | undefined,
  delimiter: string,
): Promise<string | undefined> {
  const source = shell.fds.get(0)?.source;
  if (!source) return undefined;
  if (count !== undefined || delimiter !== '\n') {
    const bytes = await source.read(shell.control.signal);
    if (bytes === undefined) return undefined;
    const text = fromUtf8(bytes);
    const end = count ?? text.indexOf(delimiter) + 1;
    const taken = text.slice(0, end > 0 ? end : text.length);
    source.unread(bytes.subarray(utf8(taken).length));
    return taken;
  }
  let text = '';
  for (;;) {
    const bytes = await readLine(source, shell.control.signal);
    if (bytes === undefined) return text === '' ? undefined : text;
    text += fromUtf8(bytes);
    if (raw || !/(^|[^\\])(\\\\)*\\\n$/.test(text)) return text;
    text = text.slice(0, -2);
  }
}
