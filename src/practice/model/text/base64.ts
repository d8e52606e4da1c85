const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 with padding (RFC 4648, section 4). */
export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at;
    const word = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    parts.push(
      (SIGNS[word >> 18] ?? '') +
        (SIGNS[(word >> 12) & 63] ?? '') +
        (left > 1 ? (SIGNS[(word >> 6) & 63] ?? '') : '=') +
        (left > 2 ? (SIGNS[word & 63] ?? '') : '='),
    );
  }
  return parts.join('');
}

/** Reads both alphabets, with or without padding; signs that belong to neither are passed over. */
export function fromBase64(source: string): Uint8Array {
  const bytes: number[] = [];
  let word = 0;
  let bits = 0;
  for (const sign of source) {
    const value = SIGNS.indexOf(sign === '-' ? '+' : sign === '_' ? '/' : sign);
    if (value < 0) continue;
    word = ((word << 6) | value) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((word >> bits) & 255);
    }
  }
  return Uint8Array.from(bytes);
}
