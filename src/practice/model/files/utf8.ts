/** UTF-8 without the help of Node or a browser. A lone surrogate becomes U+FFFD, as in every encoder. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  let at = 0;
  for (const sign of text) {
    let code = sign.codePointAt(0) ?? 0;
    if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
    if (code < 0x80) bytes[at++] = code;
    else if (code < 0x800) {
      bytes[at++] = 0xc0 | (code >> 6);
      bytes[at++] = 0x80 | (code & 63);
    } else if (code < 0x10000) {
      bytes[at++] = 0xe0 | (code >> 12);
      bytes[at++] = 0x80 | ((code >> 6) & 63);
      bytes[at++] = 0x80 | (code & 63);
    } else {
      bytes[at++] = 0xf0 | (code >> 18);
      bytes[at++] = 0x80 | ((code >> 12) & 63);
      bytes[at++] = 0x80 | ((code >> 6) & 63);
      bytes[at++] = 0x80 | (code & 63);
    }
  }
  return bytes.slice(0, at);
}

/** Reads UTF-8; each byte that belongs to no sign becomes U+FFFD. */
export function decodeUtf8(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at] ?? 0;
    const more =
      first < 0x80 ? 0 : first >= 0xf0 && first < 0xf5 ? 3 : first >= 0xe0 ? 2 : first >= 0xc2 ? 1 : -1;
    let code = more === 0 ? first : first & (0x3f >> more);
    let fine = more >= 0 && first < 0xf5;
    for (let i = 1; fine && i <= more; i += 1) {
      const next = bytes[at + i] ?? 0;
      if ((next & 0xc0) !== 0x80) fine = false;
      code = (code << 6) | (next & 63);
    }
    if (more === 2 && (code < 0x800 || (code >= 0xd800 && code <= 0xdfff))) fine = false;
    if (more === 3 && (code < 0x10000 || code > 0x10ffff)) fine = false;
    text += fine ? String.fromCodePoint(code) : '\ufffd';
    at += fine ? more + 1 : 1;
  }
  return text;
}
