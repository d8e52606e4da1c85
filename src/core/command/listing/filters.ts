/**
 * `--filter` values as the engine takes them: `{"status":{"exited":true}}`, keys sorted as Go writes them.
 * @param more filters that do not come from `--filter` @returns undefined when there are none
 */
export function readFilters(
  values: readonly string[],
  more: readonly (readonly [string, string])[] = [],
): string | undefined {
  const found = new Map<string, Set<string>>();
  const add = (key: string, value: string) => {
    const set = found.get(key) ?? new Set();
    found.set(key, set.add(value));
  };
  for (const each of values) {
    if (each === '') continue;
    const equals = each.indexOf('=');
    add(each.slice(0, equals).trim().toLowerCase(), each.slice(equals + 1).trim());
  }
  for (const [key, value] of more) add(key, value);
  if (found.size === 0) return undefined;
  const sorted = [...found].sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(
    Object.fromEntries(
      sorted.map(([key, set]) => [key, Object.fromEntries([...set].sort().map((value) => [value, true]))]),
    ),
  );
}
