/**
 * A positive number as C's `%.{digits}g` prints it: `significant(999.5, 3)` is `1e+03`, trailing zeros go.
 * Rounds the stored binary value half to even, as Go does; `toPrecision` alone would round a tie up.
 */
export function significant(value: number, digits: number): string {
  if (value === 0) return '0';
  // Sixty digits hold every double of this range exactly.
  const [mantissa = '', power = '0'] = value.toExponential(60).split('e');
  const all = mantissa.replace('.', '');
  let exponent = Number(power);
  let kept = BigInt(all.slice(0, digits));
  const rest = all.slice(digits);
  const half = `5${'0'.repeat(rest.length - 1)}`;
  if (rest > half || (rest === half && kept % 2n === 1n)) kept += 1n;
  let text = kept.toString();
  if (text.length > digits) {
    text = text.slice(0, digits);
    exponent += 1;
  }
  if (exponent >= digits) {
    const short = text.replace(/0+$/, '');
    const sign = `${short.slice(0, 1)}${short.length > 1 ? `.${short.slice(1)}` : ''}`;
    return `${sign}e+${String(exponent).padStart(2, '0')}`;
  }
  const whole = exponent >= 0 ? text.slice(0, exponent + 1) : '0';
  const fraction = exponent >= 0 ? text.slice(exponent + 1) : '0'.repeat(-exponent - 1) + text;
  const trimmed = fraction.replace(/0+$/, '');
  return trimmed === '' ? whole : `${whole}.${trimmed}`;
}
