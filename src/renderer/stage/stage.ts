import { select, type Selection } from 'd3-selection';
import type { Mark, Scene } from '../../core/scene/marks';
import { REST, type Fx } from '../../core/scene/shapes/fx';
import { ARROW, PATTERNS } from '../../core/scene/shapes/patterns';
import { rect, type Shape } from '../../core/scene/shapes/shape';
import { shapesOf } from '../../core/scene/shapes/table';
import type { StageFrame } from '../../core/motion/stage-frame';
import { createCrowd, type Drawable } from './crowd';
import { reconcile } from './nodes';
import { panZoom, type PanZoom } from './pan-zoom';

export interface StageCallbacks {
  readonly pointed: (mark: Mark | null, x: number, y: number) => void;
  readonly chosen: (mark: Mark | null) => void;
  /** @returns whether there is a menu for it */
  readonly menu: (mark: Mark, x: number, y: number) => boolean;
  readonly zoomed: (fits: boolean) => void;
  /** A command that stands in the picture was pressed. */
  readonly pressed: (command: string, where: 'empty' | 'diagnosis') => void;
}

export interface Stage {
  /** @returns whether it is complete; if not, the same frame is to be drawn again */
  update(props: StageFrame): boolean;
  readonly zoom: PanZoom;
  /** Where the middle of a mark is, px from the picture's corner. */
  placeOf(mark: Mark): { readonly x: number; readonly y: number } | null;
  destroy(): void;
}

/** Least size of a target for finger and pointer, px. */
const TARGET = 24;

/**
 * Marks that are drawn anew in one frame: when a full stage is laid out anew, all of them change, and one frame for all
 * would be seen as a jerk. The rest stands where it stood for a frame or two.
 */
const AT_ONCE = 90;

interface Drawn {
  mark: Mark;
  fx: Fx;
  text: string;
}

