import type {
  CommandId,
  ContainerId,
  EngineKey,
  EngineMs,
  ExchangeId,
  HostMs,
  ImageId,
  Seq,
} from '../base/brand';
import type {
  Change,
  ContainerDetail,
  ContainerListed,
  Diagnosis,
  EndpointFacts,
  EngineFacts,
  HostFacts,
  ImageDetail,
  ImageListed,
  NetworkListed,
  VolumeListed,
} from './facts';

/** This machine, as its operating system tells it. */
export interface HostEntry {
  readonly kind: 'host';
  readonly host: HostFacts;
}

/**
 * The link to the engine.
 *
 *   connecting ──► live ──► lost ──► connecting …
 *        │                    ▲
 *        └──► absent ─────────┘ (a diagnosis stands in for the picture)
 */
export interface LinkEntry {
  readonly kind: 'link';
  readonly state: 'connecting' | 'live' | 'lost' | 'absent';
  readonly endpoint: EndpointFacts;
  readonly facts: EngineFacts | null;
  readonly diagnosis: Diagnosis | null;
}

/** While the practice engine is followed: a real engine answers now, and waits to be followed instead; null: no longer. */
export interface EngineFoundEntry {
  readonly kind: 'engine-found';
  readonly endpoint: EndpointFacts | null;
}

/** One whole list of one kind. What the list does not name is gone. */
export type SnapshotEntry = {
  readonly kind: 'snapshot';
  /** Why it was asked for. */
  readonly cause: 'connect' | 'prune' | 'load' | 'event';
} & (
  | { readonly part: 'containers'; readonly items: readonly ContainerListed[] }
  | { readonly part: 'images'; readonly items: readonly ImageListed[] }
  | { readonly part: 'networks'; readonly items: readonly NetworkListed[] }
  | { readonly part: 'volumes'; readonly items: readonly VolumeListed[] }
);

/** An event, as the engine sent it: its own words, its own time. */
export interface EngineEventEntry {
  readonly kind: 'event';
  readonly type: string;
  /** With everything behind the first `: `, as in `exec_create: sh`. */
  readonly action: string;
  readonly id: string;
  /** Mixed with the object's labels by the engine: a label can shadow a key, so none is believed alone. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly time: EngineMs;
  /** Nineteen digits; does not fit a double, so it stays text. */
  readonly timeNano: string;
}

/** One object asked for by itself, since no list and no event tells these facts. Null: it is gone. */
export type DetailEntry = { readonly kind: 'detail' } & (
  | { readonly of: 'container'; readonly id: ContainerId; readonly detail: ContainerDetail | null }
  | { readonly of: 'image'; readonly id: ImageId; readonly detail: ImageDetail | null }
);

/** Events may have been missed here. A snapshot follows. */
export interface GapEntry {
  readonly kind: 'gap';
  readonly reason: 'dropped' | 'restarted' | 'slow';
}

export interface CommandStartedEntry {
  readonly kind: 'command-started';
  readonly command: CommandId;
  /** What was typed, secrets already replaced by numbered holes. */
  readonly text: string;
  /** `tap`: another client, heard through the tap; what was typed is not known. */
  readonly origin: 'prompt' | 'button' | 'cli' | 'tap';
}

/** What another client's requests told of the command behind them, as far as it is known now. */
export interface CommandNamedEntry {
  readonly kind: 'command-named';
  readonly command: CommandId;
  /** Without the flags that leave no trace in a request; secrets already replaced by numbered holes. */
  readonly text: string;
}

export interface CommandOutputEntry {
  readonly kind: 'command-output';
  readonly command: CommandId;
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
  /** The container whose program printed this; absent when Cutaway's own command printed it. */
  readonly container?: ContainerId;
  /** Lines before this text that were left out, since the program printed faster than is kept. */
  readonly left?: number;
}

/** What is at the other end of a terminal. */
export interface Attached {
  readonly container: ContainerId;
  /** `-t`: the program has a terminal of its own. */
  readonly tty: boolean;
  /** `-i`: what is typed goes to the program. */
  readonly input: boolean;
  /** The program is the container's first: its end is the container's end. */
  readonly main: boolean;
}

