import type { World } from '../../world/world';
import type { SceneOptions } from '../host/host-scene';
import type { Scene, Subject } from '../marks';
import type { Choices } from './choices';

/** Every view that there is or will be, in their order. The place in it is the key that calls it: 1 to 9. */
export const VIEW_IDS = [
  'host',
  'vm',
  'images',
  'isolation',
  'map',
  'network',
  'board',
  'history',
  'steps',
] as const;

export type ViewId = (typeof VIEW_IDS)[number];

export interface Viewport {
  readonly W: number;
  readonly H: number;
}

export interface ViewOptions extends SceneOptions {
  readonly selected: Subject | null;
  readonly choices: Choices;
}

/** A view is a pure function: the same world, viewport and options give the same marks. */
export type Draw = (world: World, viewport: Viewport, options: ViewOptions) => Scene;
