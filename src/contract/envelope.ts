import * as z from 'zod/mini';
import type { Entry } from '../core/journal/entry';
import type { Checkpoint } from '../core/world/checkpoint';
import type { Trouble } from './calls';

/** Client to host. */
export const CLIENT_MESSAGE = z.discriminatedUnion('t', [
  z.object({
    t: z.literal('call'),
    id: z.number(),
    name: z.string().check(z.maxLength(32)),
    body: z.unknown(),
  }),
  /** Follow the journal; `after` is the last entry that the client has, null when it has none. */
  z.object({ t: z.literal('follow'), after: z.nullable(z.number()) }),
  /** Everything up to here has been taken in: the host may send more. */
  z.object({ t: z.literal('ack'), seq: z.number() }),
]);
export type ClientMessage = z.infer<typeof CLIENT_MESSAGE>;

/** Host to client. */
export type HostMessage =
  | { readonly t: 'answer'; readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly t: 'answer'; readonly id: number; readonly ok: false; readonly trouble: Trouble }
  | { readonly t: 'checkpoint'; readonly checkpoint: Checkpoint }
  | { readonly t: 'entries'; readonly entries: readonly Entry[] };

/** A way for messages to travel. The protocol above it is the same over a message port, a web socket or in memory. */
export interface Transport {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}
