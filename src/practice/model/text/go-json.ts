/** JSON with bigints as numbers of all their digits, as the engine's plain answers are. */
export function plainJson(value: unknown): string {
  const texts = JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'bigint' ? `${MARK}${String(part)}` : part,
  );
  return texts.replaceAll(BIG, '$1');
}

/** The same as Go writes it into streams: three signs that could end a script are escaped. */
export const goJson = (value: unknown): string =>
  plainJson(value).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e').replaceAll('&', '\\u0026');

/** A private sign that stands for "what follows is a number". */
const MARK = '\ue0b1';
const BIG = new RegExp(`"${MARK}(-?\\d+)"`, 'g');
