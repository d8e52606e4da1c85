import type { Scene } from './marks';
import type { Fx } from './shapes/fx';
import { ARROW, PATTERNS } from './shapes/patterns';
import type { Shape } from './shapes/shape';
import { shapesOf } from './shapes/table';
import type { Palette, Token } from './tokens';

/** Signs that no XML file may hold, even escaped. */
const FORBIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A stranger's text as XML text: escaped, and without what XML cannot hold. */
export const escapeXml = (text: string): string =>
  text
    .replace(FORBIDDEN, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

function element(shape: Shape, palette: Palette): string {
  const attributes = Object.entries(shape.a)
    .map(
      ([name, value]) =>
        ` ${name}="${escapeXml(String(value).replace(/var\(--([a-z0-9-]+)\)/g, (_, token: string) => palette[token as Token] ?? 'none'))}"`,
    )
    .join('');
  const content =
    shape.t !== undefined
      ? escapeXml(shape.t)
      : (shape.c ?? []).map((child) => element(child, palette)).join('');
  return content === ''
    ? `<${shape.tag}${attributes}/>`
    : `<${shape.tag}${attributes}>${content}</${shape.tag}>`;
}

export interface SvgOptions {
  readonly palette: Palette;
  /** Rules with the bundled fonts inside, so that the file looks the same everywhere; empty: the reader's own fonts. */
  readonly fontCss?: string;
  readonly title: string;
  /** A moment of motion: how far the parts of marks are, by key, and what travels above them. */
  readonly fx?: ReadonlyMap<string, Fx>;
  readonly overlay?: readonly Shape[];
}

/** The scene as a whole SVG file, well-formed whatever the names in it. */
export function toSvg(scene: Scene, options: SvgOptions): string {
  const { palette } = options;
  const patterns = PATTERNS.map(
    (p) =>
      `<pattern id="${p.id}" width="${String(p.w)}" height="${String(p.h)}" patternUnits="userSpaceOnUse"${p.turn ? ` patternTransform="rotate(${String(p.turn)})"` : ''}>${p.shapes.map((s) => element(s, palette)).join('')}</pattern>`,
  ).join('\n');
  const marks = scene.marks.map((mark) => {
    const label = mark.subject ? ` role="graphics-symbol" aria-label="${escapeXml(mark.subject.words)}"` : '';
    return `<g data-key="${escapeXml(mark.key)}"${label}>${shapesOf(mark, options.fx?.get(mark.key))
      .map((s) => element(s, palette))
      .join('')}</g>`;
  });
  const font = options.fontCss ? `<style>${options.fontCss}</style>` : '';
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" width="${String(scene.W)}" height="${String(scene.H)}" viewBox="0 0 ${String(scene.W)} ${String(scene.H)}" role="graphics-document" style="font-feature-settings:&quot;tnum&quot; 1,&quot;zero&quot; 1,&quot;cv05&quot; 1">`,
    `<title>${escapeXml(options.title)}</title>`,
    `<defs>${font}${patterns}<marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto-start-reverse">${element(ARROW, palette)}</marker></defs>`,
    ...marks,
    ...(options.overlay ?? []).map((shape) => element(shape, palette)),
    '</svg>',
    '',
  ].join('\n');
}
