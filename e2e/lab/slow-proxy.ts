/** A wire between engine and registry that can be slow, cut and mended: for pulls with a story. */
import { startHelper } from './helper.js';
import type { Lab } from './lab.js';

export interface SlowProxyOptions {
  /** Bytes per second from the registry, of all connections together; no limit when absent, 0 stalls. */
  readonly bytesPerSecond?: number;
  /** Resets all connections after so many bytes from the registry, and new ones until `heal`. */
  readonly cutAfterBytes?: number;
  /** Where to listen; any free port when absent. Known in advance, it can be a lab's `mirror`. */
  readonly port?: number;
  /** Where to pass things on to; the lab's registry when absent. */
  readonly target?: string;
}

export interface SlowProxy {
  /** For `docker pull {address}/library/layers`. */
  readonly address: string;
  /** Changes the speed, of running connections too. `Infinity` removes the limit, 0 stalls. */
  slow(bytesPerSecond: number): Promise<void>;
  /** Cuts after so many more bytes; 0 cuts now. */
  cutAfter(bytes: number): Promise<void>;
  /** Accepts connections again. */
  heal(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a proxy inside the lab's network. It ends with the lab or with this process at the latest. */
export async function startSlowProxy(lab: Lab, options: SlowProxyOptions = {}): Promise<SlowProxy> {
  const helper = await startHelper(lab.namespace, 'slow-proxy.ts', options.port ?? 0, [
    options.target ?? lab.registry,
  ]);
  // JSON has no Infinity; null stands for it.
  const slow = (bytesPerSecond: number): Promise<void> =>
    helper.order({ rate: Number.isFinite(bytesPerSecond) ? bytesPerSecond : null });
  const cutAfter = (bytes: number): Promise<void> => helper.order({ cutAfter: bytes });
  if (options.bytesPerSecond !== undefined) await slow(options.bytesPerSecond);
  if (options.cutAfterBytes !== undefined) await cutAfter(options.cutAfterBytes);
  return {
    address: helper.address,
    slow,
    cutAfter,
    heal: () => helper.order({ heal: true }),
    close: helper.close,
  };
}
