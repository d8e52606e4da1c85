import { CODE, REGULAR, STRONG } from './widths';

export interface Face {
  /** px */
  readonly size: number;
  readonly weight?: number;
  readonly mono?: boolean;
}

/** Signs that take two columns in a terminal are about one em wide in any face. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\ud83c-\udbff]/;

/** Width of a text in px, from the bundled fonts' own advance widths. Signs they lack are guessed from their kind. */
export function textWidth(text: string, face: Face): number {
  const table = (face.weight ?? 420) >= 560 ? STRONG : REGULAR;
  let em = 0;
  for (const sign of text) {
    if (face.mono === true) em += WIDE.test(sign) ? 2 * CODE : CODE;
    else em += table[sign] ?? (WIDE.test(sign) ? 1 : 0.66);
  }
  return em * face.size;
}

/** The text, cut with `…` where it is wider than `max` px. */
export function fit(text: string, max: number | undefined, face: Face): string {
  if (max === undefined || textWidth(text, face) <= max) return text;
  const signs = [...text];
  while (signs.length > 1 && textWidth(`${signs.join('')}…`, face) > max) signs.pop();
  return `${signs.join('').trimEnd()}…`;
}

/** Breaks text into lines of at most `max` px at blanks; a word that is too long is broken anywhere. */
export function wrap(text: string, max: number, face: Face): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/(?<= )/)) {
    if (line !== '' && textWidth((line + word).trimEnd(), face) > max) {
      lines.push(line.trimEnd());
      line = '';
    }
    let rest = line + word;
    while (textWidth(rest.trimEnd(), face) > max && rest.length > 1) {
      let cut = rest.length - 1;
      while (cut > 1 && textWidth(rest.slice(0, cut), face) > max) cut -= 1;
      lines.push(rest.slice(0, cut));
      rest = rest.slice(cut);
    }
    line = rest;
  }
  lines.push(line.trimEnd());
  return lines;
}
