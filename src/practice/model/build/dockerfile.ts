/** Reading a Dockerfile as the classic builder does. */
import { parseJson, texts } from '../../../core/base/read';
import { Refused } from '../turn';

/** One instruction of a Dockerfile. */
export interface Instruction {
  /** In capitals: `RUN`. */
  readonly word: string;
  /** What follows, continued lines joined, flags left out. */
  readonly rest: string;
  /** `--from=build` as `from` → `build`. */
  readonly flags: ReadonlyMap<string, string>;
  /** As `Step 1/3 : …` shows it. */
  readonly shown: string;
  readonly line: number;
}

const WORDS = [
  'ADD',
  'ARG',
  'CMD',
  'COPY',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'FROM',
  'HEALTHCHECK',
  'LABEL',
  'MAINTAINER',
  'ONBUILD',
  'RUN',
  'SHELL',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
  'WORKDIR',
];
const WITH_FLAGS = ['ADD', 'COPY', 'FROM', 'HEALTHCHECK', 'RUN'];

function readFlags(source: string): { readonly flags: ReadonlyMap<string, string>; readonly rest: string } {
  const flags = new Map<string, string>();
  let rest = source;
  for (
    let match = /^--([a-z-]+)(?:=(\S*))?\s*/.exec(rest);
    match;
    match = /^--([a-z-]+)(?:=(\S*))?\s*/.exec(rest)
  ) {
    flags.set(match[1] ?? '', match[2] ?? '');
    rest = rest.slice(match[0].length);
  }
  return { flags, rest };
}

function readInstruction(source: string, line: number): Instruction {
  const [, name = '', tail = ''] = /^(\S+)\s*([\s\S]*)$/.exec(source) ?? [];
  const word = name.toUpperCase();
  if (!WORDS.includes(word))
    throw new Refused(400, `dockerfile parse error line ${String(line)}: unknown instruction: ${word}`);
  const body = tail.trim();
  if (body === '')
    throw new Refused(
      400,
      `dockerfile parse error line ${String(line)}: ${word} requires at least one argument`,
    );
  const { flags, rest } = WITH_FLAGS.includes(word)
    ? readFlags(body)
    : { flags: new Map<string, string>(), rest: body };
  return { word, rest, flags, shown: `${word} ${body}`, line };
}

/** @throws Refused 400 in the builder's words */
export function parseDockerfile(source: string): readonly Instruction[] {
  const steps: Instruction[] = [];
  let escape = '\\';
  let pending = '';
  let first = 0;
  let directives = true;
  for (const [i, raw] of source
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    const directive = directives ? /^#\s*(\w+)\s*=\s*(\S+)\s*$/.exec(raw) : null;
    if (directive?.[1]?.toLowerCase() === 'escape') escape = directive[2] ?? '\\';
    if (!directive) directives = false;
    // Comments and empty lines within an instruction are passed over too.
    if (/^\s*(#|$)/.test(raw)) continue;
    if (pending === '') first = i + 1;
    const text = pending === '' ? raw.trimStart() : raw;
    const trimmed = text.trimEnd();
    if (trimmed.endsWith(escape)) {
      pending += trimmed.slice(0, -1);
      if (pending === '') pending = ' ';
      continue;
    }
    steps.push(readInstruction((pending + trimmed).trim(), first));
    pending = '';
  }
  if (pending.trim() !== '') steps.push(readInstruction(pending.trim(), first));
  return steps;
}

/** `["a", "b"]`; null for what is no JSON list of texts. */
export function execForm(rest: string): readonly string[] | null {
  if (!rest.startsWith('[')) return null;
  const value = parseJson(rest);
  return Array.isArray(value) && value.every((one) => typeof one === 'string') ? texts(value) : null;
}

/** Words of `KEY=value KEY2="a b"`, of `COPY a b`: quotes and escapes are kept. */
export function splitWords(source: string): readonly string[] {
  const words: string[] = [];
  let word = '';
  let quote = '';
  for (let i = 0; i < source.length; i += 1) {
    const sign = source.charAt(i);
    if (sign === '\\' && quote !== "'") {
      word += sign + source.charAt(i + 1);
      i += 1;
    } else if (quote === '' && /\s/.test(sign)) {
      if (word !== '') words.push(word);
      word = '';
    } else {
      if (sign === quote) quote = '';
      else if (quote === '' && (sign === '"' || sign === "'")) quote = sign;
      word += sign;
    }
  }
  return word === '' ? words : [...words, word];
}

/**
 * Replaces `$name`, `${name}`, `${name:-word}`, `${name:+word}` and takes quotes away.
 * @throws Refused 400 for another form
 */
export function expand(source: string, value: (name: string) => string | undefined): string {
  let text = '';
  let quote = '';
  for (let i = 0; i < source.length; i += 1) {
    const sign = source.charAt(i);
    if (sign === '\\' && quote !== "'") {
      const next = source.charAt(i + 1);
      text += quote === '"' && !/["\\$]/.test(next) ? sign + next : next;
      i += 1;
    } else if (quote === '' && (sign === '"' || sign === "'")) quote = sign;
    else if (quote !== '' && sign === quote) quote = '';
    else if (sign === '$' && quote !== "'") {
      const match = /^\$(?:(\w+)|\{(\w+)(?:(:[-+])((?:[^{}]|\$\{[^{}]*\})*))?\})/.exec(source.slice(i));
      if (!match) {
        if (source.charAt(i + 1) === '{')
          throw new Refused(400, `failed to process "${source}": missing ':' in substitution`);
        text += sign;
        continue;
      }
      const known = value(match[1] ?? match[2] ?? '');
      const other = match[4] ?? '';
      if (match[3] === ':-') text += known === undefined || known === '' ? expand(other, value) : known;
      else if (match[3] === ':+') text += known === undefined || known === '' ? '' : expand(other, value);
      else text += known ?? '';
      i += match[0].length - 1;
    } else text += sign;
  }
  return text;
}
