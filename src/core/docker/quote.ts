const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\v': '\\v',
};

/** A text in double quotes as Go's `%q` writes it: printable signs as they are, others escaped. */
export function quoteGo(text: string): string {
  let out = '"';
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0;
    const short = SHORT[sign];
    if (short !== undefined) out += short;
    else if (code < 0x20 || code === 0x7f) out += `\\x${code.toString(16).padStart(2, '0')}`;
    else if (
      (code >= 0x80 && code < 0xa0) ||
      code === 0xad ||
      /\p{Cf}|\p{Zl}|\p{Zp}|\p{Co}|\p{Cn}/u.test(sign)
    ) {
      out +=
        code > 0xffff
          ? `\\U${code.toString(16).padStart(8, '0')}`
          : `\\u${code.toString(16).padStart(4, '0')}`;
    } else out += sign;
  }
  return `${out}"`;
}
