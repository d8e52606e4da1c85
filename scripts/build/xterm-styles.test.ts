import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withAllowedStyles } from './xterm-styles';

const source = readFileSync(
  new URL('../../node_modules/@xterm/xterm/lib/xterm.mjs', import.meta.url),
  'utf8',
);

test('of xterm as it is installed, no style element and no style attribute is left', () => {
  const built = withAllowedStyles(source, '/sheet.ts');
  expect(built.startsWith('import { styleSheet as __styleSheet } from "/sheet.ts";\n')).toBe(true);
  expect(built).not.toMatch(/createElement\(["'`]style|setAttribute\(["'`]style|innerHTML|insertRule/);
  expect(built.match(/__styleSheet\(\)/g)).toHaveLength(3);
  expect(built).toMatch(/(\w+)\.style\.cssText\+=`\$\{\w+\};`/);
});

test('another way of setting styles is not passed over', () => {
  expect(() => withAllowedStyles(`${source};x.createElement("style")`, '/s')).toThrow(/4 places/);
  expect(() => withAllowedStyles('const a = 1;', '/s')).toThrow(/0 places/);
});
