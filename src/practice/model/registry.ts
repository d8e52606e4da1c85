/**
 * What a registry of the practice engine holds. The catalogue gives the images that are there from the start; what
 * is pushed comes on top. Nothing here is fetched from anywhere.
 */
import type { Changes } from './files/node';

/** One layer of an image as a registry stores it. */
export interface RegistryLayer {
  /** `sha256:…` of the compressed blob, as the manifest names it. */
  readonly digest: string;
  /** Bytes of the compressed blob, which a pull downloads. */
  readonly size: number;
  /** `sha256:…` of the unpacked tar: equal ids are equal bytes. */
  readonly diffId: string;
  /** Bytes of its files, unpacked. */
  readonly unpacked: number;
  readonly changes: Changes;
}

/** One image of one platform. */
export interface RegistryImage {
  readonly architecture: string;
  /** `v8` for arm64, empty otherwise. */
  readonly variant: string;
  /** `sha256:…` of its manifest. */
  readonly digest: string;
  /** The OCI image configuration, as the bytes that are hashed: its `sha256:…` is the image's id. */
  readonly config: string;
  readonly configDigest: string;
  /** From the base up. */
  readonly layers: readonly RegistryLayer[];
}

/** What one tag names: an index of images, one for each platform. */
export interface RegistryIndex {
  /** `sha256:…` of the index, which a pull prints and keeps as the repository digest. */
  readonly digest: string;
  readonly images: readonly RegistryImage[];
}

/** All tags of one name, with what `docker search` tells of it. */
export interface RegistryRepository {
  /** With its host: `docker.io/library/busybox`. */
  readonly name: string;
  readonly description: string;
  readonly stars: number;
  readonly official: boolean;
  readonly tags: ReadonlyMap<string, RegistryIndex>;
}

/** The registries at the start: repositories by their name with host. */
export type Catalogue = ReadonlyMap<string, RegistryRepository>;

/** What a registry does on purpose, for a lesson. */
export type Fault =
  /** The repository is not there for this user. */
  | { readonly kind: 'denied' }
  /** The tag is not there. */
  | { readonly kind: 'missing' }
  | { readonly kind: 'rate limit' }
  /** The connection is cut `times` times at half of each layer; the engine tries again after 5, 10, … seconds. */
  | { readonly kind: 'cut'; readonly times: number }
  /** The layer of this place, from the base, comes so many times slower than the rest. */
  | { readonly kind: 'slow layer'; readonly layer: number; readonly factor: number };

/** How registries answer. */
export interface RegistrySettings {
  /** Bytes a second over all layers of one pull. */
  readonly bytesPerSecond: number;
  /** Milliseconds until an answer begins. */
  readonly latency: number;
  /** By repository with its host, or by host and a slash (`ghcr.example/`) for all of it. */
  readonly faults: ReadonlyMap<string, Fault>;
  /** Hosts at which nothing listens. `docker.io` and all others answer. */
  readonly down: ReadonlySet<string>;
}

export const USUAL_REGISTRY: RegistrySettings = {
  bytesPerSecond: 20_000_000,
  latency: 30,
  faults: new Map(),
  down: new Set(),
};
