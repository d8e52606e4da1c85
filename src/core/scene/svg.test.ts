import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hostScene } from './host/host-scene';
import { madeContainer, madeWorld } from './made-world';
import { escapeXml, toSvg } from './svg';
import { paletteOf } from './tokens';

/** Tags of a file in order, as a stack machine reads them; throws where they do not nest. */
function checkNesting(svg: string): void {
  const stack: string[] = [];
  for (const [, close, name = '', own] of svg
    .replace(/^<\?xml[^>]*\?>/, '')
    .matchAll(/<(\/?)([a-zA-Z]+)(?:"[^"]*"|[^">])*?(\/?)>/g)) {
    if (close === '/') expect(stack.pop()).toBe(name);
    else if (own !== '/') stack.push(name);
  }
  expect(stack).toEqual([]);
}

const svgOf = (name: string): string => {
  const world = madeWorld([madeContainer(0, { name, project: name, output: [name] })]);
  return toSvg(hostScene(world, { W: 1280, H: 720 }, { now: 20_000_000 }), {
    palette: paletteOf('light'),
    title: name,
  });
};

describe('the SVG file', () => {
  test('escapes what is markup, and leaves out what XML cannot hold', () => {
    expect(escapeXml('<a b="c">&\u0000\u0007\ud800')).toBe(
      '&lt;a b=&quot;c&quot;&gt;&amp;\ufffd\ufffd\ufffd',
    );
  });

  test('is well-formed whatever the names are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (name) => {
        const svg = svgOf(name);
        checkNesting(svg);
        expect(svg).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
        expect(svg).not.toContain('var(--');
      }),
      { numRuns: 60 },
    );
  });

  test('shows control and bidi signs as marks', () => {
    const svg = svgOf('a\u202Eb\u0007');
    expect(svg).toContain('a⟨RLO⟩b␇');
  });

  test('holds the values of the palette, so that any reader can draw it', () => {
    expect(svgOf('x')).toContain(paletteOf('light')['k-container-face']);
  });
});
