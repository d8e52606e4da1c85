/** What the host's thread and a worker say to each other. Plain data only: it is copied on its way. */
import type { FsNode } from '../../model/files/node';
import type { ProcessHost, ProcessRow, ProcessSpec } from '../../programs';

/** Questions of a process; each has one answer. */
export interface Calls {
  get: { readonly args: readonly [string]; readonly result: FsNode | undefined };
  list: { readonly args: readonly [string]; readonly result: readonly string[] | undefined };
  put: { readonly args: readonly [string, FsNode]; readonly result: undefined };
  remove: { readonly args: readonly [string]; readonly result: undefined };
  sleep: { readonly args: readonly [number]; readonly result: undefined };
  processes: { readonly args: readonly []; readonly result: readonly ProcessRow[] };
  kill: { readonly args: readonly [number, string]; readonly result: boolean };
  fork: { readonly args: readonly [readonly string[]]; readonly result: number };
  addresses: { readonly args: readonly []; readonly result: Awaited<ReturnType<ProcessHost['addresses']>> };
  resolve: { readonly args: readonly [string]; readonly result: string | undefined };
  connect: { readonly args: readonly [string, number]; readonly result: number };
}

export type Method = keyof Calls;

/** To a worker. `id` names the process. */
export type ToWorker =
  | {
      readonly kind: 'start';
      readonly id: number;
      readonly spec: ProcessSpec;
      readonly kernel: ProcessHost['kernel'];
      readonly now: number;
    }
  | { readonly kind: 'input'; readonly id: number; readonly bytes: Uint8Array }
  | { readonly kind: 'close'; readonly id: number }
  | { readonly kind: 'resize'; readonly id: number; readonly columns: number; readonly rows: number }
  | { readonly kind: 'signal'; readonly id: number; readonly signal: string; readonly child?: number }
  | { readonly kind: 'freeze' | 'thaw'; readonly id: number }
  | {
      readonly kind: 'answer';
      readonly id: number;
      readonly call: number;
      readonly now: number;
      readonly value?: unknown;
      readonly error?: string;
    }
  | { readonly kind: 'taken'; readonly id: number; readonly bytes: number }
  | { readonly kind: 'accepted'; readonly id: number; readonly port: number; readonly connection: number }
  | { readonly kind: 'data'; readonly id: number; readonly connection: number; readonly bytes: Uint8Array }
  | { readonly kind: 'ended'; readonly id: number; readonly connection: number };

/** From a worker. */
export type FromWorker =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'call';
      readonly id: number;
      readonly call: number;
      readonly method: Method;
      readonly args: readonly unknown[];
    }
  | { readonly kind: 'cancel'; readonly id: number; readonly call: number }
  | {
      readonly kind: 'output';
      readonly id: number;
      readonly stream: 'stdout' | 'stderr';
      readonly bytes: Uint8Array;
    }
  | {
      readonly kind: 'memory';
      readonly id: number;
      readonly bytes: number;
      readonly child?: number | undefined;
    }
  | { readonly kind: 'became'; readonly id: number; readonly argv: readonly string[] }
  | { readonly kind: 'child exited'; readonly id: number; readonly pid: number }
  | { readonly kind: 'listen'; readonly id: number; readonly port: number }
  | { readonly kind: 'write'; readonly id: number; readonly connection: number; readonly bytes: Uint8Array }
  | { readonly kind: 'end'; readonly id: number; readonly connection: number }
  | {
      readonly kind: 'exited';
      readonly id: number;
      readonly code: number;
      readonly signal?: string | undefined;
    };
