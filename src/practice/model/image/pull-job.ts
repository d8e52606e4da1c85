import type { RegistryImage } from '../registry';
import type { Nanos } from '../text/time';
import type { Ticket } from '../wire';

/**
 * One pull. Layers come three at a time (dockerd's max-concurrent-downloads) and are unpacked in order, one by one.
 *
 *   asked ──latency──► 200, `Pulling from …`
 *                        per layer:  Pulling fs layer ─► Waiting ─► Downloading ─► Download complete ─► Extracting ─► Pull complete
 *                                                                    │    ▲
 *                                                            cut     ▼    │ 5, 10, 15, 20, 25 s
 *                                                                  Retrying ──after the fifth──► error in the stream
 *   all complete ──► image, tag, event `pull`, `Digest: …`, `Status: …`
 *
 * A client that goes away ends its part; the last one takes the pull with it, and no event tells of it.
 */
export interface PullJob {
  readonly id: string;
  /** Repository with its host: `docker.io/library/busybox`. */
  readonly name: string;
  /** What is still to come: tags, or one digest. */
  readonly targets: readonly PullTarget[];
  /** Whether the client named neither tag nor digest, but all tags. */
  readonly all: boolean;
  readonly reference: string;
  readonly tickets: readonly Ticket[];
  /** The build that waits for it, which is then its only client. */
  readonly build: string | null;
  readonly opened: boolean;
  readonly changed: boolean;
  readonly layers: readonly PullLayer[];
  readonly lastStep: Nanos;
}

export interface PullTarget {
  /** `latest` or `sha256:…`. */
  readonly tag: string;
  readonly digest: string;
  readonly image: RegistryImage;
}

export interface PullLayer {
  readonly diffId: string;
  readonly digest: string;
  /** Twelve digits of the digest: how the stream names it. */
  readonly short: string;
  readonly size: number;
  readonly state: 'present' | 'waiting' | 'downloading' | 'retrying' | 'downloaded' | 'extracting' | 'done';
  /** Bytes that have come. */
  readonly got: number;
  /** How many times the connection was cut so far. */
  readonly cuts: number;
  /** Seconds until the next try. */
  readonly retryIn: number;
  readonly retryAt: Nanos;
}
