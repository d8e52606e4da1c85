import type { ContainerId } from '../../base/brand';
import type { PointId } from './history/points';

/** What somebody chose in a view, beside the one selected thing. It lives as long as the window. */
export interface Choices {
  /** Networks: who asks, and whom. */
  readonly from: ContainerId | null;
  readonly to: ContainerId | null;
  /** Networks: the Compose project that is unfolded, empty for those in none; null: the first one. */
  readonly group: string | null;
  /** Which page of what does not fit at once; 0 is the first. */
  readonly page: number;
  /** Layers: the container whose changes are shown. */
  readonly compare: ContainerId | null;
  /** How far virtual machines have become containers, 0 to 1; null: both side by side. */
  readonly mix: number | null;
  /** History: the point whose evidence is open; null: namespaces. */
  readonly point: PointId | null;
}

export const NO_CHOICES: Choices = {
  from: null,
  to: null,
  group: null,
  page: 0,
  compare: null,
  mix: null,
  point: null,
};
