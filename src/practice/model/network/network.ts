import type { Obj } from '../../../core/base/read';
import type { Nanos } from '../text/time';

export interface Network {
  readonly id: string;
  readonly name: string;
  readonly created: Nanos;
  /** `bridge`, `host`, `null`. */
  readonly driver: string;
  readonly internal: boolean;
  readonly attachable: boolean;
  /** `172.18.0.0/16`; empty for host and none. */
  readonly subnet: string;
  readonly gateway: string;
  /** Whether inspect tells the gateway. */
  readonly gatewayTold: boolean;
  readonly ipRange: string;
  /** Whether the subnet was asked for, and not taken from the pools. */
  readonly subnetAsked: boolean;
  readonly options: Obj;
  readonly labels: Obj;
  readonly ipamOptions: Obj | null;
  /** No address below this place of the subnet is free. */
  readonly freeFrom: number;
}

/** Networks that each engine has and nobody can remove. */
export const PREDEFINED: ReadonlySet<string> = new Set(['bridge', 'host', 'none']);
