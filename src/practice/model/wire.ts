/**
 * What goes into the model and what comes out: requests and happenings in, replies and effects out. All of it is
 * plain data, so that a test needs neither a socket nor a clock.
 */
import type { ProcessSpec } from './process-spec';
import type { EngineEvent } from './events';
import type { Nanos } from './text/time';

/** An open HTTP exchange. The server gives each request one; the model answers to it, at once or later. */
export type Ticket = number;

export interface ApiRequest {
  readonly ticket: Ticket;
  readonly method: string;
  /** Decoded, without version and query: `/containers/web/json`. */
  readonly path: string;
  /** `1.41`, as the path's prefix named it; null without prefix. */
  readonly version: string | null;
  readonly query: ReadonlyMap<string, readonly string[]>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export type Body =
  | { readonly json: unknown }
  | { readonly text: string }
  | { readonly bytes: Uint8Array; readonly type: string }
  /** Made while it is sent: an archive of a large image is never whole in memory. Can be walked once. */
  | { readonly chunks: Iterable<Uint8Array>; readonly type: string }
  | null;

export interface Answer {
  readonly status: number;
  readonly body: Body;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A process of the model: a container's main one by the container's id, another by its exec's id. */
export type ProcessKey = string;

export interface LogsWanted {
  readonly container: string;
  readonly tty: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
  readonly follow: boolean;
  readonly timestamps: boolean;
  /** Lines from the end; null is all. */
  readonly tail: number | null;
  readonly since: Nanos | null;
  readonly until: Nanos | null;
}

export interface Hijack {
  readonly process: ProcessKey;
  readonly stdin: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
  readonly tty: boolean;
  /** What was written before, first. */
  readonly logs: LogsWanted | null;
  /** Whether what is written from now on follows. */
  readonly stream: boolean;
  /** Whether the end of this input is the end of the program's. */
  readonly stdinOnce: boolean;
  readonly contentType: string;
}

export interface EventsWanted {
  readonly past: readonly EngineEvent[];
  /** Null: nothing more follows. */
  readonly live: { readonly filters: Filters; readonly until: Nanos | null } | null;
}

/** The engine's `filters` parameter: for each key the values asked for. */
export type Filters = ReadonlyMap<string, readonly string[]>;

export type Reply =
  | { readonly kind: 'answer'; readonly answer: Answer }
  /** An effect `answer` follows with this ticket, or `open` and then `say` and `end`. */
  | { readonly kind: 'later' }
  /** The status goes out now; effects `say` and `end` follow. */
  | { readonly kind: 'open'; readonly status: number; readonly type: string }
  | { readonly kind: 'logs'; readonly wanted: LogsWanted; readonly type: string | null }
  | { readonly kind: 'events'; readonly wanted: EventsWanted }
  | {
      readonly kind: 'stats';
      readonly container: string;
      readonly stream: boolean;
      readonly oneShot: boolean;
    }
  /** The machine knows the processes: it makes the table with `topTable`. */
  | { readonly kind: 'top'; readonly container: string; readonly psArgs: string }
  | { readonly kind: 'hijack'; readonly wanted: Hijack };

export interface PortWanted {
  /** `80/tcp` */
  readonly port: string;
  /** As asked for: empty is every address of the machine. */
  readonly hostIp: string;
  /** 0: any that is free, from this one up. */
  readonly hostPort: number;
  readonly from: number;
}

export interface PortOpen {
  readonly port: string;
  readonly hostIp: string;
  readonly hostPort: number;
}

export type Effect =
  | { readonly kind: 'tell'; readonly event: EngineEvent }
  | { readonly kind: 'ports'; readonly container: string; readonly ports: readonly PortWanted[] }
  | { readonly kind: 'close ports'; readonly container: string }
  | { readonly kind: 'start'; readonly process: ProcessKey; readonly spec: ProcessSpec }
  | { readonly kind: 'signal'; readonly process: ProcessKey; readonly signal: string }
  | { readonly kind: 'freeze' | 'thaw'; readonly container: string }
  | { readonly kind: 'resize'; readonly process: ProcessKey; readonly columns: number; readonly rows: number }
  /** Everyone who listens to this process hears the end of it. */
  | { readonly kind: 'hang up'; readonly process: ProcessKey }
  /** Words of the engine in the place of a program's output. */
  | { readonly kind: 'print'; readonly process: ProcessKey; readonly text: string }
  | { readonly kind: 'timer'; readonly key: string; readonly at: Nanos }
  | { readonly kind: 'cancel'; readonly key: string }
  | { readonly kind: 'answer'; readonly ticket: Ticket; readonly answer: Answer }
  | { readonly kind: 'open'; readonly ticket: Ticket; readonly status: number; readonly type: string }
  | { readonly kind: 'say'; readonly ticket: Ticket; readonly text: string }
  | { readonly kind: 'end'; readonly ticket: Ticket }
  /** The container is gone: its log too. */
  | { readonly kind: 'forget'; readonly container: string };

export type Happening =
  | { readonly kind: 'published'; readonly container: string; readonly ports: readonly PortOpen[] }
  | {
      readonly kind: 'port taken';
      readonly container: string;
      readonly wanted: PortWanted;
      readonly why: string;
    }
  | { readonly kind: 'started'; readonly process: ProcessKey }
  /** The runtime's words: `exec: "nosuch": executable file not found in $PATH`. */
  | { readonly kind: 'refused'; readonly process: ProcessKey; readonly why: string }
  | { readonly kind: 'exited'; readonly process: ProcessKey; readonly code: number; readonly oom: boolean }
  /** The kernel killed one process of the container for want of memory. */
  | { readonly kind: 'out of memory'; readonly container: string }
  | {
      readonly kind: 'output';
      readonly process: ProcessKey;
      readonly text: string;
      readonly stream: 'stdout' | 'stderr';
    }
  | { readonly kind: 'timer'; readonly key: string }
  /** The client went away before its answer ended. */
  | { readonly kind: 'gone'; readonly ticket: Ticket }
  /** All processes are lost: the engine starts again on a state that was saved. */
  | { readonly kind: 'boot' };

/** What the model cannot know by itself. */
export interface Env {
  readonly now: Nanos;
  /** Chance, from outside: ids and names come from it. Another one for each call. */
  readonly seed: string;
}
