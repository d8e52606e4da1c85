/**
 * How far the parts of one mark are in their motion: numbers from 0 to 1 by name. A part that is not named is at
 * rest. The stage gives these for a moment of its own time; a still picture has none.
 */
export type Fx = Readonly<Record<string, number>>;

export const REST: Fx = {};

export const at = (fx: Fx, part: string, rest = 1): number => fx[part] ?? rest;
