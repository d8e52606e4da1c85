/** `docker save` and `docker load`: an OCI image layout with the older `manifest.json` beside it. */
import { list, object, parseJson, text, texts } from '../../../core/base/read';
import {
  canonical,
  familiar,
  parseReference,
  tryReference,
  withDefaultTag,
} from '../../../core/docker/reference';
import { bytesOf } from '../files/content';
import { changesOf, digestOf, layerTar, sizeOfLayer, sizeOfTar } from '../files/layer';
import { normalize } from '../files/path';
import { readTar } from '../files/tar-read';
import { writeTar, type TarEntry } from '../files/tar-write';
import { decodeUtf8, encodeUtf8 } from '../files/utf8';
import type { FsNode } from '../files/node';
import { readArchive } from '../container/archive';
import { paramFlag, params } from '../reading';
import type { Model } from '../state';
import { goJson } from '../text/go-json';
import { Refused, type Turn } from '../turn';
import type { ApiRequest, Reply } from '../wire';
import { tryImage } from './find';
import type { Image } from './image';
import { storeImage, storeLayer, setTag } from './store';
import { tellImage } from './tell';

const blob = (digest: string): string => `blobs/sha256/${digest.replace('sha256:', '')}`;

const node = (bytes: Uint8Array): FsNode => ({
  kind: 'file',
  mode: 0o644,
  uid: 0,
  gid: 0,
  mtime: 0,
  content: { bytes },
});
const json = (value: unknown): Uint8Array => encodeUtf8(JSON.stringify(value));
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const CONFIG = 'application/vnd.oci.image.config.v1+json';
const LAYER = 'application/vnd.oci.image.layer.v1.tar';

interface Saved {
  readonly image: Image;
  /** In full. */
  readonly tags: readonly string[];
}

