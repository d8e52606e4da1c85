import type { ContainerId, EngineMs, ExchangeId, HostMs, ImageId, Seq } from '../base/brand';
import { emptyTable, type Table } from '../base/table';
import type { Command, Terminal } from './command';
import type {
  Attachment,
  Change,
  ContainerState,
  Diagnosis,
  EndpointFacts,
  EngineFacts,
  Health,
  HistoryRow,
  HostFacts,
  LayerDetail,
  Mount,
  Port,
} from '../journal/facts';

export interface Container {
  readonly id: ContainerId;
  readonly name: string;
  readonly image: string;
  readonly imageId: ImageId;
  readonly command: string;
  readonly created: EngineMs;
  readonly state: ContainerState;
  /** Known only once the engine told it: from inspect, wait, the list's sentence, or an unshadowed event. */
  readonly exitCode: number | null;
  readonly oom: boolean;
  readonly pid: number | null;
  readonly startedAt: EngineMs | null;
  readonly finishedAt: EngineMs | null;
  readonly health: Health | null;
  /** A stop was asked for and has not ended. */
  readonly stopping: {
    readonly signal: string;
    readonly at: EngineMs;
    /** Seconds until SIGKILL, where a request of this app told; null: not told. */
    readonly grace: number | null;
  } | null;
  readonly ports: readonly Port[];
  readonly mounts: readonly Mount[];
  readonly networks: readonly string[];
  /** The networks are plugged in now, not only named: an ended container keeps their names. */
  readonly plugged: boolean;
  /** Its volumes are mounted now, not only named: an ended container keeps their names. */
  readonly mounted: boolean;
  readonly project: string | null;
  readonly service: string | null;
  readonly restarts: number;
  readonly policy: string;
  readonly memoryLimit: number;
  readonly load: { readonly cpu: number | null; readonly memory: number | null } | null;
  /** bytes in the writable layer; null: not asked */
  readonly writable: number | null;
  /** Its plugs, with addresses and names; empty until an inspect told. */
  readonly attachments: readonly Attachment[];
  /** Id or name of the container whose network it uses. */
  readonly sharesNetwork: string | null;
  /** Compose services that it waits for. */
  readonly dependsOn: readonly string[];
  /** Milliseconds from the request to start it until the engine said that it runs, where this app asked; null: not measured. */
  readonly startTook: number | null;
  /** What it changed in the files of its image, and when that was told; null: not asked. */
  readonly changes: { readonly items: readonly Change[]; readonly total: number; readonly at: HostMs } | null;
  /** Further processes that were started in it and have not ended. */
  readonly execs: readonly Exec[];
  readonly grace: number;
  readonly probe: string;
  /** True once `inspect` answered for the present life of the process. */
  readonly detailed: boolean;
  /** Event attributes that labels of this container shadow: never believed. */
  readonly shadows: readonly string[];
  /** Networks that were unplugged in this life of the process, and when: an end unplugs, too, without leaving. */
  readonly left: readonly { readonly name: string; readonly at: EngineMs }[];
  /** Last lines that the program printed, as far as a command of this app listened. */
  readonly output: readonly string[];
}

export interface Exec {
  /** The engine's id of it; empty where the engine does not tell. */
  readonly id: string;
  readonly command: string;
}

export interface Image {
  readonly id: ImageId;
  /** Familiar names first; empty: dangling. */
  readonly tags: readonly string[];
  readonly digests: readonly string[];
  readonly created: EngineMs;
  readonly size: number;
  /** Base first; null: not asked yet. */
  readonly layers: readonly LayerDetail[] | null;
  /** Oldest first; null: not asked yet. */
  readonly history: readonly HistoryRow[] | null;
  /** `linux/amd64`; null: not asked yet. */
  readonly platform: string | null;
}

export interface Network {
  readonly id: string;
  readonly name: string;
  readonly driver: string;
  readonly internal: boolean;
  readonly subnet: string | null;
  readonly talks: boolean;
  readonly project: string | null;
}

export interface Volume {
  readonly name: string;
  readonly driver: string;
  readonly project: string | null;
}

