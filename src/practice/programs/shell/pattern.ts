/** Shell patterns: `*`, `?`, `[…]`, a backslash before what stands for itself (POSIX 2.13), `@(…)` and its kin. */

const SPECIAL = /[\\^$.|?*+()[\]{}/]/g;
export const quotePattern = (text: string): string => text.replace(/[\\*?[\]()|@!+]/g, '\\$&');
export const hasPattern = (text: string): boolean => /(^|[^\\])(\\\\)*[*?[]/.test(text);
export const unquotePattern = (text: string): string => text.replace(/\\(.)/gs, '$1');

const CLASSES: Readonly<Record<string, string>> = {
  alpha: 'a-zA-Z',
  digit: '0-9',
  alnum: 'a-zA-Z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: '\\s',
  blank: ' \\t',
  punct: '!-\\/:-@[-`{-~',
  xdigit: '0-9a-fA-F',
};

function bracket(pattern: string, from: number): { readonly text: string; readonly end: number } | undefined {
  let at = from + 1;
  const negated = pattern[at] === '!' || pattern[at] === '^';
  if (negated) at += 1;
  let set = '';
  for (let first = true; at < pattern.length; first = false, at += 1) {
    const sign = pattern[at] ?? '';
    if (sign === ']' && !first) return { text: `[${negated ? '^' : ''}${set}]`, end: at };
    const named = /^\[:(\w+):\]/.exec(pattern.slice(at));
    if (named) {
      set += CLASSES[named[1] ?? ''] ?? '';
      at += named[0].length - 1;
    } else if (sign === '\\' && at + 1 < pattern.length) {
      at += 1;
      set += `\\${pattern[at] ?? ''}`;
    } else set += sign === '-' ? '-' : sign.replace(/[\\\]^[]/g, '\\$&');
  }
  return undefined;
}

/** The source of a regular expression for a pattern; `*` and `?` stop at no sign. */
export function patternSource(pattern: string, greedy = true): string {
  let source = '';
  const closers: string[] = [];
  for (let at = 0; at < pattern.length; at += 1) {
    const sign = pattern[at] ?? '';
    const group = /[@?*+!]/.test(sign) && pattern[at + 1] === '(';
    if (sign === '\\') {
      at += 1;
      source += (pattern[at] ?? '\\').replace(SPECIAL, '\\$&');
    } else if (group) {
      at += 1;
      source += sign === '!' ? '(?!(?:' : '(?:';
      closers.push(sign === '!' ? ')).*' : sign === '@' ? ')' : `)${sign}`);
    } else if (closers.length > 0 && sign === '|') source += '|';
    else if (closers.length > 0 && sign === ')') source += closers.pop() ?? '';
    else if (sign === '*') source += greedy ? '[^]*' : '[^]*?';
    else if (sign === '?') source += '[^]';
    else {
      const set = sign === '[' ? bracket(pattern, at) : undefined;
      if (set) {
        source += set.text;
        at = set.end;
      } else source += sign.replace(SPECIAL, '\\$&');
    }
  }
  return source + closers.reverse().join('');
}

function compiled(source: string, flags = 'u'): RegExp {
  try {
    return new RegExp(source, flags);
  } catch {
    return /[]/;
  }
}

export const matches = (pattern: string, text: string): boolean =>
  compiled(`^${patternSource(pattern)}$`).test(text);

/** `${x#pattern}` and its kin. */
export function trimmed(text: string, pattern: string, side: 'prefix' | 'suffix', greedy: boolean): string {
  const lengths = Array.from({ length: text.length + 1 }, (_, i) => i);
  const whole = compiled(`^${patternSource(pattern)}$`);
  const order = greedy ? lengths.reverse() : lengths;
  for (const length of order) {
    const part = side === 'prefix' ? text.slice(0, length) : text.slice(text.length - length);
    if (whole.test(part)) return side === 'prefix' ? text.slice(length) : text.slice(0, text.length - length);
  }
  return text;
}

export function replaced(
  text: string,
  pattern: string,
  by: string,
  how: { readonly all: boolean; readonly anchor: 'start' | 'end' | null },
): string {
  if (pattern === '') return text;
  const source = patternSource(pattern);
  const anchored =
    how.anchor === 'start' ? `^(?:${source})` : how.anchor === 'end' ? `(?:${source})$` : source;
  return text.replace(compiled(anchored, how.all ? 'gu' : 'u'), () => by);
}