/**
 * A terminal in the window. Opened with its command, attached once a program is at its other end; it stays when the
 * command ended and is closed by the user. Its bytes are not in the journal: the host hands them out (`read`).
 */
export type TerminalEntry = { readonly kind: 'terminal'; readonly command: CommandId } & (
  { readonly state: 'open' } | ({ readonly state: 'attached' } & Attached) | { readonly state: 'closed' }
);

export interface CommandFinishedEntry {
  readonly kind: 'command-finished';
  readonly command: CommandId;
  readonly exitCode: number;
  /** milliseconds from start to finish */
  readonly took: number;
}

/** A request left for the engine. */
export interface ExchangeSentEntry {
  readonly kind: 'exchange-sent';
  readonly exchange: ExchangeId;
  /** Null: Cutaway itself asked, no command of the user's did. */
  readonly command: CommandId | null;
  /** Number within its command, from 1. */
  readonly n: number;
  readonly method: string;
  /** With the version prefix and the query. */
  readonly path: string;
  /** JSON, secrets replaced, cut to a bound; null when there is none. */
  readonly body: string | null;
}

/** Status line and headers arrived. The body may go on for a long time. */
export interface ExchangeAnsweredEntry {
  readonly kind: 'exchange-answered';
  readonly exchange: ExchangeId;
  readonly status: number;
  /** milliseconds since the request was sent */
  readonly took: number;
}

/** The answer ended. */
export interface ExchangeEndedEntry {
  readonly kind: 'exchange-ended';
  readonly exchange: ExchangeId;
  readonly took: number;
  /** Of the answer's body. */
  readonly bytes: number;
  /** Of what was sent along with the request, uploads and typing included; absent: nothing. */
  readonly sent?: number;
  /** Why it ended early; null when it ended by itself. */
  readonly cut: string | null;
  /** Text of a short JSON answer, secrets replaced, cut to a bound; null for streams. */
  readonly body: string | null;
}

/** One line of the progress stream of a pull, a push or a build. */
export interface ProgressEntry {
  readonly kind: 'progress';
  readonly of: 'pull' | 'push' | 'build';
  readonly exchange: ExchangeId;
  readonly command: CommandId | null;
  /** What is fetched or built, as the request named it: `docker.io/library/hello-world:latest`. */
  readonly ref: string;
  /** Short id of a layer; empty for lines about the whole. */
  readonly layer: string;
  /** The engine's words; of a build, one line of its output. */
  readonly status: string;
  /** bytes; null where the engine does not tell */
  readonly current: number | null;
  readonly total: number | null;
  readonly error: string | null;
}

/** Load of one container, only while it is shown. */
export interface StatsEntry {
  readonly kind: 'stats';
  readonly container: ContainerId;
  /** per cent of one CPU; null while there is only one sample */
  readonly cpu: number | null;
  /** bytes */
  readonly memory: number | null;
  readonly memoryLimit: number | null;
}

/** Size of one writable layer, only where it is shown. Bytes. */
export interface SizeEntry {
  readonly kind: 'size';
  readonly container: ContainerId;
  readonly writable: number;
}

/** What one container changed in the files of its image, only where somebody asked. */
export interface ChangesEntry {
  readonly kind: 'changes';
  readonly container: ContainerId;
  /** The first ones, in the engine's order. */
  readonly items: readonly Change[];
  /** How many there are in all. */
  readonly total: number;
}

export type Fact =
  | HostEntry
  | LinkEntry
  | EngineFoundEntry
  | SnapshotEntry
  | EngineEventEntry
  | DetailEntry
  | GapEntry
  | CommandStartedEntry
  | CommandNamedEntry
  | CommandOutputEntry
  | TerminalEntry
  | CommandFinishedEntry
  | ExchangeSentEntry
  | ExchangeAnsweredEntry
  | ExchangeEndedEntry
  | ProgressEntry
  | StatsEntry
  | SizeEntry
  | ChangesEntry;

export type FactKind = Fact['kind'];

/** Two clocks, one order: order of arrival, this machine's time; the engine's own time stays inside the fact. */
export interface Stamp {
  readonly seq: Seq;
  readonly at: HostMs;
  readonly engine: EngineKey;
}

export type Entry = Fact & Stamp;
export type EntryOf<K extends FactKind> = Extract<Entry, { readonly kind: K }>;
