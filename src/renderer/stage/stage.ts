import { select, type Selection } from 'd3-selection';
import type { Mark, Scene } from '../../core/scene/marks';
import { REST, type Fx } from '../../core/scene/shapes/fx';
import { ARROW, PATTERNS } from '../../core/scene/shapes/patterns';
import { rect, type Shape } from '../../core/scene/shapes/shape';
import { shapesOf } from '../../core/scene/shapes/table';
import type { StageFrame } from '../../core/motion/stage-frame';
import { reconcile } from './nodes';
import { panZoom, type PanZoom } from './pan-zoom';

export interface StageCallbacks {
  readonly pointed: (mark: Mark | null, x: number, y: number) => void;
  readonly chosen: (mark: Mark | null) => void;
  readonly zoomed: (fits: boolean) => void;
  /** A command that stands in the picture was pressed. */
  readonly pressed: (command: string, where: 'empty' | 'diagnosis') => void;
}

export interface Stage {
  update(props: StageFrame): void;
  readonly zoom: PanZoom;
  destroy(): void;
}

/** Least size of a target for finger and pointer, px. */
const TARGET = 24;

interface Drawn {
  mark: Mark;
  fx: Fx;
  text: string;
}

/** The picture: a D3 island in an `svg` element. React never renders inside. */
export function createStage(svg: SVGSVGElement, callbacks: StageCallbacks): Stage {
  const root = select(svg)
    .attr('role', 'graphics-document document')
    .attr('aria-roledescription', 'picture of the machine');
  root.selectAll('*').remove();
  drawDefs(root.append('defs'));
  const ground = root.append('rect').attr('fill', 'var(--bg)');
  const world = root.append('g').attr('class', 'world');
  const marks = world.append('g').attr('class', 'marks');
  const frames = world.append('g').attr('class', 'frames').attr('pointer-events', 'none');
  const overlay = world
    .append('g')
    .attr('class', 'overlay')
    .attr('pointer-events', 'none')
    .attr('aria-hidden', 'true');
  const zoom = panZoom(root, world, callbacks.zoomed);
  const drawn = new Map<string, Drawn>();
  let current: Scene | null = null;

  const anyMarkOf = (event: Event): Mark | null => {
    const node = event.target instanceof Element ? event.target.closest('g[data-key]') : null;
    const key = node?.getAttribute('data-key');
    return current?.marks.find((m) => m.key === key) ?? null;
  };
  const markOf = (event: Event): Mark | null => {
    const mark = anyMarkOf(event);
    return mark?.subject ? mark : null;
  };
  function click(event: MouseEvent): void {
    const mark = anyMarkOf(event);
    const command = mark === null ? null : commandIn(mark);
    if (command !== null && (mark?.kind === 'empty' || mark?.kind === 'diagnosis'))
      callbacks.pressed(command, mark.kind);
    else callbacks.chosen(mark?.subject ? mark : null);
  }
  root
    .on('click.stage', click)
    .on('pointermove.stage', (event: PointerEvent) =>
      callbacks.pointed(markOf(event), event.offsetX, event.offsetY),
    )
    .on('pointerleave.stage', () => callbacks.pointed(null, 0, 0));

  function draw(node: SVGGElement, mark: Mark, fx: Fx): void {
    const before = drawn.get(mark.key);
    if (before && before.mark === mark && before.fx === fx) return;
    const text = JSON.stringify([mark.box, mark.data, fx]);
    if (before?.text !== text) {
      const shapes = shapesOf(mark, fx);
      const small = mark.subject !== null && (mark.box.w < TARGET || mark.box.h < TARGET);
      reconcile(node, small ? [...shapes, target(mark)] : shapes);
    }
    drawn.set(mark.key, { mark, fx, text });
  }

  const shifted = new WeakMap<SVGGElement, string | null>();
  function shift(node: SVGGElement, transform: string | null): void {
    if ((shifted.get(node) ?? null) === transform) return;
    shifted.set(node, transform);
    if (transform === null) node.removeAttribute('transform');
    else node.setAttribute('transform', transform);
  }

  function join(props: StageFrame): void {
    marks
      .selectAll<SVGGElement, Mark>(':scope > g')
      .data(props.scene.marks as Mark[], (mark) => mark.key)
      .join(
        (enter) =>
          enter
            .append('g')
            .attr('data-key', (mark) => mark.key)
            .attr('data-kind', (mark) => mark.kind),
        (update) => update,
        (exit) => exit.each((mark) => void drawn.delete(mark.key)).remove(),
      )
      .attr('id', (_, i) => `mark-${String(i)}`)
      .attr('role', (mark) => (mark.subject ? 'graphics-symbol img' : null))
      .attr('aria-label', (mark) => mark.subject?.words ?? null)
      .attr('aria-hidden', (mark) => (mark.subject ? null : 'true'))
      .attr('class', (mark) => (mark.subject || commandIn(mark) !== null ? 'subject' : null))
      .order();
  }

  return {
    zoom,
    update(props) {
      const { scene } = props;
      if (scene !== current) {
        root.attr('viewBox', `0 0 ${String(scene.W)} ${String(scene.H)}`);
        ground.attr('width', scene.W).attr('height', scene.H);
        if (current?.W !== scene.W || current.H !== scene.H) zoom.resize(scene.W, scene.H);
        join(props);
        current = scene;
      }
      marks.selectAll<SVGGElement, Mark>(':scope > g').each(function (mark) {
        draw(this, mark, props.fx.get(mark.key) ?? REST);
        shift(this, props.shifts.get(mark.key) ?? null);
      });
      reconcile(overlay.node() as SVGGElement, props.overlay);
      reconcile(frames.node() as SVGGElement, [
        ...frameOf(scene, props.selected),
        ...frameOf(scene, props.focused),
      ]);
      const index = props.focused === null ? -1 : scene.marks.findIndex((m) => m.key === props.focused);
      root.attr('aria-activedescendant', index < 0 ? null : `mark-${String(index)}`);
      // What a test waits for: declared, not guessed from the clock.
      root
        .attr('data-still', String(props.still))
        .attr('data-seq', props.seq)
        .attr('data-act', props.act)
        .attr('data-level', scene.level);
    },
    destroy() {
      root.on('.stage', null);
      zoom.destroy();
      root.selectAll('*').remove();
      drawn.clear();
    },
  };
}

