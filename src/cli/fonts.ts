import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const fromHere = createRequire(import.meta.url);
const FILES = [
  ['Cutaway Words', '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2', '100 900'],
  [
    'Cutaway Code',
    '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2',
    '100 800',
  ],
] as const;

/** The bundled fonts as rules with their bytes inside. A font that is not there is left out: the reader's own stands in. */
export function fontCss(): string {
  return FILES.map(([family, file, weight]) => {
    try {
      const bytes = readFileSync(fromHere.resolve(file)).toString('base64');
      return `@font-face{font-family:"${family}";src:url(data:font/woff2;base64,${bytes}) format("woff2");font-weight:${weight}}`;
    } catch {
      return '';
    }
  }).join('');
}
