import type { Scene } from '../scene/marks';
import type { Fx } from '../scene/shapes/fx';
import type { Shape } from '../scene/shapes/shape';

/** One frame of the stage, as plain data. */
export interface StageFrame {
  readonly scene: Scene;
  readonly fx: ReadonlyMap<string, Fx>;
  readonly overlay: readonly Shape[];
  /** Transforms of marks on their way to a new place, by key. */
  readonly shifts: ReadonlyMap<string, string>;
  /** Key of the selected mark. */
  readonly selected: string | null;
  readonly focused: string | null;
  /** Keys of marks that are lit, since a request that changed them is pointed at. */
  readonly lit: readonly string[];
  /** Nothing moves and nothing waits. */
  readonly still: boolean;
  /** Number of the last entry that is in the picture. */
  readonly seq: number;
  /** Name of the motion that runs. */
  readonly act: string | null;
}
