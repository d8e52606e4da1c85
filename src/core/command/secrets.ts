import type { Vault } from '../journal/vault';
import { splitWords, wordsOf, type Span, type Word } from './words';

/** Flags whose next word, or what follows `=`, is a secret: as a whole, or behind its own `=`. */
const WHOLE = new Set(['--password', '--token', '--secret-value']);
const PAIRS = new Set(['--env', '--build-arg']);
const SECRET_NAME = /(pass|secret|token|credential|api[_-]?key|private[_-]?key)/i;
const USERINFO = /:\/\/[^/\s:@]*:([^@\s]+)@/;

/** A secret, where it stands and what it says without its quotes. */
interface Secret {
  readonly span: Span;
  readonly value: string;
}

/** The value in `NAME=value`, from sign `from` of the word's text on. */
function pairValue(source: string, word: Word, from: number): Secret | null {
  const equals = word.text.indexOf('=', from);
  return equals < 0 || equals === word.text.length - 1 ? null : rest(source, word, equals + 1);
}

/** From sign `from` of the word's text to its end, without the quote that also holds what comes before. */
function rest(source: string, word: Word, from: number): Secret {
  const [start, end] = word.span;
  const before = from === 0 ? start : (word.at[from - 1] ?? start) + 1;
  let quote = '';
  for (let at = start; at < before; at += 1) {
    const sign = source.charAt(at);
    if (quote === '' && (sign === '"' || sign === "'")) quote = sign;
    else if (sign === quote) quote = '';
  }
  const closed = quote !== '' && end - 1 > before && source.charAt(end - 1) === quote;
  return { span: [before, closed ? end - 1 : end], value: word.text.slice(from) };
}

function whole(source: string, word: Word): Secret {
  const [start, end] = word.span;
  const first = source.charAt(start);
  const quoted = (first === '"' || first === "'") && end - 1 > start && source.charAt(end - 1) === first;
  return { span: quoted ? [start + 1, end - 1] : [start, end], value: word.text };
}

/**
 * Where secrets stand in a command line: values of `-e`, `--env`, `--build-arg` behind their `=`, of `--password`,
 * of anything named like a password, passwords in addresses. A scan of words, not of grammar: it finds them in
 * unfinished and in wrong lines too, and rather hides too much.
 */
export const secretSpans = (source: string): readonly Span[] => secretsOf(source).map(({ span }) => span);

function secretsOf(source: string): readonly Secret[] {
  const words = splitWords(source, true).words;
  const login = words.some((word, at) => word.text === 'login' && words[at - 1]?.text === 'docker');
  const found: Secret[] = [];
  const add = (secret: Secret | null) => {
    if (secret !== null && secret.span[1] > secret.span[0]) found.push(secret);
  };
  let awaits: 'pair' | 'whole' | null = null;
  for (const word of words) {
    const { text } = word;
    if (awaits !== null) {
      add(awaits === 'pair' ? pairValue(source, word, 0) : whole(source, word));
      awaits = null;
      continue;
    }
    const equals = text.indexOf('=');
    const name = equals < 0 ? text : text.slice(0, equals);
    const cluster = /^-([a-zA-Z]*?)e(=?)/.exec(text);
    if (PAIRS.has(name)) {
      if (equals < 0) awaits = 'pair';
      else add(pairValue(source, word, equals + 1));
    } else if (WHOLE.has(name)) {
      if (equals < 0) awaits = 'whole';
      else add(rest(source, word, equals + 1));
    } else if (login && /^-p/.test(text) && !text.startsWith('--')) {
      if (text === '-p') awaits = 'whole';
      else add(rest(source, word, text.startsWith('-p=') ? 3 : 2));
    } else if (cluster && !text.startsWith('--')) {
      if (text.length === cluster[0].length && cluster[2] === '') awaits = 'pair';
      else add(pairValue(source, word, cluster[0].length));
    } else if (equals > 0 && SECRET_NAME.test(name)) add(rest(source, word, equals + 1));
    else {
      const match = USERINFO.exec(text);
      if (match) {
        const value = match[1] ?? '';
        const from = match.index + match[0].length - 1 - value.length;
        add({
          span: [word.at[from] ?? word.span[0], (word.at[from + value.length - 1] ?? word.span[1]) + 1],
          value,
        });
      }
    }
  }
  return found;
}

/** A command line as it may be kept: each secret replaced by its hole. */
export function maskCommand(input: string | readonly string[], vault: Vault): string {
  const text = typeof input === 'string' ? input : wordsOf(input).text;
  let masked = '';
  let at = 0;
  for (const {
    span: [from, to],
    value,
  } of secretsOf(text)) {
    masked += text.slice(at, from) + vault.hide(value);
    at = to;
  }
  return masked + text.slice(at);
}
