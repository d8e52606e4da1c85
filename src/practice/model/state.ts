import type { Obj } from '../../core/base/read';
import { emptyTable, type Table } from '../../core/base/table';
import type { BuildJob } from './build/job';
import type { Container } from './container/container';
import type { EngineEvent } from './events';
import type { Exec } from './exec/exec';
import { untouched, type Writable } from './files/writable';
import type { Image, Layer } from './image/image';
import type { PullJob } from './image/pull-job';
import type { PushJob } from './image/push-job';
import type { Network } from './network/network';
import { USUAL_REGISTRY, type Catalogue, type RegistrySettings } from './registry';
import type { RegistryIndex } from './registry';
import type { Nanos } from './text/time';
import type { Ticket } from './wire';

export interface Volume {
  readonly name: string;
  readonly created: Nanos;
  readonly labels: Obj | null;
  readonly options: Obj | null;
  readonly anonymous: boolean;
  readonly files: Writable;
}

export interface PortHolder {
  readonly hostIp: string;
  readonly container: string;
}

/** Somebody who waits for a container's end. */
export interface Waiter {
  readonly ticket: Ticket;
  readonly container: string;
  readonly condition: 'not-running' | 'next-exit' | 'removed';
}

/** The whole machine. Nothing in it is ever changed in place. */
export interface Model {
  readonly catalogue: Catalogue;
  readonly registry: RegistrySettings;
  /** What was pushed: by name with host and tag, `ghcr.example/team/app:v1`. */
  readonly pushed: Table<string, RegistryIndex>;
  readonly containers: Table<string, Container>;
  /** By name: the container's id. */
  readonly names: Table<string, string>;
  readonly execs: Table<string, Exec>;
  readonly images: Table<string, Image>;
  /** By canonical reference with tag: the image's id. */
  readonly tags: Table<string, string>;
  /** By canonical reference with digest: the image's id. */
  readonly digests: Table<string, string>;
  readonly layers: Table<string, Layer>;
  readonly networks: Table<string, Network>;
  /** By network and address, `id 172.17.0.2`: the endpoint that holds it. */
  readonly leases: Table<string, string>;
  /** By protocol and port, `tcp/8080`: who holds it on which address of the host. */
  readonly hostPorts: Table<string, readonly PortHolder[]>;
  readonly volumes: Table<string, Volume>;
  /** The host's folders, as far as containers bound them: the model's own, never those of a real machine. */
  readonly host: Writable;
  /** Files in memory (tmpfs) of containers that run: `container:/path`. */
  readonly memory: Table<string, Writable>;
  readonly waiters: readonly Waiter[];
  readonly pulls: Table<string, PullJob>;
  readonly pushes: Table<string, PushJob>;
  readonly builds: Table<string, BuildJob>;
  /** Past events, oldest first. */
  readonly events: readonly EngineEvent[];
  readonly lastMoment: Nanos;
  readonly nextPid: number;
  /** Bytes that layers, containers and volumes may take; null is no end. */
  readonly disk: number | null;
  /** The engine's own id, as `info` tells it. */
  readonly engineId: string;
}

/** The first PID on the host that a container's process gets. */
const FIRST_PID = 4200;

export function emptyModel(catalogue: Catalogue, settings: RegistrySettings = USUAL_REGISTRY): Model {
  return {
    catalogue,
    registry: settings,
    pushed: emptyTable(),
    containers: emptyTable(),
    names: emptyTable(),
    execs: emptyTable(),
    images: emptyTable(),
    tags: emptyTable(),
    digests: emptyTable(),
    layers: emptyTable(),
    networks: emptyTable(),
    leases: emptyTable(),
    hostPorts: emptyTable(),
    volumes: emptyTable(),
    host: untouched,
    memory: emptyTable(),
    waiters: [],
    pulls: emptyTable(),
    pushes: emptyTable(),
    builds: emptyTable(),
    events: [],
    lastMoment: 0n,
    nextPid: FIRST_PID,
    disk: null,
    engineId: 'PRAC:TICE:ENGI:NE00:PRAC:TICE:ENGI:NE00:PRAC:TICE:ENGI:NE00',
  };
}