/** The command that stands in a mark and can be pressed. */
function commandIn(mark: Mark): string | null {
  if (mark.kind === 'empty') return mark.data.quiet ? null : 'run hello-world';
  return mark.kind === 'diagnosis' ? (mark.data.diagnosis?.command ?? null) : null;
}

/** An invisible rectangle that makes a small mark easy to hit. */
function target(mark: Mark): Shape {
  const w = Math.max(TARGET, mark.box.w);
  const h = Math.max(TARGET, mark.box.h);
  const a = {
    x: mark.box.x - (w - mark.box.w) / 2,
    y: mark.box.y - (h - mark.box.h) / 2,
    width: w,
    height: h,
    fill: 'transparent',
  };
  return { tag: 'rect', a };
}

function frameOf(scene: Scene, key: string | null): Shape[] {
  const mark = key === null ? undefined : scene.marks.find((m) => m.key === key);
  if (!mark) return [];
  const depth = mark.kind === 'container' ? mark.data.depth : 0;
  const pad = mark.kind === 'container' && mark.data.level <= 1 ? 3 : 8;
  const { x, y, w, h } = mark.box;
  return [rect(x - pad, y - depth - pad, w + depth + 2 * pad, h + depth + 2 * pad, { stroke: 'sel', sw: 3 })];
}

function drawDefs(defs: Selection<SVGDefsElement, unknown, null, undefined>): void {
  for (const p of PATTERNS) {
    const node = defs
      .append('pattern')
      .attr('id', p.id)
      .attr('width', p.w)
      .attr('height', p.h)
      .attr('patternUnits', 'userSpaceOnUse');
    if (p.turn !== 0) node.attr('patternTransform', `rotate(${String(p.turn)})`);
    reconcile(node.node() as SVGPatternElement, p.shapes);
  }
  const marker = defs
    .append('marker')
    .attr('id', 'arrow')
    .attr('viewBox', '0 0 8 8')
    .attr('refX', 7)
    .attr('refY', 4);
  marker
    .attr('markerWidth', 9)
    .attr('markerHeight', 9)
    .attr('markerUnits', 'userSpaceOnUse')
    .attr('orient', 'auto-start-reverse');
  reconcile(marker.node() as SVGMarkerElement, [ARROW]);
}
