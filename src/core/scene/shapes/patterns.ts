import { circle, line, path, rect, type Shape } from './shape';

export interface Pattern {
  readonly id: string;
  readonly w: number;
  readonly h: number;
  readonly turn: number;
  readonly shapes: readonly Shape[];
}

/** Every hatch of the drawing, defined once. Each kind has its own, so that hue is never the only difference. */
export const PATTERNS: readonly Pattern[] = [
  { id: 'cut', w: 5, h: 5, turn: 45, shapes: [line(0, 0, 0, 5, { sw: 2.2 })] },
  { id: 'cutvm', w: 6, h: 6, turn: 45, shapes: [line(0, 0, 0, 6, { stroke: 'k-vm', sw: 2.4 })] },
  {
    id: 'earth',
    w: 22,
    h: 14,
    turn: 0,
    shapes: [line(2, 4, 9, 4, { stroke: 'k-host' }), line(13, 11, 20, 11, { stroke: 'k-host' })],
  },
  { id: 'steel', w: 7, h: 7, turn: 45, shapes: [line(0, 0, 0, 7, { stroke: 'k-hardware', sw: 0.9 })] },
  {
    id: 'glass',
    w: 14,
    h: 14,
    turn: 45,
    shapes: [line(0, 0, 0, 14, { stroke: 'k-vm', sw: 0.9 }), line(4, 0, 4, 14, { stroke: 'k-vm', sw: 0.9 })],
  },
  { id: 'ro', w: 4, h: 4, turn: 0, shapes: [line(0, 3.5, 4, 3.5, { stroke: 'k-image', sw: 0.8 })] },
  {
    id: 'rw',
    w: 6,
    h: 6,
    turn: 0,
    shapes: [circle(1.5, 1.5, 1, { fill: 'k-container' }), circle(4.5, 4.5, 1, { fill: 'k-container' })],
  },
  { id: 'off', w: 8, h: 8, turn: 45, shapes: [line(0, 0, 0, 8, { stroke: 'ink-3', sw: 0.9 })] },
  {
    id: 'fault',
    w: 7,
    h: 7,
    turn: 45,
    shapes: [line(0, 0, 0, 7, { stroke: 'bad', sw: 1.1 }), line(0, 0, 7, 0, { stroke: 'bad', sw: 1.1 })],
  },
  { id: 'blinds', w: 6, h: 6, turn: 0, shapes: [rect(0, 0, 6, 2.2, { fill: 'on-lit', op: 0.3 })] },
  { id: 'grid', w: 24, h: 24, turn: 0, shapes: [circle(1, 1, 0.9, { fill: 'grid' })] },
];

/** The arrow head, as the content of a `marker` with a view box of 8 × 8. */
export const ARROW: Shape = path('M0,0L8,4L0,8Z', { fill: 'ink' });
