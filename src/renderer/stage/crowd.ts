import type { StageFrame } from '../../core/motion/stage-frame';
import type { Mark } from '../../core/scene/marks';
import { REST } from '../../core/scene/shapes/fx';
import { shapesOf } from '../../core/scene/shapes/table';
import { createInks, paintShapes, type Inks } from './paint';

const NS = 'http://www.w3.org/2000/svg';

/** From so many boxes on they are painted on one canvas: nodes of their own would make every frame dear. */
export const CROWD = 1000;

/** Boxes that stand still in a crowd, painted together; what moves or is pointed out is a node above them. */
export interface Crowd {
  /** The marks that are nodes of their own in this frame, `CROWD_MARK` at the place of the painted ones. */
  nodes(frame: StageFrame): readonly Drawable[];
  /** Puts the canvas into its group. */
  fill(group: SVGGElement): void;
  /** The painted mark at a point of the stage. */
  at(x: number, y: number): Mark | null;
  /** The stage is enlarged so many times: words and lines are painted as finely. */
  zoomed(k: number): void;
  destroy(): void;
}

export const CROWD_MARK = { kind: 'crowd', key: 'crowd', subject: null } as const;
export type Drawable = Mark | typeof CROWD_MARK;

/** A canvas of more pixels than that is slower than it is sharp. */
const FINEST = 4;

export function createCrowd(svg: SVGSVGElement): Crowd {
  const holder = document.createElementNS(NS, 'foreignObject');
  const canvas = document.createElement('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  canvas.style.setProperty('display', 'block');
  holder.append(canvas);
  let painted: readonly Mark[] = [];
  let size = { W: 0, H: 0 };
  let k = 1;
  let inks: Inks | null = null;
  let look = '';

  function paint(): void {
    const pen = canvas.getContext('2d');
    if (!pen) return;
    const scale = Math.min(FINEST, (svg.getScreenCTM()?.a ?? 1) * devicePixelRatio * k);
    const style = getComputedStyle(svg);
    const next = `${style.getPropertyValue('--bg')} ${style.getPropertyValue('--ink')} ${String(scale)} ${String(size.W)}x${String(size.H)}`;
    if (next !== look || inks === null) {
      look = next;
      inks = createInks(style, scale);
      canvas.width = Math.ceil(size.W * scale);
      canvas.height = Math.ceil(size.H * scale);
      canvas.style.setProperty('width', `${String(size.W)}px`);
      canvas.style.setProperty('height', `${String(size.H)}px`);
      holder.setAttribute('width', String(size.W));
      holder.setAttribute('height', String(size.H));
    }
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.clearRect(0, 0, size.W, size.H);
    for (const mark of painted) paintShapes(pen, shapesOf(mark, REST), inks);
  }

  return {
    nodes(frame) {
      const { marks, W, H } = frame.scene;
      const boxes = marks.reduce((sum, mark) => sum + Number(mark.kind === 'container'), 0);
      if (boxes <= CROWD) {
        painted = [];
        return marks;
      }
      const still: Mark[] = [];
      const nodes: Drawable[] = [];
      for (const mark of marks) {
        const own =
          mark.kind !== 'container' ||
          frame.fx.has(mark.key) ||
          frame.shifts.has(mark.key) ||
          frame.selected === mark.key ||
          frame.focused === mark.key;
        if (own) nodes.push(mark);
        else {
          if (still.length === 0) nodes.push(CROWD_MARK);
          still.push(mark);
        }
      }
      const same =
        W === size.W &&
        H === size.H &&
        still.length === painted.length &&
        still.every((m, i) => m === painted[i]);
      painted = still;
      size = { W, H };
      const style = getComputedStyle(svg);
      if (!same || !look.startsWith(`${style.getPropertyValue('--bg')} ${style.getPropertyValue('--ink')} `))
        paint();
      return nodes;
    },
    fill(group) {
      group.append(holder);
    },
    at: (x, y) =>
      painted.find(
        ({ box }) => x >= box.x - 1 && x <= box.x + box.w + 1 && y >= box.y - 1 && y <= box.y + box.h + 1,
      ) ?? null,
    zoomed(next) {
      if (next === k) return;
      k = next;
      if (painted.length > 0) paint();
    },
    destroy() {
      holder.remove();
      painted = [];
    },
  };
}
