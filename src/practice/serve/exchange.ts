import type { Answer } from '../model/wire';

/** One HTTP exchange as the machine sees it: what it can say to a client that waits. */
export interface Exchange {
  answer(answer: Answer): void;
  /** The status and the headers now, the body piece by piece. */
  open(status: number, type: string | null): void;
  say(piece: string | Uint8Array): void;
  end(): void;
  /** Takes the connection over: from here on it carries bytes both ways. Undefined when the client is gone. */
  hijack(contentType: string): Wire | undefined;
}

/** A connection that was taken over. */
export interface Wire {
  write(bytes: Uint8Array): void;
  end(): void;
  onData(take: (bytes: Uint8Array) => void): void;
  /** The client has sent all it had to. */
  onEnd(ended: () => void): void;
  onClose(closed: () => void): void;
  /** Bytes that wait to be sent. */
  waiting(): number;
  onDrain(drained: () => void): void;
}
