import type { Obj } from '../../../core/base/read';
import type { Writable } from '../files/writable';
import type { Nanos } from '../text/time';
import type { PortOpen, Ticket } from '../wire';

/**
 * A container's states and what moves it from one to another:
 *
 *   create ──► created ──start──► (starting) ──started──► running ◄──unpause── paused
 *                 ▲                  │                    │  │ ──────pause────►   │
 *                 │ refused          │                    │  │                    │ kill: thawed first
 *                 └──────────────────┘      process ended │  ▼                    ▼
 *                                                         ├─ the policy says again ─► restarting ──its time──► (starting)
 *                                                         └─ otherwise ─► exited ──start──► (starting)
 *
 *   created, exited ──remove──► gone         running, paused, restarting ──remove --force──► killed, then gone
 *   exited with AutoRemove ──► gone
 *
 * `starting` is no state that a client can see: it lasts while ports are opened and the program is looked up.
 */
export type Status = 'created' | 'running' | 'paused' | 'restarting' | 'exited' | 'removing';

export interface Mount {
  readonly type: 'volume' | 'bind' | 'tmpfs';
  /** The volume's name; for a folder of the host, its path; empty for memory. */
  readonly source: string;
  readonly destination: string;
  readonly writable: boolean;
  /** `ro`, `z`, as written after the second colon. */
  readonly mode: string;
  /** Made for this container, and removed with it by `rm -v` and `--rm`. */
  readonly anonymous: boolean;
  /** Given as HostConfig.Mounts, and not as a bind. */
  readonly byMount: boolean;
}

/** A container's place in one network. Addresses are empty while it does not run. */
export interface Endpoint {
  /** As asked for: the network's name or id. */
  readonly network: string;
  readonly networkId: string;
  readonly endpointId: string;
  readonly ip: string;
  readonly mac: string;
  readonly aliases: readonly string[];
  /** What was asked of the address: `{ IPv4Address: … }`, or null. */
  readonly ipam: Obj | null;
  readonly links: readonly string[] | null;
  readonly driverOpts: Obj | null;
}

/** What is to be done when a start has succeeded or failed. */
export type Starter =
  | { readonly kind: 'request'; readonly ticket: Ticket }
  | { readonly kind: 'restart'; readonly tickets: readonly Ticket[] }
  | { readonly kind: 'policy' }
  | { readonly kind: 'build'; readonly build: string };

/** What is to be done when the main process has ended. */
export type OnEnd =
  | { readonly kind: 'stopped'; readonly ticket: Ticket }
  | { readonly kind: 'killed'; readonly ticket: Ticket }
  | { readonly kind: 'restart'; readonly ticket: Ticket }
  | { readonly kind: 'remove'; readonly ticket: Ticket; readonly volumes: boolean };

export interface Probe {
  readonly start: Nanos;
  readonly end: Nanos;
  readonly code: number;
  readonly output: string;
}

export interface Health {
  readonly status: 'starting' | 'healthy' | 'unhealthy';
  readonly failing: number;
  /** The last five, oldest first. */
  readonly log: readonly Probe[];
  /** The exec that probes now, and what it has printed. */
  readonly probe: { readonly exec: string; readonly start: Nanos; readonly output: string } | null;
}

export interface Container {
  readonly id: string;
  /** Without the slash. */
  readonly name: string;
  readonly created: Nanos;
  /** As asked for: `busybox`. */
  readonly image: string;
  readonly imageId: string;
  /** Its image's layers, from the base up: they stay as long as it does. */
  readonly layers: readonly string[];
  /** `Config` as inspect shows it, merged with the image's. */
  readonly config: Obj;
  readonly hostConfig: Obj;
  /** What runs: entrypoint and command. */
  readonly argv: readonly string[];
  readonly status: Status;
  readonly starting: Starter | null;
  /** On the host; 0 while it does not run. */
  readonly pid: number;
  readonly exitCode: number;
  readonly error: string;
  readonly oomKilled: boolean;
  readonly startedAt: Nanos | null;
  readonly finishedAt: Nanos | null;
  readonly restartCount: number;
  /** Milliseconds until the policy's next start. */
  readonly backOff: number;
  /** Somebody stopped it, so that its policy does not start it again. */
  readonly stoppedByHand: boolean;
  readonly onEnd: readonly OnEnd[];
  readonly health: Health | null;
  readonly writable: Writable;
  readonly mounts: readonly Mount[];
  readonly endpoints: readonly Endpoint[];
  readonly ports: readonly PortOpen[];
  readonly sandbox: string;
  /** The next number of a process inside. */
  readonly nextPid: number;
}