function gather(chunks: Iterable<Uint8Array>, size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** The entries one by one: a layer's archive is made when its turn comes. */
function* entriesOf(model: Model, saved: readonly Saved[]): Generator<TarEntry> {
  const written = new Set<string>();
  const manifests = saved.map(({ image, tags }) => {
    const layers = image.layers.map((diffId) => ({
      mediaType: LAYER,
      digest: diffId,
      size: sizeOfTar(model.layers.get(diffId)?.changes ?? new Map()),
    }));
    const manifest = json({
      schemaVersion: 2,
      mediaType: MANIFEST,
      config: { mediaType: CONFIG, digest: image.id, size: encodeUtf8(image.configText).length },
      layers,
    });
    return { image, tags, layers, manifest, digest: digestOf(manifest) };
  });
  for (const { image, layers, manifest, digest } of manifests) {
    for (const { digest: diffId, size } of layers) {
      if (written.has(diffId)) continue;
      written.add(diffId);
      const changes = model.layers.get(diffId)?.changes ?? new Map<string, FsNode>();
      yield { name: blob(diffId), node: node(gather(layerTar(changes), size)) };
    }
    yield { name: blob(image.id), node: node(encodeUtf8(image.configText)) };
    yield { name: blob(digest), node: node(manifest) };
  }
  const index = manifests.flatMap(({ tags, manifest, digest }) =>
    (tags.length > 0 ? tags : ['']).map((tag) => ({
      mediaType: MANIFEST,
      digest,
      size: manifest.length,
      ...(tag === ''
        ? {}
        : {
            annotations: {
              'io.containerd.image.name': tag,
              'org.opencontainers.image.ref.name': tag.slice(tag.lastIndexOf(':') + 1),
            },
          }),
    })),
  );
  yield {
    name: 'index.json',
    node: node(
      json({ schemaVersion: 2, mediaType: 'application/vnd.oci.image.index.v1+json', manifests: index }),
    ),
  };
  const old = manifests.map(({ image, tags }) => ({
    Config: blob(image.id),
    RepoTags: tags.length > 0 ? tags.map((tag) => familiar(parseReference(tag))) : null,
    Layers: image.layers.map(blob),
  }));
  yield { name: 'manifest.json', node: node(json(old)) };
  yield { name: 'oci-layout', node: node(json({ imageLayoutVersion: '1.0.0' })) };
}

function fullTags(model: Model, id: string): readonly string[] {
  return model.tags
    .keys()
    .filter((one) => model.tags.get(one) === id)
    .sort();
}

export function save(turn: Turn, names: readonly string[]): Reply {
  if (names.length === 0) throw new Refused(400, 'no image names were given');
  const wanted = new Map<string, { image: Image; tags: string[] }>();
  for (const name of names) {
    // Here the engine names what was asked for as it was asked.
    const image = tryImage(turn.model, name);
    if (!image) throw new Refused(404, `No such image: ${name}`);
    const entry = wanted.get(image.id) ?? { image, tags: [] };
    const ref = tryReference(name);
    const full = ref && ref.digest === null ? canonical(withDefaultTag(ref)) : '';
    if (turn.model.tags.get(full) === image.id) {
      // A name without a tag means all of its tags.
      const all =
        ref?.tag === null
          ? fullTags(turn.model, image.id).filter((one) => one.startsWith(`${ref.domain}/${ref.path}:`))
          : [full];
      entry.tags.push(...all.filter((one) => !entry.tags.includes(one)));
    }
    wanted.set(image.id, entry);
  }
  for (const id of wanted.keys()) tellImage(turn, 'save', id);
  const chunks = writeTar(entriesOf(turn.model, [...wanted.values()]));
  return { kind: 'answer', answer: { status: 200, body: { chunks, type: 'application/x-tar' } } };
}

export const saveMany = (turn: Turn, request: ApiRequest): Reply => save(turn, params(request, 'names'));

export function load(turn: Turn, request: ApiRequest): Reply {
  const files = new Map(readArchive(request.body).map((one) => [normalize(one.name).slice(1), one.node]));
  const bytes = (name: string): Uint8Array => {
    const found = files.get(normalize(name).slice(1));
    // Older archives name a layer twice, the second time by a link.
    const real =
      found?.kind === 'link' ? files.get(normalize(`${normalize(name)}/../${found.target}`).slice(1)) : found;
    if (real?.kind !== 'file')
      throw new Refused(400, `open /var/lib/docker/tmp/docker-import/${name}: no such file or directory`);
    return bytesOf(real.content);
  };
  const manifest = parseJson(decodeUtf8(bytes('manifest.json')));
  const quiet = paramFlag(request, 'quiet');
  const said: string[] = [];
  const say = (line: unknown): void => {
    said.push(`${goJson(line)}\r\n`);
  };
  for (const one of list(manifest)) {
    const entry = object(one);
    const configText = decodeUtf8(bytes(text(entry['Config'])));
    const diffIds = texts(object(object(parseJson(configText))['rootfs'])['diff_ids']);
    texts(entry['Layers']).forEach((path, i) => {
      const diffId = diffIds[i] ?? '';
      if (turn.model.layers.has(diffId)) return;
      const archive = bytes(path);
      if (digestOf(archive) !== diffId) {
        throw new Refused(
          400,
          `invalid diffID for layer ${String(i)}: expected "${diffId}", got "${digestOf(archive)}"`,
        );
      }
      const changes = changesOf(readTar([archive]));
      storeLayer(turn, { diffId, size: sizeOfLayer(changes), changes });
      if (!quiet)
        say({
          status: 'Loading layer',
          progressDetail: { current: archive.length, total: archive.length },
          id: diffId.slice(7, 19),
        });
    });
    const image = storeImage(turn, configText, '');
    const tags = texts(entry['RepoTags']);
    for (const tag of tags) {
      setTag(turn, canonical(parseReference(tag)), image.id);
      say({ stream: `Loaded image: ${tag}\n` });
    }
    if (tags.length === 0) say({ stream: `Loaded image ID: ${image.id}\n` });
    tellImage(turn, 'load', image.id);
  }
  return {
    kind: 'answer',
    answer: { status: 200, body: { text: said.join('') }, headers: { 'Content-Type': 'application/json' } },
  };
}
