/** Ranges of signs that take two columns of a terminal (Unicode East Asian Width W and F, coarse). */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x2329, 0x232a],
  [0x23e9, 0x23ec],
  [0x25fd, 0x25fe],
  [0x2614, 0x2615],
  [0x2648, 0x2653],
  [0x26aa, 0x26ab],
  [0x26bd, 0x26be],
  [0x26c4, 0x26c5],
  [0x2705, 0x2705],
  [0x270a, 0x270b],
  [0x2728, 0x2728],
  [0x274c, 0x274c],
  [0x2753, 0x2755],
  [0x2795, 0x2797],
  [0x2b1b, 0x2b1c],
  [0x2b50, 0x2b50],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x1fa70, 0x1faff],
  [0x20000, 0x3fffd],
];

function charWidth(code: number): number {
  if (code < 0x1100) return code >= 0x300 && code <= 0x36f ? 0 : 1;
  if (code === 0x200b || (code >= 0xfe00 && code <= 0xfe0f)) return 0;
  return WIDE.some(([from, to]) => code >= from && code <= to) ? 2 : 1;
}

/** Columns that a text takes in a terminal: `日本` takes four. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const sign of text) width += charWidth(sign.codePointAt(0) ?? 0);
  return width;
}

/** Cut to a display width, the last column being `…` when something was cut. As the CLI's Ellipsis. */
export function ellipsis(text: string, limit: number): string {
  if (limit <= 0) return '';
  if (displayWidth(text) <= limit) return text;
  let width = 0;
  let kept = '';
  for (const sign of text) {
    width += charWidth(sign.codePointAt(0) ?? 0);
    if (width > limit - 1) break;
    kept += sign;
  }
  return `${kept}…`;
}