export interface PullLayer {
  readonly id: string;
  readonly phase: 'waiting' | 'coming' | 'arrived' | 'unpacking' | 'here' | 'retrying';
  /** It was on this machine before the pull. */
  readonly before: boolean;
  readonly current: number;
  readonly total: number | null;
  readonly words: string;
}

/** An image on its way. Ends with its exchange. */
export interface Pull {
  readonly exchange: ExchangeId;
  readonly ref: string;
  readonly layers: readonly PullLayer[];
  readonly error: string | null;
  /** All bytes are here; the image itself is still to be told. */
  readonly done: boolean;
}

/** One instruction of a Dockerfile at work. */
export interface BuildStep {
  readonly n: number;
  readonly instruction: string;
  readonly phase: 'doing' | 'done' | 'failed';
  /** Its layer was made by an earlier build. */
  readonly cached: boolean;
  /** Twelve digits of the image that it gave; empty until it did. */
  readonly image: string;
  /** Twelve digits of the container that it ran in; empty where it needed none. */
  readonly container: string;
}

/** An image being built by the classic builder. Ends with its exchange. */
export interface Build {
  readonly exchange: ExchangeId;
  /** The first name it will get; empty: none. */
  readonly ref: string;
  /** Number of instructions; 0: not told yet. */
  readonly of: number;
  readonly steps: readonly BuildStep[];
  /** Twelve digits of the finished image. */
  readonly image: string;
  readonly error: string | null;
  /** The image is finished; that it is on the shelf is still to be told. */
  readonly done: boolean;
}

export type { Command, Exchange, Followed, OutputLine, Terminal } from './command';

export interface Link {
  readonly state: 'unknown' | 'connecting' | 'live' | 'lost' | 'absent';
  readonly endpoint: EndpointFacts | null;
  readonly diagnosis: Diagnosis | null;
  /** When the link became what it is. */
  readonly since: HostMs | null;
}

/** Something that the engine told and Cutaway does not understand. Kept and shown, never dropped. */
export interface Unknown {
  readonly seq: Seq;
  readonly type: string;
  readonly action: string;
  readonly id: string;
}

/** The machine as told by all entries up to `seq`. A value: nothing changes it. */
export interface World {
  readonly seq: Seq;
  /** Host time of the last entry: the picture's "now". */
  readonly at: HostMs;
  readonly host: HostFacts | null;
  readonly link: Link;
  readonly engine: EngineFacts | null;
  /** Why no real engine is followed, as found out last; null where one is, or none was looked for. */
  readonly missing: Diagnosis | null;
  /** A real engine that answers while the practice engine is followed. */
  readonly found: EndpointFacts | null;
  /** Which lists have arrived since the link became live. */
  readonly known: {
    readonly containers: boolean;
    readonly images: boolean;
    readonly networks: boolean;
    readonly volumes: boolean;
  };
  readonly containers: Table<ContainerId, Container>;
  readonly images: Table<ImageId, Image>;
  readonly networks: Table<string, Network>;
  readonly volumes: Table<string, Volume>;
  readonly pulls: readonly Pull[];
  readonly builds: readonly Build[];
  readonly commands: readonly Command[];
  readonly terminals: readonly Terminal[];
  readonly unknown: readonly Unknown[];
}

export function emptyWorld(): World {
  return {
    seq: 0 as Seq,
    at: 0 as HostMs,
    host: null,
    link: { state: 'unknown', endpoint: null, diagnosis: null, since: null },
    engine: null,
    missing: null,
    found: null,
    known: { containers: false, images: false, networks: false, volumes: false },
    containers: emptyTable(),
    images: emptyTable(),
    networks: emptyTable(),
    volumes: emptyTable(),
    pulls: [],
    builds: [],
    commands: [],
    terminals: [],
    unknown: [],
  };
}

/** Bounds of what the world remembers, so that a long life does not grow it. */
export const BOUNDS = {
  commands: 30,
  outputLines: 400,
  containerLines: 40,
  unknown: 50,
  execs: 8,
  exchanges: 200,
  followed: 24,
  buildSteps: 200,
  lineLength: 4000,
} as const;

export const hasProcess = (c: Container): boolean => c.state === 'running' || c.state === 'paused';
