import type { Scene } from '../../core/scene/marks';
import type { Fx } from '../../core/scene/shapes/fx';
import type { Shape } from '../../core/scene/shapes/shape';

/** One frame of the stage, as plain data. */
export interface StageProps {
  readonly scene: Scene;
  readonly fx: ReadonlyMap<string, Fx>;
  readonly overlay: readonly Shape[];
  /** Key of the selected mark. */
  readonly selected: string | null;
  readonly focused: string | null;
  /** Nothing moves and nothing waits. */
  readonly still: boolean;
  /** Number of the last entry that is in the picture. */
  readonly seq: number;
  /** Name of the motion that runs. */
  readonly act: string | null;
}
