import type { ContainerId, EngineMs, ImageId } from '../base/brand';

/** What this machine is, told by its own operating system. A fact that cannot be had is null, never 0. */
export interface HostFacts {
  readonly name: string;
  readonly os: string;
  readonly kernel: string;
  readonly model: string;
  readonly cpus: number;
  /** bytes */
  readonly memory: number;
  /** bytes in use when asked */
  readonly memoryUsed: number | null;
  /** bytes, of the file system that holds the user's home */
  readonly disk: number | null;
  readonly diskUsed: number | null;
  readonly platform: 'linux' | 'darwin' | 'win32' | 'other';
  /** At which others on its network reach it; null: it has no such address. Absent in older recordings. */
  readonly address?: string | null;
}

/** Where the engine is asked, and who said so. */
export interface EndpointFacts {
  /** `unix:///var/run/docker.sock`, `npipe://…`, `tcp://…`, `ssh://…` */
  readonly address: string;
  readonly from: '--engine' | 'DOCKER_HOST' | 'DOCKER_CONTEXT' | 'context' | 'default';
  readonly context: string | null;
  /** True when the address names another machine. */
  readonly remote: boolean;
}

/** What the engine says of itself in `/version` and `/info`. */
export interface EngineFacts {
  readonly id: string;
  readonly kind: 'docker' | 'podman';
  /** As told, cut at `+` or `~` for the eye: `20.10.24`. */
  readonly version: string;
  readonly api: string;
  readonly containerd: string | null;
  readonly runtime: { readonly name: string; readonly version: string } | null;
  readonly os: string;
  readonly kernel: string;
  readonly hostName: string;
  readonly cpus: number;
  readonly memory: number;
  readonly storageDriver: string;
  readonly store: 'graph' | 'containerd';
  readonly cgroup: '1' | '2' | null;
  readonly rootDir: string;
  /** The virtual machine in which the engine runs, when its own answers tell of one. */
  readonly vm: string | null;
  readonly rootless: boolean;
  /** It is a practice engine: a model, not a daemon. Told by the engine itself. */
  readonly practice?: true;
}

/** Why no engine answers, told apart as far as the machine tells. */
export interface Diagnosis {
  readonly code:
    | 'not-installed'
    | 'not-running'
    | 'no-permission'
    | 'wrong-address'
    | 'not-docker'
    | 'too-old'
    | 'no-answer'
    | 'refused';
  readonly title: string;
  readonly what: string;
  readonly checks: readonly { readonly state: 'ok' | 'bad' | 'next'; readonly words: string }[];
  /** The next command to type, in a terminal; null when there is none that helps for certain. */
  readonly command: string | null;
  readonly then: string;
  readonly more: string | null;
  /** The operating system's or engine's own words. */
  readonly evidence: string;
}

export type ContainerState = 'created' | 'running' | 'paused' | 'restarting' | 'exited' | 'dead' | 'removing';
export type Health = 'starting' | 'healthy' | 'unhealthy';

export interface Port {
  readonly ip: string;
  /** null: exposed, not published */
  readonly outside: number | null;
  readonly inside: number;
  readonly protocol: string;
}

export interface Mount {
  readonly kind: 'volume' | 'bind' | 'tmpfs' | 'other';
  /** Name of the volume, or the folder of the host. */
  readonly source: string;
  readonly target: string;
  readonly writable: boolean;
}

/** A container's plug in one network. */
export interface Attachment {
  /** Name of the network. */
  readonly network: string;
  /** IPv4 address in it; empty while the container has no process. */
  readonly address: string;
  /** Names by which others find it there, its own name first; none where the network looks up no names. */
  readonly names: readonly string[];
}

/** One difference between a container's writable layer and its image: added, changed or deleted. */
export interface Change {
  readonly kind: 'A' | 'C' | 'D';
  readonly path: string;
}

