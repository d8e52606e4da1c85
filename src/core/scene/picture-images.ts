import type { ImageId } from '../base/brand';
import { instructionWord, writesFiles } from '../docker/build-line';
import { familiar, tryReference, withDefaultTag } from '../docker/reference';
import { shortId } from '../docker/short-id';
import { formatSize } from '../docker/size';
import { visible } from '../docker/visible';
import type { Build, Image, Pull } from '../world/world';

export interface PictureLayer {
  readonly chain: string;
  readonly bytes: number;
  /** Present only while the layer is on its way. */
  readonly coming?: {
    readonly part: number | null;
    readonly unpacking: boolean;
    readonly here: boolean;
    readonly before: boolean;
  };
  /** Present only on the work board: the instruction that makes it. */
  readonly step?: {
    readonly words: string;
    readonly state: 'doing' | 'done' | 'failed' | 'cached' | 'base';
    /** It adds files; the others change the image's settings, and their layer is empty. */
    readonly writes: boolean;
  };
}

export interface PictureImage {
  readonly key: string;
  readonly id: ImageId | null;
  readonly name: string;
  readonly tag: string;
  readonly size: string;
  readonly layers: readonly PictureLayer[];
  /** Words beside an image on its way; null for one that is here. */
  readonly coming: string | null;
  /** It is being built: its instructions stand on the work board. */
  readonly board?: true;
}

/**
 * The reference as people write it: `docker.io/library/` dropped, `:latest` added where no tag was typed; of an id,
 * the twelve digits that `docker images` prints.
 */
export function imageName(reference: string): string {
  if (/^(sha256:)?[0-9a-f]{64}$/.test(reference)) return shortId(reference);
  const parsed = tryReference(reference);
  return parsed ? familiar(withDefaultTag(parsed)) : visible(reference);
}

export function pictureImage(image: Image): PictureImage {
  const tag = image.tags[0];
  const name = tag === undefined ? `<none> ${shortId(image.id)}` : imageName(tag);
  const colon = name.lastIndexOf(':');
  const slash = name.lastIndexOf('/');
  return {
    key: image.id,
    id: image.id,
    name: visible(colon > slash ? name.slice(0, colon) : name),
    tag: visible(colon > slash ? name.slice(colon + 1) : ''),
    size: formatSize(image.size),
    layers: (image.layers ?? []).map((layer) => ({ chain: layer.chain, bytes: layer.size ?? 0 })),
    coming: null,
  };
}

function comingWords(pull: Pull): string {
  if (pull.error !== null) return 'did not arrive';
  const coming = pull.layers.filter((l) => !l.before);
  if (coming.length > 0 && coming.every((l) => l.phase === 'here')) return 'here';
  const retrying = coming.find((l) => l.phase === 'retrying');
  if (retrying) return retrying.words.toLowerCase();
  const known = coming.filter((l) => l.total !== null);
  if (
    coming.some((l) => l.phase === 'unpacking') &&
    coming.every((l) => l.phase === 'unpacking' || l.phase === 'here' || l.phase === 'arrived')
  )
    return 'unpacking …';
  if (known.length === 0) return 'asking …';
  const got = known.reduce((sum, l) => sum + l.current, 0);
  const all = known.reduce((sum, l) => sum + (l.total ?? 0), 0);
  return `arriving, ${formatSize(got)} of ${formatSize(all)}`;
}

export function pictureOfPull(pull: Pull): PictureImage {
  const name = imageName(pull.ref);
  const colon = name.lastIndexOf(':');
  return {
    key: `pull ${pull.exchange}`,
    id: null,
    name: visible(colon > name.lastIndexOf('/') ? name.slice(0, colon) : name),
    tag: visible(colon > name.lastIndexOf('/') ? name.slice(colon + 1) : ''),
    size: '',
    layers: pull.layers.map((layer) => ({
      chain: `coming ${layer.id}`,
      bytes: layer.total ?? 0,
      coming: {
        part:
          layer.phase === 'waiting'
            ? 0
            : layer.total === null
              ? layer.phase === 'coming'
                ? null
                : 1
              : Math.min(1, layer.current / layer.total),
        unpacking: layer.phase === 'unpacking',
        here: layer.phase === 'here',
        before: layer.before,
      },
    })),
    coming: comingWords(pull),
  };
}

function buildWords(build: Build): string {
  const last = build.steps.at(-1);
  if (build.error !== null || last?.phase === 'failed') return `step ${String(last?.n ?? 1)} failed`;
  if (last === undefined) return 'sending the build context …';
  if (build.image !== '') return 'built';
  return `being built, step ${String(last.n)} of ${String(build.of)}`;
}

/** An image at work: each instruction a slab, from the base up. */
export function pictureOfBuild(build: Build): PictureImage {
  const name = build.ref === '' ? 'no name' : imageName(build.ref);
  const colon = name.lastIndexOf(':');
  const tagged = build.ref !== '' && colon > name.lastIndexOf('/');
  return {
    key: `build ${build.exchange}`,
    id: null,
    name: visible(tagged ? name.slice(0, colon) : name),
    tag: visible(tagged ? name.slice(colon + 1) : ''),
    size: '',
    board: true,
    layers: build.steps.map((step) => ({
      chain: `step ${String(step.n)} ${build.exchange}`,
      bytes: 0,
      step: {
        words: visible(step.instruction),
        state:
          instructionWord(step.instruction) === 'FROM' && step.phase === 'done'
            ? 'base'
            : step.cached
              ? 'cached'
              : step.phase,
        writes: writesFiles(step.instruction),
      },
    })),
    coming: buildWords(build),
  };
}

export function registryName(domain: string): string {
  if (domain === 'docker.io') return 'Docker Hub';
  if (domain === 'ghcr.io') return 'GitHub registry';
  if (domain.endsWith('.amazonaws.com')) return 'Amazon registry';
  return domain;
}

export function registriesOf(
  references: readonly string[],
): readonly { readonly name: string; readonly items: readonly string[] }[] {
  const found = new Map<string, Set<string>>([['Docker Hub', new Set()]]);
  for (const reference of references) {
    const parsed = tryReference(reference);
    if (!parsed) continue;
    const name = registryName(parsed.domain);
    const items = found.get(name) ?? new Set<string>();
    items.add(parsed.domain === 'docker.io' ? parsed.path.replace(/^library\//, '') : parsed.path);
    found.set(name, items);
  }
  return [...found].map(([name, items]) => ({ name: visible(name), items: [...items].sort().map(visible) }));
}

/** Bytes of all layers, each chain counted once: what `docker system df` calls the size of the images. */
export function storedBytes(images: readonly Image[]): number {
  const seen = new Map<string, number>();
  let loose = 0;
  for (const image of images) {
    if (!image.layers || image.layers.length === 0 || image.layers.some((l) => l.size === null))
      loose += image.size;
    else for (const layer of image.layers) seen.set(layer.chain, layer.size ?? 0);
  }
  return loose + [...seen.values()].reduce((sum, bytes) => sum + bytes, 0);
}
