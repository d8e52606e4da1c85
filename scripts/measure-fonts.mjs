// Measures the bundled fonts in a real browser and writes the advance widths that the pure scene code uses,
// so that text is fitted alike on the stage, in an SVG file and in a test. Run after a change of the fonts.
import { readFileSync, writeFileSync } from 'node:fs';
import { chromium } from '@playwright/test';

const font = (name) =>
  readFileSync(new URL(`../node_modules/@fontsource-variable/${name}`, import.meta.url)).toString('base64');
const inter = font('inter/files/inter-latin-wght-normal.woff2');
const mono = font('jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2');
const characters = [];
for (let c = 32; c < 127; c += 1) characters.push(String.fromCharCode(c));
for (let c = 161; c < 256; c += 1) characters.push(String.fromCharCode(c));
characters.push('…', '·', '–', '—', '‘', '’', '“', '”', '→', '×', '⟨', '⟩');

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const page = await browser.newPage();
await page.setContent(`<style>
@font-face{font-family:W;src:url(data:font/woff2;base64,${inter}) format("woff2");font-weight:100 900}
@font-face{font-family:C;src:url(data:font/woff2;base64,${mono}) format("woff2");font-weight:100 800}
span{white-space:pre;font-size:100px;font-feature-settings:"tnum" 1,"zero" 1,"cv05" 1}</style><body></body>`);
const widths = await page.evaluate(async (characters) => {
  const measure = async (family, weight) => {
    await document.fonts.load(`${weight} 100px ${family}`);
    const one = (text) => {
      const span = document.createElement('span');
      span.style.fontFamily = family;
      span.style.fontWeight = weight;
      span.textContent = text;
      document.body.append(span);
      const width = span.getBoundingClientRect().width;
      span.remove();
      return width;
    };
    // Between two letters, so that leading and trailing blanks count.
    const frame = one('HH');
    return Object.fromEntries(characters.map((c) => [c, Math.round((one(`H${c}H`) - frame) * 10) / 1000]));
  };
  return {
    regular: await measure('W', '420'),
    strong: await measure('W', '640'),
    code: (await measure('C', '420')).a,
  };
}, characters);
await browser.close();
const table = (name, record) =>
  `export const ${name}: Readonly<Record<string, number>> = ${JSON.stringify(record)};\n`;
writeFileSync(
  new URL('../src/core/scene/text/widths.ts', import.meta.url),
  `// Made by scripts/measure-fonts.mjs from the bundled fonts. Advance widths in em.\n// prettier-ignore\n${table('REGULAR', widths.regular)}// prettier-ignore\n${table('STRONG', widths.strong)}export const CODE = ${widths.code};\n`,
);
