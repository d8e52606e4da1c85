import type { Box } from '../layout/frame';
import type { MarkOf, Subject } from '../marks';
import type { Shape } from '../shapes/shape';
import type { Choices } from './choices';

/** A mark of one view: its shapes are its data. */
export const part = (
  key: string,
  box: Box,
  shapes: readonly Shape[],
  subject: Subject | null = null,
): MarkOf<'part'> => ({ kind: 'part', key, box, data: { shapes, press: null }, subject });

/** A part that is pressed, not chosen: it changes what its view shows. */
export const control = (
  key: string,
  box: Box,
  shapes: readonly Shape[],
  words: string,
  press: Partial<Choices>,
): MarkOf<'part'> => ({
  kind: 'part',
  key,
  box,
  data: { shapes, press },
  subject: { kind: 'control', id: key, words },
});
