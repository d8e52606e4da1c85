/** `key=value` lists as an object; a key alone gets an empty value. */
export const keyValues = (values: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    values.map((each) => {
      const equals = each.indexOf('=');
      return equals < 0 ? [each, ''] : [each.slice(0, equals), each.slice(equals + 1)];
    }),
  );
