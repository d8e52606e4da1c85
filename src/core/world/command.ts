import type { CommandId, ExchangeId, HostMs } from '../base/brand';
import type { Attached, CommandStartedEntry } from '../journal/entry';

export interface Exchange {
  readonly id: ExchangeId;
  readonly n: number;
  readonly method: string;
  readonly path: string;
  readonly body: string | null;
  readonly sentAt: HostMs;
  /** null: no answer yet */
  readonly status: number | null;
  /** milliseconds to the status line */
  readonly answered: number | null;
  /** milliseconds to the end of the answer; null: still open */
  readonly ended: number | null;
  readonly bytes: number;
  /** Bytes that went along with the request. */
  readonly sent: number;
  readonly cut: string | null;
  readonly answer: string | null;
  /** What the engine told of afterwards, as far as it is about the same things. */
  readonly followed: readonly Followed[];
}

/** An event that came after a request, and is about what the request was about. */
export interface Followed {
  readonly type: string;
  readonly action: string;
  readonly id: string;
  readonly name: string;
  /** milliseconds since the request was sent */
  readonly after: number;
}

export interface Command {
  readonly id: CommandId;
  readonly text: string;
  /** `tap`: typed in another terminal; its name is told by its requests, its exit code only as far as they tell. */
  readonly origin: CommandStartedEntry['origin'];
  readonly startedAt: HostMs;
  readonly exitCode: number | null;
  readonly took: number | null;
  readonly exchanges: readonly Exchange[];
  /** Last lines of output, bounded. */
  readonly output: readonly OutputLine[];
  /** Lines that fell out of the bound. */
  readonly dropped: number;
}

/** A terminal of the window; it outlives its command until the user closes it. */
export interface Terminal {
  readonly command: CommandId;
  readonly text: string;
  /** null: no program is at its other end yet, or none came to be. */
  readonly attached: Attached | null;
  /** null: the command is at work. */
  readonly exitCode: number | null;
}

export interface OutputLine {
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
  /** The line is not ended yet. */
  readonly open: boolean;
}
