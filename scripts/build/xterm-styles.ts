/**
 * xterm writes its sizes and colours into <style> elements and one style attribute; the policy of our pages allows
 * neither. Built, it uses a constructed style sheet and the style object instead, which the policy does allow.
 */
const CHANGES: readonly {
  readonly what: RegExp;
  readonly to: string;
  readonly times: number;
}[] = [
  { what: /[\w$.]+\.createElement\("style"\)/g, to: '__styleSheet()', times: 3 },
  {
    what: /(\w+)\.setAttribute\("style",`\$\{\1\.getAttribute\("style"\)\|\|""\}\$\{(\w+)\};`\)/g,
    to: '$1.style.cssText+=`$2;`'.replace('$2', '${$2}'),
    times: 1,
  },
];

/**
 * The source of xterm with its styles put in the allowed way.
 * @param sheet the module that gives `styleSheet`
 * @throws where xterm is not written as expected: another version must be looked at first
 */
export function withAllowedStyles(source: string, sheet: string): string {
  let out = source;
  for (const { what, to, times } of CHANGES) {
    const found = out.match(what)?.length ?? 0;
    if (found !== times)
      throw new Error(
        `xterm sets styles in ${String(found)} places like ${String(what)}, not ${String(times)}.`,
      );
    out = out.replace(what, to);
  }
  if (/setAttribute\("style"|createElement\("style"\)/.test(out))
    throw new Error('xterm sets styles in a way that is not known.');
  return `import { styleSheet as __styleSheet } from ${JSON.stringify(sheet)};\n${out}`;
}

const XTERM = /@xterm[\\/]xterm[\\/]lib[\\/]xterm\.mjs$/;

/** For the build of the window. @param sheet path of the module that gives `styleSheet` */
export const xtermStyles = (sheet: string) => ({
  name: 'xterm-styles',
  transform: (source: string, id: string) =>
    XTERM.test(id.split('?', 1)[0] ?? '') ? { code: withAllowedStyles(source, sheet), map: null } : null,
});
