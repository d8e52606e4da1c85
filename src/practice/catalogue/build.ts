/** From the definition of an image to what a registry serves: configuration, manifest, index, with true digests. */
import { digestOf, sizeOfLayer } from '../model/files/layer';
import type { Changes } from '../model/files/node';
import { encodeUtf8 } from '../model/files/utf8';
import type { RegistryImage, RegistryIndex, RegistryLayer } from '../model/registry';
import diffIds from './diff-ids.json';
import type { Architecture } from './files';

/** A layer of the catalogue by its name; made when an image needs it. */
export interface LayerPlan {
  readonly name: string;
  /** Bytes of the compressed blob. */
  readonly download: number;
  readonly files: (architecture: Architecture) => Changes;
  /** Nothing in it depends on the processor. */
  readonly anywhere?: boolean;
}

export interface Step {
  /** As `docker history` tells it. */
  readonly by: string;
  /** Undefined for an instruction that only changes the configuration. */
  readonly layer?: LayerPlan;
  readonly comment?: string;
}

export interface ImagePlan {
  readonly steps: readonly Step[];
  readonly config: Readonly<Record<string, unknown>>;
  /** RFC 3339. */
  readonly created: string;
}

export const ARCHITECTURES: readonly Architecture[] = ['amd64', 'arm64'];

export const layerKey = (plan: LayerPlan, architecture: Architecture): string =>
  plan.anywhere === true ? plan.name : `${plan.name} ${architecture}`;

const KNOWN: Readonly<Record<string, string>> = diffIds;
const made = new Map<string, RegistryLayer>();

/** Each layer is made once, whichever image asks first: shared layers are the same value. */
function layerOf(plan: LayerPlan, architecture: Architecture): RegistryLayer {
  const key = layerKey(plan, architecture);
  const known = made.get(key);
  if (known) return known;
  const changes = plan.files(architecture);
  const diffId = KNOWN[key];
  if (diffId === undefined)
    throw new Error(`no digest of the layer ${key}: run scripts/practice-catalogue.ts`);
  const layer = {
    digest: digestOf(`gzip ${diffId}`),
    size: plan.download,
    diffId,
    unpacked: sizeOfLayer(changes),
    changes,
  };
  made.set(key, layer);
  return layer;
}

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';

function imageOf(
  plan: ImagePlan,
  architecture: Architecture,
): RegistryImage & { readonly manifestSize: number } {
  const variant = architecture === 'arm64' ? 'v8' : '';
  const layers = plan.steps.flatMap((step) => (step.layer ? [layerOf(step.layer, architecture)] : []));
  const config = JSON.stringify({
    architecture,
    config: plan.config,
    created: plan.created,
    history: plan.steps.map((step) => ({
      created: plan.created,
      created_by: step.by
        .replaceAll('{arch}', architecture)
        .replaceAll('{machine}', architecture === 'amd64' ? 'x86_64' : 'aarch64'),
      ...(step.comment === undefined ? {} : { comment: step.comment }),
      ...(step.layer ? {} : { empty_layer: true }),
    })),
    os: 'linux',
    rootfs: { type: 'layers', diff_ids: layers.map((one) => one.diffId) },
    ...(variant === '' ? {} : { variant }),
  });
  const configDigest = digestOf(config);
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: MANIFEST,
    config: {
      mediaType: 'application/vnd.oci.image.config.v1+json',
      digest: configDigest,
      size: encodeUtf8(config).length,
    },
    layers: layers.map((one) => ({
      mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
      digest: one.digest,
      size: one.size,
    })),
  });
  const digest = digestOf(manifest);
  return {
    architecture,
    variant,
    digest,
    config,
    configDigest,
    layers,
    manifestSize: encodeUtf8(manifest).length,
  };
}

export function indexOf(plan: ImagePlan): RegistryIndex {
  const images = ARCHITECTURES.map((architecture) => imageOf(plan, architecture));
  const index = JSON.stringify({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.index.v1+json',
    manifests: images.map((one) => ({
      mediaType: MANIFEST,
      digest: one.digest,
      size: one.manifestSize,
      platform: {
        architecture: one.architecture,
        os: 'linux',
        ...(one.variant === '' ? {} : { variant: one.variant }),
      },
    })),
  });
  return { digest: digestOf(index), images };
}
