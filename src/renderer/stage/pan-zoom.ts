import type { Selection } from 'd3-selection';
import { zoom, zoomIdentity, type D3ZoomEvent } from 'd3-zoom';

export interface PanZoom {
  by(factor: number): void;
  pan(dx: number, dy: number): void;
  fit(): void;
  resize(w: number, h: number): void;
  destroy(): void;
}

type Root = Selection<SVGSVGElement, unknown, null, undefined>;
type Group = Selection<SVGGElement, unknown, null, undefined>;

/** The picture always fits; zoom only enlarges, so that words never fall below their least size. */
const MOST = 8;

/** One transformed group: during a gesture nothing else is touched. */
export function panZoom(
  root: Root,
  group: Group,
  zoomed: (fits: boolean) => void,
  /** A gesture ended, the picture is enlarged so many times. */
  ended: (k: number) => void,
): PanZoom {
  const behaviour = zoom<SVGSVGElement, unknown>()
    .scaleExtent([1, MOST])
    .clickDistance(4)
    .filter((event: Event) => !(event instanceof MouseEvent && event.button !== 0))
    .on('zoom', (event: D3ZoomEvent<SVGSVGElement, unknown>) => {
      const { k, x, y } = event.transform;
      group.attr('transform', k === 1 ? null : `translate(${String(x)},${String(y)}) scale(${String(k)})`);
      zoomed(k === 1);
    })
    .on('end', (event: D3ZoomEvent<SVGSVGElement, unknown>) => ended(event.transform.k));
  root.call(behaviour).on('dblclick.zoom', null);
  return {
    by: (factor) => void root.call((r) => behaviour.scaleBy(r, factor)),
    pan: (dx, dy) => void root.call((r) => behaviour.translateBy(r, dx, dy)),
    fit: () => void root.call((r) => behaviour.transform(r, zoomIdentity)),
    resize(w, h) {
      behaviour
        .extent([
          [0, 0],
          [w, h],
        ])
        .translateExtent([
          [0, 0],
          [w, h],
        ]);
      root.call((r) => behaviour.transform(r, zoomIdentity));
    },
    destroy: () => void root.on('.zoom', null),
  };
}
