import type { Nanos } from '../text/time';
import type { Ticket } from '../wire';

/**
 * One push.
 *
 *   asked ─► `The push refers to …`, Preparing for each layer ─► Pushing … or Layer already exists ─► Pushed
 *         ─► the registry has it, event `push`, `tag: digest: … size: …`
 */
export interface PushJob {
  readonly id: string;
  readonly name: string;
  readonly ticket: Ticket;
  /** Tags still to come. */
  readonly tags: readonly string[];
  readonly layers: readonly PushLayer[];
  readonly lastStep: Nanos;
}

export interface PushLayer {
  readonly diffId: string;
  readonly short: string;
  readonly size: number;
  readonly sent: number;
  readonly there: boolean;
}
