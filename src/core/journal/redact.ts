import { stringEnd } from '../docker/indent-json';
import type { Vault } from './vault';

/** From, up to but not including. */
type Span = readonly [from: number, to: number];

/** Keys whose text is a secret as a whole. */
const SECRET_KEYS =
  /^(auth|.*(password|passwd|secret|token|credential|privatekey|apikey).*|x-registry-auth|x-registry-config)$/i;
/** Lists of `NAME=value`. */
const PAIR_KEYS = /^env$/i;
/** Objects whose values are secrets. */
const MAP_KEYS = /^(buildargs|build-args|authconfigs|auths)$/i;
/** `https://user:password@host` */
const USERINFO = /:\/\/[^/\s:@"]*:([^@\s"]+)@/g;

interface Level {
  readonly list: boolean;
  readonly hides: 'none' | 'pairs' | 'all';
  key: string;
}

/**
 * Where secrets stand in JSON text, without the quotes around them: values of `Env`, of keys that name a
 * password or a token, of build arguments, passwords in addresses. Works on text that was cut off as well.
 */
export function secretsOfJson(source: string): readonly Span[] {
  const found: Span[] = [];
  const stack: Level[] = [];
  let at = 0;
  let awaitsKey = false;
  const open = (list: boolean) => {
    const outer = stack.at(-1);
    const key = outer?.key ?? '';
    const hides =
      outer?.hides === 'all' || MAP_KEYS.test(key) || SECRET_KEYS.test(key)
        ? 'all'
        : list && PAIR_KEYS.test(key)
          ? 'pairs'
          : 'none';
    stack.push({ list, hides, key: '' });
    awaitsKey = !list;
  };
  while (at < source.length) {
    const sign = source.charAt(at);
    if (sign === '"') {
      const end = stringEnd(source, at);
      const closed = end > at + 1 && source.charAt(end - 1) === '"';
      const span: Span = [at + 1, closed ? end - 1 : end];
      const level = stack.at(-1);
      if (awaitsKey && level) level.key = source.slice(...span);
      else found.push(...secretIn(source, span, level));
      awaitsKey = false;
      at = end;
      continue;
    }
    if (sign === '{') open(false);
    else if (sign === '[') open(true);
    else if (sign === '}' || sign === ']') stack.pop();
    else if (sign === ',') awaitsKey = stack.at(-1)?.list === false;
    at += 1;
  }
  return found;
}

function secretIn(source: string, [from, to]: Span, level: Level | undefined): readonly Span[] {
  const value = source.slice(from, to);
  if (value === '') return [];
  if (level?.hides === 'pairs') {
    const equals = value.indexOf('=');
    return equals < 0 || equals === value.length - 1 ? [] : [[from + equals + 1, to]];
  }
  if (level?.hides === 'all' || (level !== undefined && !level.list && SECRET_KEYS.test(level.key)))
    return [[from, to]];
  return [...value.matchAll(USERINFO)].map((match): Span => {
    const start = from + match.index + match[0].length - 1 - (match[1] ?? '').length;
    return [start, start + (match[1] ?? '').length];
  });
}

/** A text in pieces, the secret ones marked, as a program prints it. */
export function secretPieces(
  source: string,
  spans: readonly Span[],
): readonly (string | { readonly secret: string })[] {
  const pieces: (string | { readonly secret: string })[] = [];
  let at = 0;
  for (const [from, to] of spans) {
    pieces.push(source.slice(at, from), { secret: source.slice(from, to) });
    at = to;
  }
  pieces.push(source.slice(at));
  return pieces.filter((piece) => piece !== '');
}

/** The value behind JSON's escapes, so that it gets the hole that it has elsewhere. */
function unescaped(raw: string): string {
  try {
    return JSON.parse(`"${raw}"`) as string;
  } catch {
    return raw;
  }
}

/**
 * JSON text of a request or an answer as the journal may keep it: secrets replaced by holes, cut to a bound.
 * @param bound signs
 */
export function redactBody(source: string, vault: Vault, bound = 32 * 1024): string {
  const text = secretPieces(source, secretsOfJson(source))
    .map((piece) => (typeof piece === 'string' ? piece : vault.hide(unescaped(piece.secret))))
    .join('');
  return text.length > bound ? `${text.slice(0, bound)}…` : text;
}

/** A text in pieces, secret where one of these values stands in it. Values of one or two signs are too common. */
export function knownPieces(
  source: string,
  values: readonly string[],
): readonly (string | { readonly secret: string })[] {
  const found: Span[] = [];
  for (const value of [...new Set(values)]
    .filter((each) => each.length > 2)
    .sort((a, b) => b.length - a.length)) {
    for (let at = source.indexOf(value); at >= 0; at = source.indexOf(value, at + value.length)) {
      const to = at + value.length;
      if (!found.some(([from, end]) => at < end && to > from)) found.push([at, to]);
    }
  }
  return secretPieces(
    source,
    found.sort(([a], [b]) => a - b),
  );
}