/** One row of the engine's list of containers, reduced to what the picture and the tables need. */
export interface ContainerListed {
  readonly id: ContainerId;
  readonly name: string;
  /** As typed at create. */
  readonly image: string;
  readonly imageId: ImageId;
  readonly command: string;
  readonly created: EngineMs;
  readonly state: ContainerState;
  /** The engine's own sentence: `Exited (0) 2 hours ago`. */
  readonly status: string;
  readonly ports: readonly Port[];
  readonly mounts: readonly Mount[];
  /** Names of networks. */
  readonly networks: readonly string[];
  readonly project: string | null;
  readonly service: string | null;
  /** Compose services that it waits for. Absent in older recordings. */
  readonly dependsOn?: readonly string[];
  /** Keys of events (`exitCode`, `signal`) that a label of this container shadows. */
  readonly shadows: readonly string[];
}

export interface ContainerDetail {
  readonly name: string;
  readonly image: string;
  readonly imageId: ImageId;
  readonly command: string;
  readonly created: EngineMs;
  readonly state: ContainerState;
  readonly pid: number | null;
  readonly exitCode: number | null;
  readonly oomKilled: boolean;
  readonly error: string;
  readonly startedAt: EngineMs | null;
  readonly finishedAt: EngineMs | null;
  readonly health: Health | null;
  readonly ports: readonly Port[];
  readonly mounts: readonly Mount[];
  readonly networks: readonly string[];
  /** Absent in older recordings. */
  readonly attachments?: readonly Attachment[];
  /** Id or name of the container whose network it uses; null: it has its own, or the host's, or none. */
  readonly sharesNetwork?: string | null;
  readonly tty: boolean;
  /** bytes, 0 = no limit */
  readonly memoryLimit: number;
  readonly restarts: number;
  /** Seconds that a stop gives before it kills. */
  readonly grace: number;
  /** Command line of the health check; empty: none. Its execs are the engine's own, not somebody's. */
  readonly probe: string;
  /** Name of the restart policy: `no`, `always`, `unless-stopped`, `on-failure`. */
  readonly policy: string;
  readonly project: string | null;
  readonly service: string | null;
  readonly shadows: readonly string[];
}

/** Event attributes that a label of the container can shadow with a lie; the engine mixes both in one map. */
export const SHADOWABLE: readonly string[] = ['exitCode', 'signal'];

export interface ImageListed {
  readonly id: ImageId;
  readonly tags: readonly string[];
  readonly digests: readonly string[];
  readonly created: EngineMs;
  /** bytes, by the engine's own rule for its store */
  readonly size: number;
}

export interface LayerDetail {
  /** Chain id: the same value means the same bytes on the same base. */
  readonly chain: string;
  readonly diff: string;
  /** bytes; null where the engine's history does not tell */
  readonly size: number | null;
  readonly createdBy: string;
}

/** One line of an image's history: an instruction, whether or not it made a layer. */
export interface HistoryRow {
  /** As the builder wrote it, secrets of build arguments and settings left out, cut to a bound. */
  readonly createdBy: string;
  readonly created: EngineMs;
  /** bytes, as the engine tells; null where its rows cannot be matched to layers for certain */
  readonly size: number | null;
  /** Place of its layer in `layers`; null: it made none, or that is not certain. */
  readonly layer: number | null;
}

export interface ImageDetail {
  /** Base first. */
  readonly layers: readonly LayerDetail[];
  /** Oldest first. Absent in recordings that were made before it was asked for. */
  readonly history?: readonly HistoryRow[];
  readonly tags: readonly string[];
  readonly digests: readonly string[];
  readonly size: number;
  readonly created: EngineMs;
  readonly architecture: string;
  readonly os: string;
}

export interface NetworkListed {
  readonly id: string;
  readonly name: string;
  readonly driver: string;
  readonly internal: boolean;
  /** Addresses in it: `172.18.0.0/16`; null where the engine does not say. Absent in older recordings. */
  readonly subnet?: string | null;
  /** Its containers may talk with each other; an administrator can forbid it. */
  readonly talks?: boolean;
  readonly project: string | null;
}

export interface VolumeListed {
  readonly name: string;
  readonly driver: string;
  readonly mountpoint: string;
  readonly project: string | null;
}
