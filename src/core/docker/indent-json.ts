/**
 * Sets JSON text with `unit` for each level, changing nothing else: order of keys, escapes and numbers of any
 * length stay as the engine wrote them (parsing would lose digits of 64-bit numbers).
 * Text that is no JSON comes out as some text, without an error.
 */
export function indentJson(source: string, unit = '    ', depth = 0): string {
  let out = '';
  let level = depth;
  let at = 0;
  const line = () => `\n${unit.repeat(level)}`;
  while (at < source.length) {
    const sign = source.charAt(at);
    if (sign === '"') {
      const end = stringEnd(source, at);
      out += source.slice(at, end);
      at = end;
      continue;
    }
    at += 1;
    if (sign === '{' || sign === '[') {
      const next = skipBlanks(source, at);
      if (source.charAt(next) === (sign === '{' ? '}' : ']')) {
        out += sign + source.charAt(next);
        at = next + 1;
      } else {
        level += 1;
        out += sign + line();
      }
    } else if (sign === '}' || sign === ']') {
      level -= 1;
      out += line() + sign;
    } else if (sign === ',') out += sign + line();
    else if (sign === ':') out += ': ';
    else if (!/\s/.test(sign)) out += sign;
  }
  return out;
}

function skipBlanks(source: string, from: number): number {
  let at = from;
  while (/\s/.test(source.charAt(at))) at += 1;
  return at;
}

/** Where the string that begins at `from` ends: behind its closing quote, or at the end of the text. */
export function stringEnd(source: string, from: number): number {
  let at = from + 1;
  while (at < source.length && source.charAt(at) !== '"') at += source.charAt(at) === '\\' ? 2 : 1;
  return Math.min(at + 1, source.length);
}
