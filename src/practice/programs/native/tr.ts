import { fromUtf8, utf8 } from '../streams';
import { failed, type Native } from './kit';

const CLASSES: Readonly<Record<string, string>> = {
  upper: 'A-Z',
  lower: 'a-z',
  digit: '0-9',
  alpha: 'A-Za-z',
  alnum: 'A-Za-z0-9',
  space: ' \t-\r',
  blank: ' \t',
  punct: '!-/:-@[-`{-~',
  xdigit: '0-9A-Fa-f',
  cntrl: '\0-\x1f\x7f',
};
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
};

/** The signs of a set: ranges, classes, escapes (POSIX, tr). */
function signsOf(set: string): readonly string[] {
  const expanded = set.replace(/\[:(\w+):\]/g, (whole, name: string) => CLASSES[name] ?? whole);
  const tokens = [...expanded.matchAll(/\\([0-7]{1,3})|\\([^])|([^])/gu)].map(([, octal, escaped, plain]) =>
    octal !== undefined
      ? { sign: String.fromCharCode(Number.parseInt(octal, 8)), plain: false }
      : {
          sign: escaped === undefined ? (plain ?? '') : (ESCAPES[escaped] ?? escaped),
          plain: escaped === undefined,
        },
  );
  const out: string[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const from = tokens[at]?.sign ?? '';
    const to = tokens[at + 2]?.sign;
    const dash = tokens[at + 1];
    if (dash?.sign === '-' && dash.plain && to !== undefined) {
      for (let code = from.codePointAt(0) ?? 0; code <= (to.codePointAt(0) ?? 0); code += 1)
        out.push(String.fromCodePoint(code));
      at += 2;
    } else out.push(from);
  }
  return out;
}

export const tr: Native = async (task) => {
  const flags = task.argv
    .slice(1)
    .filter((word) => /^-[dscC]+$/.test(word))
    .join('');
  const [first, second] = task.argv.slice(1).filter((word) => !/^-[dscC]+$/.test(word));
  if (first === undefined) return failed(task, 'tr: missing operand');
  const from = signsOf(first);
  const to = second === undefined ? [] : signsOf(second);
  const chosen = new Set(from);
  const complement = /[cC]/.test(flags);
  const hit = (sign: string): boolean => chosen.has(sign) !== complement;
  const deletes = flags.includes('d');
  const map = new Map(from.map((sign, i) => [sign, to[Math.min(i, to.length - 1)] ?? sign]));
  const squeezed = flags.includes('s') ? new Set(to.length > 0 ? to : from) : undefined;
  let last = '';
  for (let part = await task.stdin.read(); part !== undefined; part = await task.stdin.read()) {
    let out = '';
    for (const sign of fromUtf8(part)) {
      if (deletes && hit(sign)) continue;
      const made =
        !deletes && to.length > 0 && hit(sign)
          ? complement
            ? (to.at(-1) ?? sign)
            : (map.get(sign) ?? sign)
          : sign;
      const narrow = squeezed !== undefined && (to.length > 0 ? squeezed.has(made) : hit(made));
      if (narrow && made === last) continue;
      last = made;
      out += made;
    }
    await task.stdout.write(utf8(out));
  }
  return 0;
};