/** The picture: a D3 island in an `svg` element. React never renders inside. */
export function createStage(svg: SVGSVGElement, callbacks: StageCallbacks): Stage {
  const root = select(svg)
    // Arrow keys walk it, and a part is the active one: a screen reader has to pass the keys on.
    .attr('role', 'application')
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
  const crowd = createCrowd(svg);
  const zoom = panZoom(root, world, callbacks.zoomed, crowd.zoomed);
  const drawn = new Map<string, Drawn>();
  let current: Scene | null = null;

  const anyMarkOf = (event: Event): Mark | null => {
    const node = event.target instanceof Element ? event.target.closest('g[data-key]') : null;
    const key = node?.getAttribute('data-key');
    if (key === 'crowd' && event instanceof MouseEvent) return inCrowd(event);
    return current?.marks.find((m) => m.key === key) ?? null;
  };
  function inCrowd(event: MouseEvent): Mark | null {
    const matrix = world.node()?.getScreenCTM();
    if (!matrix) return null;
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    return crowd.at(x, y);
  }
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
    .on('contextmenu.stage', (event: PointerEvent) => {
      const mark = markOf(event);
      if (mark && callbacks.menu(mark, event.offsetX, event.offsetY)) event.preventDefault();
    })
    .on('pointerleave.stage', () => callbacks.pointed(null, 0, 0));

  /** @returns whether a mark that is there already waits for a later frame */
  function draw(node: SVGGElement, mark: Mark, fx: Fx, room: { left: number }): boolean {
    const before = drawn.get(mark.key);
    if (before && before.mark === mark && before.fx === fx) return false;
    const text = JSON.stringify([mark.box, mark.data, fx]);
    if (before?.text !== text) {
      if (before && fx === REST && room.left <= 0) return true;
      room.left -= 1;
      const shapes = shapesOf(mark, fx);
      const small = mark.subject !== null && (mark.box.w < TARGET || mark.box.h < TARGET);
      reconcile(node, small ? [...shapes, target(mark)] : shapes);
    }
    drawn.set(mark.key, { mark, fx, text });
    return false;
  }

  const shifted = new WeakMap<SVGGElement, string | null>();
  function shift(node: SVGGElement, transform: string | null): void {
    if ((shifted.get(node) ?? null) === transform) return;
    shifted.set(node, transform);
    if (transform === null) node.removeAttribute('transform');
    else node.setAttribute('transform', transform);
  }

  /** The mark that a node stands for, so that the next frame touches only the nodes whose mark is another. */
  const named = new WeakMap<SVGGElement, { readonly mark: Drawable; readonly index: number }>();
  function name(node: SVGGElement, mark: Drawable, index: number): void {
    const before = named.get(node);
    if (before?.mark === mark && before.index === index) return;
    named.set(node, { mark, index });
    if (before?.index !== index) node.setAttribute('id', `mark-${String(index)}`);
    if (before?.mark === mark) return;
    // The same thing may be drawn as another kind of mark in another view.
    set(node, 'data-kind', mark.kind);
    const subject = mark.subject;
    set(node, 'role', subject ? 'graphics-symbol img' : null);
    set(node, 'aria-label', subject?.words ?? null);
    set(node, 'aria-hidden', subject ? null : 'true');
    set(node, 'class', subject || commandIn(mark) !== null ? 'subject' : null);
  }

  let nodes: readonly Drawable[] = [];
  function join(next: readonly Drawable[]): void {
    const same = next.length === nodes.length && next.every((mark, i) => mark === nodes[i]);
    nodes = next;
    if (same) return;
    marks
      .selectAll<SVGGElement, Drawable>(':scope > g')
      .data(next as Drawable[], (mark) => mark.key)
      .join(
        (enter) =>
          enter
            .append('g')
            .attr('data-key', (mark) => mark.key)
            .each(function (mark) {
              if (mark.kind === 'crowd') crowd.fill(this);
            }),
        (update) => update,
        (exit) => exit.each((mark) => void drawn.delete(mark.key)).remove(),
      )
      .each(function (mark, i) {
        name(this, mark, i);
      })
      .order();
  }

  return {
    zoom,
    update(props) {
      const { scene } = props;
      const room = { left: AT_ONCE };
      if (scene !== current) {
        root.attr('viewBox', `0 0 ${String(scene.W)} ${String(scene.H)}`);
        ground.attr('width', scene.W).attr('height', scene.H);
        if (current?.W !== scene.W || current.H !== scene.H) {
          zoom.resize(scene.W, scene.H);
          room.left = Infinity;
        }
        current = scene;
      }
      join(crowd.nodes(props));
      let complete = true;
      marks.selectAll<SVGGElement, Drawable>(':scope > g').each(function (mark) {
        if (mark.kind !== 'crowd' && draw(this, mark, props.fx.get(mark.key) ?? REST, room)) complete = false;
        else shift(this, props.shifts.get(mark.key) ?? null);
      });
      reconcile(overlay.node() as SVGGElement, props.overlay);
      reconcile(frames.node() as SVGGElement, [
        ...frameOf(scene, props.selected),
        ...frameOf(scene, props.focused),
        ...props.lit.flatMap((key) => frameOf(scene, key, '7 5')),
      ]);
      const index = props.focused === null ? -1 : nodes.findIndex((m) => m.key === props.focused);
      root.attr('aria-activedescendant', index < 0 ? null : `mark-${String(index)}`);
      // What a test waits for: declared, not guessed from the clock.
      root
        .attr('data-still', String(props.still && complete))
        .attr('data-seq', props.seq)
        .attr('data-act', props.act)
        .attr('data-level', scene.level);
      return complete;
    },
    placeOf({ box }) {
      const matrix = world.node()?.getScreenCTM();
      if (!matrix) return null;
      const corner = svg.getBoundingClientRect();
      const { x, y } = new DOMPoint(box.x + box.w / 2, box.y + box.h / 2).matrixTransform(matrix);
      return { x: x - corner.left, y: y - corner.top };
    },
    destroy() {
      root.on('.stage', null);
      zoom.destroy();
      crowd.destroy();
      root.selectAll('*').remove();
      drawn.clear();
    },
  };
}

function set(node: Element, name: string, value: string | null): void {
  if (value === null) node.removeAttribute(name);
  else node.setAttribute(name, value);
}

/** The command that stands in a mark and can be pressed. */
function commandIn(mark: Drawable): string | null {
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

/** @param dash of its stroke; none: drawn through */
function frameOf(scene: Scene, key: string | null, dash?: string): Shape[] {
  const mark = key === null ? undefined : scene.marks.find((m) => m.key === key);
  if (!mark) return [];
  const depth = mark.kind === 'container' ? mark.data.depth : 0;
  const pad = mark.kind === 'container' && mark.data.level <= 1 ? 3 : 8;
  const { x, y, w, h } = mark.box;
  return [
    rect(x - pad, y - depth - pad, w + depth + 2 * pad, h + depth + 2 * pad, {
      stroke: 'sel',
      sw: 3,
      ...(dash === undefined ? {} : { dash }),
    }),
  ];
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
