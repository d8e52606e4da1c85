/** Signs that change the order of their neighbours: a name that holds one reads as another name. */
const BIDI: Readonly<Record<number, string>> = {
  0x061c: 'ALM',
  0x200e: 'LRM',
  0x200f: 'RLM',
  0x202a: 'LRE',
  0x202b: 'RLE',
  0x202c: 'PDF',
  0x202d: 'LRO',
  0x202e: 'RLO',
  0x2066: 'LRI',
  0x2067: 'RLI',
  0x2068: 'FSI',
  0x2069: 'PDI',
};
const HIDDEN: Readonly<Record<number, string>> = {
  0x00ad: 'SHY',
  0x200b: 'ZWSP',
  0x2028: 'LS',
  0x2029: 'PS',
  0x2060: 'WJ',
  0xfeff: 'BOM',
};

function mark(code: number): string | null {
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '␡';
  if (code >= 0x80 && code < 0xa0) return `⟨${code.toString(16)}⟩`;
  const name = BIDI[code] ?? HIDDEN[code];
  if (name !== undefined) return `⟨${name}⟩`;
  return code >= 0xd800 && code <= 0xdfff ? '�' : null;
}

/**
 * A stranger's text, safe to show in one line: control signs as their pictures (`␛`), signs that reorder or
 * hide as their names (`⟨RLO⟩`). Text without them comes back as it is.
 */
export function visible(text: string): string {
  let out = '';
  for (const sign of text) out += mark(sign.codePointAt(0) ?? 0) ?? sign;
  return out;
}
