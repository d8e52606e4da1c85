import { useLayoutEffect, useRef } from 'react';
import { glyph, type GlyphKind } from '../../core/scene/shapes/glyphs';
import { shapesToSvg } from './shapes-to-svg';

/** A state glyph outside the stage, drawn by the same table. */
export function GlyphIcon(props: { kind: GlyphKind; size?: number }) {
  const ref = useRef<SVGSVGElement>(null);
  useLayoutEffect(() => {
    if (ref.current) shapesToSvg(ref.current, [glyph(0, 0, 8, props.kind)]);
  }, [props.kind]);
  const size = props.size ?? 22;
  return <svg ref={ref} viewBox="-11 -11 22 22" width={size} height={size} aria-hidden />;
}
