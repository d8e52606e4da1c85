import type { Entry } from '../core/journal/entry';
import type { Checkpoint } from '../core/world/checkpoint';
import { CallError, type CallBody, type CallName, type CallResult } from './calls';
import type { HostMessage, Transport } from './envelope';

export interface Client {
  call<N extends CallName>(name: N, body: CallBody<N>): Promise<CallResult[N]>;
  /** Follows the journal from its checkpoint on, or from the last entry that is known. */
  follow(after: number | null): void;
  /** To be called once what came has been taken in. */
  ack(seq: number): void;
  close(): void;
}

export interface ClientListeners {
  checkpoint(checkpoint: Checkpoint): void;
  entries(entries: readonly Entry[]): void;
  closed(): void;
}

const isHostMessage = (value: unknown): value is HostMessage =>
  typeof value === 'object' && value !== null && 't' in value;

export function createClient(transport: Transport, on: ClientListeners): Client {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let next = 1;
  transport.onMessage((message) => {
    if (!isHostMessage(message)) return;
    if (message.t === 'checkpoint') on.checkpoint(message.checkpoint);
    else if (message.t === 'entries') on.entries(message.entries);
    else {
      const call = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.ok) call?.resolve(message.value);
      else call?.reject(new CallError(message.trouble));
    }
  });
  transport.onClose(() => {
    for (const call of waiting.values())
      call.reject(
        new CallError({
          code: 'closed',
          message: 'The connection to the host ended.',
          hint: 'It comes back by itself.',
        }),
      );
    waiting.clear();
    on.closed();
  });
  return {
    call<N extends CallName>(name: N, body: CallBody<N>) {
      const id = next;
      next += 1;
      return new Promise<CallResult[N]>((resolve, reject) => {
        waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
        transport.send({ t: 'call', id, name, body });
      });
    },
    follow: (after) => transport.send({ t: 'follow', after }),
    ack: (seq) => transport.send({ t: 'ack', seq }),
    close: () => transport.close(),
  };
}
