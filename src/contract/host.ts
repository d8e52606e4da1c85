import { seq, type Seq } from '../core/base/brand';
import type { Entry } from '../core/journal/entry';
import type { Checkpoint } from '../core/world/checkpoint';
import { CALLS, CallError, type CallBody, type CallName, type Handlers, type Trouble } from './calls';
import { CLIENT_MESSAGE, type HostMessage, type Transport } from './envelope';

/** What a host offers to its clients. */
export interface Offer {
  readonly handlers: Handlers;
  since(after: Seq): readonly Entry[] | null;
  checkpoint(): Checkpoint;
  subscribe(listener: () => void): () => void;
  readonly last: Seq;
  /** Runs `work` in a later turn, soon: entries of one turn travel together. */
  readonly soon: (work: () => void) => void;
}

/** So many entries may be under way without an answer; the rest waits in the journal, which is bounded itself. */
const WINDOW = 4000;
const BATCH = 1000;

const isCall = (name: string): name is CallName => Object.hasOwn(CALLS, name);

/** Serves one client. Every message is checked; a message that is none ends the connection. */
export function serve(transport: Transport, offer: Offer): void {
  let sent: Seq | null = null;
  let acked: Seq = seq(0);
  let planned = false;
  let open = true;
  const send = (message: HostMessage): void => {
    if (open) transport.send(message);
  };

  function startOver(): void {
    sent = offer.last;
    acked = offer.last;
    send({ t: 'checkpoint', checkpoint: offer.checkpoint() });
  }

  function flush(): void {
    planned = false;
    while (open && sent !== null && sent < offer.last && sent - acked < WINDOW) {
      const entries = offer.since(sent);
      if (entries === null) {
        startOver();
        return;
      }
      const batch = entries.slice(0, BATCH);
      const last = batch.at(-1);
      if (!last) return;
      sent = last.seq;
      send({ t: 'entries', entries: batch });
    }
  }

  function plan(): void {
    if (planned || sent === null) return;
    planned = true;
    offer.soon(flush);
  }

  async function answer(id: number, name: string, body: unknown): Promise<void> {
    const refuse = (trouble: Trouble): void => send({ t: 'answer', id, ok: false, trouble });
    if (!isCall(name))
      return refuse({
        code: 'no-such-call',
        message: 'This host does not know the request.',
        hint: 'Reload the window.',
      });
    const parsed = CALLS[name].safeParse(body);
    if (!parsed.success)
      return refuse({ code: 'bad-request', message: 'The request is not well formed.', hint: null });
    try {
      const handler = offer.handlers[name] as (body: CallBody<CallName>) => Promise<unknown>;
      send({ t: 'answer', id, ok: true, value: await handler(parsed.data) });
    } catch (error) {
      refuse(
        error instanceof CallError
          ? error.trouble
          : {
              code: 'fault',
              message: error instanceof Error ? error.message : 'Something failed.',
              hint: null,
            },
      );
    }
  }

  const stop = offer.subscribe(plan);
  transport.onClose(() => {
    open = false;
    stop();
  });
  transport.onMessage((raw) => {
    const message = CLIENT_MESSAGE.safeParse(raw);
    if (!message.success) {
      transport.close();
      return;
    }
    const m = message.data;
    if (m.t === 'call') void answer(m.id, m.name, m.body);
    else if (m.t === 'ack') {
      acked = seq(Math.max(acked, m.seq));
      plan();
    } else if (m.after === null || m.after > offer.last || offer.since(seq(m.after)) === null) startOver();
    else {
      sent = seq(m.after);
      acked = sent;
      plan();
    }
  });
}
