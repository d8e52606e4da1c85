import type { Seq } from '../base/brand';
import type { MotionKind } from './table';

/** One motion with its cause: the entry in the journal that made it happen. */
export interface Act {
  readonly cause: Seq;
  readonly motion: MotionKind;
  /** Id of the container, image or exchange that it is about. */
  readonly subject: string;
  /** milliseconds at speed 1 */
  readonly ms: number;
  /** One sentence, present tense: what is happening now. */
  readonly say: string | null;
  /** Number of the ticket, where the act is one of a numbered request. */
  readonly ticket: number | null;
  /** Words on a ticket or a frame. */
  readonly label: string;
  readonly bad: boolean;
  /** Further figures, by name: what a motion starts from. */
  readonly from: Readonly<Record<string, number>>;
  /** Further subjects that move together with the first: they share a cause. */
  readonly also: readonly string[];
}
