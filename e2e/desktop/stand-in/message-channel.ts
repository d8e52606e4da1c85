import { EventEmitter } from 'node:events';

/** One end of a channel. What comes before `start` waits. */
export class MessagePortMain extends EventEmitter<{ message: [{ data: unknown }]; close: [] }> {
  #other: MessagePortMain | null = null;
  #started = false;
  #waiting: unknown[] = [];
  #away: { readonly deliver: (data: unknown) => void; readonly close: () => void } | null = null;

  postMessage(message: unknown): void {
    const copy = structuredClone(message);
    setImmediate(() => MessagePortMain.#give(this.#other, copy));
  }

  start(): void {
    this.#started = true;
    for (const data of this.#waiting.splice(0)) this.emit('message', { data });
  }

  close(): void {
    const other = this.#other;
    if (!other) return;
    this.#other = null;
    other.#other = null;
    setImmediate(() => {
      for (const end of [this, other]) {
        end.#away?.close();
        end.emit('close');
      }
    });
  }

  static #give(to: MessagePortMain | null, data: unknown): void {
    if (!to) return;
    if (to.#away) to.#away.deliver(data);
    else if (to.#started) to.emit('message', { data });
    else to.#waiting.push(data);
  }

  /** Ties two ends together. */
  static tie(a: MessagePortMain, b: MessagePortMain): void {
    a.#other = b;
    b.#other = a;
  }

  /** Moves this end into a page. @returns what the page says through it */
  static send(
    port: MessagePortMain,
    away: { deliver: (data: unknown) => void; close: () => void },
  ): (data: unknown) => void {
    port.#away = away;
    for (const data of port.#waiting.splice(0)) away.deliver(data);
    return (data) => MessagePortMain.#give(port.#other, data);
  }
}

export class MessageChannelMain {
  readonly port1 = new MessagePortMain();
  readonly port2 = new MessagePortMain();
  constructor() {
    MessagePortMain.tie(this.port1, this.port2);
  }
}
