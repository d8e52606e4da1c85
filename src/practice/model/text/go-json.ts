/** JSON as Go writes it: three signs that could end a script are escaped; bigints are numbers of all their digits. */
export function goJson(value: unknown): string {
  const texts = JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'bigint' ? `${MARK}${String(part)}` : part,
  );
  return texts
    .replaceAll(BIG, '$1')
    .replaceAll('<', '\\u003c')
    .replaceAll('>', '\\u003e')
    .replaceAll('&', '\\u0026');
}

/** A private sign that stands for "what follows is a number". */
const MARK = '\ue0b1';
const BIG = new RegExp(`"${MARK}(-?\\d+)"`, 'g');
