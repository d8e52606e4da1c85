/**
 * Writes images straight into the folder that a registry serves. So no engine has to build and push
 * them, and what a pull fetches is the same in every run.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Image, Step } from './images.js';
import { tar } from './tar.js';

const CREATED = '2024-05-02T08:00:00Z';
const MEDIA = 'application/vnd.docker.';

interface Blob {
  readonly digest: string;
  readonly size: number;
}

interface Layer extends Blob {
  /** Digest of the layer before it was compressed. */
  readonly diffId: string;
}

const digestOf = (data: Uint8Array): string => `sha256:${createHash('sha256').update(data).digest('hex')}`;

function write(file: string, data: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, data);
}

/** Adds images to the registry's folder `root`. */
export function storeImages(root: string, images: readonly Image[]): void {
  const base = join(root, 'docker', 'registry', 'v2');
  const layers = new Map<Step['files'], Layer>();

  function storeBlob(data: Uint8Array): Blob {
    const digest = digestOf(data);
    const hex = digest.slice('sha256:'.length);
    write(join(base, 'blobs', 'sha256', hex.slice(0, 2), hex, 'data'), data);
    return { digest, size: data.length };
  }

  function storeLayer(files: NonNullable<Step['files']>): Layer {
    const known = layers.get(files);
    if (known) return known;
    const archive = tar(files, Date.parse(CREATED) / 1000);
    const layer = { ...storeBlob(gzipSync(archive, { level: 5 })), diffId: digestOf(archive) };
    layers.set(files, layer);
    return layer;
  }

  for (const image of images) {
    const made = image.steps.flatMap(({ files }) => (files ? [storeLayer(files)] : []));
    const config = storeBlob(Buffer.from(JSON.stringify(describe(image, made))));
    const manifest = storeBlob(Buffer.from(JSON.stringify(list(config, made))));

    const repository = join(base, 'repositories', 'library', image.name);
    const link = (folder: string, { digest }: Blob): void => {
      write(join(repository, folder, digest.replace(':', '/'), 'link'), digest);
    };
    for (const blob of [...made, config]) link('_layers', blob);
    link('_manifests/revisions', manifest);
    for (const tag of image.tags) {
      link(`_manifests/tags/${tag}/index`, manifest);
      write(join(repository, '_manifests', 'tags', tag, 'current', 'link'), manifest.digest);
    }
  }
}

function describe(image: Image, layers: readonly Layer[]): Record<string, unknown> {
  return {
    architecture: process.arch === 'x64' ? 'amd64' : process.arch,
    os: 'linux',
    created: CREATED,
    config: image.config,
    rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) },
    history: image.steps.map(({ by, files }) => ({
      created: CREATED,
      created_by: by.startsWith('RUN ') ? `/bin/sh -c ${by.slice(4)}` : `/bin/sh -c #(nop) ${by}`,
      ...(files ? {} : { empty_layer: true }),
    })),
  };
}

function list(config: Blob, layers: readonly Blob[]): Record<string, unknown> {
  return {
    schemaVersion: 2,
    mediaType: `${MEDIA}distribution.manifest.v2+json`,
    config: { mediaType: `${MEDIA}container.image.v1+json`, size: config.size, digest: config.digest },
    layers: layers.map(({ size, digest }) => ({
      mediaType: `${MEDIA}image.rootfs.diff.tar.gzip`,
      size,
      digest,
    })),
  };
}
