/** Order of names in which numbers count as numbers: `l2` before `l10`. As the CLI sorts networks and volumes. */
export function naturalOrder(a: string, b: string): number {
  const left = a.match(/\d+|\D/g) ?? [];
  const right = b.match(/\d+|\D/g) ?? [];
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const [x = '', y = ''] = [left[at], right[at]];
    if (x === y) continue;
    if (/^\d/.test(x) && /^\d/.test(y)) {
      const [m, n] = [x.replace(/^0+(?=\d)/, ''), y.replace(/^0+(?=\d)/, '')];
      if (m !== n) return m.length - n.length || (m < n ? -1 : 1);
      return y.length - x.length;
    }
    return x < y ? -1 : 1;
  }
  return left.length - right.length;
}
