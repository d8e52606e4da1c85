/**
 * The machine as JSON and back. What the catalogue has is not written: its layers are found again by their diff ids.
 * Processes, pulls and builds that were under way are not kept; `boot` sees to what that means.
 */
import { isObject, list, object, text, type Obj } from '../../core/base/read';
import { tableOf, type Table } from '../../core/base/table';
import type { Container } from './container/container';
import type { EngineEvent } from './events';
import type { Changes } from './files/node';
import type { Writable } from './files/writable';
import type { Image, Layer } from './image/image';
import type { Network } from './network/network';
import type { Catalogue, RegistryIndex, RegistryLayer, RegistrySettings } from './registry';
import { emptyModel, type Model, type Volume } from './state';
import { fromBase64, toBase64 } from './text/base64';

/** Raised with every change of the form; another one is not read. */
const FORM = 1;

/** Plain data with what JSON has not: bigints, bytes, maps and sets, each as an object of one key. */
export function encode(value: unknown): unknown {
  if (typeof value === 'bigint') return { $n: value.toString() };
  if (value instanceof Uint8Array) return { $b: toBase64(value) };
  if (value instanceof Map) return { $m: [...value].map(([key, one]) => [encode(key), encode(one)]) };
  if (value instanceof Set) return { $s: [...value].map(encode) };
  if (Array.isArray(value)) return value.map(encode);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .map(([key, one]) => [key, encode(one)]),
  );
}

export function decode(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decode);
  if (!isObject(value)) return value;
  if (typeof value['$n'] === 'string') return BigInt(value['$n']);
  if (typeof value['$b'] === 'string') return fromBase64(value['$b']);
  if (Array.isArray(value['$m'])) {
    return new Map(
      value['$m'].map((pair): [unknown, unknown] => [decode(list(pair)[0]), decode(list(pair)[1])]),
    );
  }
  if (Array.isArray(value['$s'])) return new Set(value['$s'].map(decode));
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, decode(one)]));
}

/** Every layer of the catalogue by its diff id. */
function known(catalogue: Catalogue): ReadonlyMap<string, RegistryLayer> {
  const layers = new Map<string, RegistryLayer>();
  for (const repository of catalogue.values()) {
    for (const index of repository.tags.values()) {
      for (const image of index.images) for (const layer of image.layers) layers.set(layer.diffId, layer);
    }
  }
  return layers;
}

const pairs = (table: Table<string, unknown>): readonly (readonly [string, unknown])[] =>
  table
    .keys()
    .sort()
    .map((key) => [key, table.get(key)] as const);

/** The state as data for `JSON.stringify`. */
export function save(model: Model): Obj {
  const catalogue = known(model.catalogue);
  const layers = new Map<string, Changes>();
  for (const layer of model.layers.values()) layers.set(layer.diffId, layer.changes);
  for (const index of model.pushed.values()) {
    for (const image of index.images)
      for (const layer of image.layers) layers.set(layer.diffId, layer.changes);
  }
  const stored = model.layers.values().map((layer) => ({
    diffId: layer.diffId,
    size: layer.size,
  }));
  const pushed = pairs(model.pushed).map(([key, index]) => [key, withoutChanges(index)]);
  return {
    form: FORM,
    registry: encode(model.registry),
    pushed: encode(pushed),
    containers: encode(model.containers.values()),
    images: encode(model.images.values().map(({ config: _, ...rest }) => rest)),
    tags: pairs(model.tags),
    digests: pairs(model.digests),
    layers: stored,
    changes: encode([...layers].filter(([diffId]) => !catalogue.has(diffId))),
    networks: encode(model.networks.values()),
    volumes: encode(model.volumes.values()),
    host: encode(model.host),
    events: encode(model.events),
    lastMoment: encode(model.lastMoment),
    nextPid: model.nextPid,
    engineId: model.engineId,
    disk: model.disk,
  };
}

function withoutChanges(index: unknown): unknown {
  const { digest, images } = index as RegistryIndex;
  return {
    digest,
    images: images.map((image) => ({
      ...image,
      layers: image.layers.map(({ changes: _, ...layer }) => layer),
    })),
  };
}

const table = <V>(values: readonly V[], keyOf: (value: V) => string): Table<string, V> =>
  tableOf<string, V>(values, keyOf);

/** A table of pairs that `save` wrote: the file is this program's own. */
const readPairs = <V>(value: unknown): Table<string, V> => {
  const some = decode(value) as readonly (readonly [string, V])[];
  let made = tableOf<string, V>([], () => '');
  for (const [key, one] of some) made = made.set(key, one);
  return made;
};

/** The state that `save` wrote; null for what is none, or of another form. */
export function restore(catalogue: Catalogue, saved: unknown): Model | null {
  const source = object(saved);
  if (source['form'] !== FORM) return null;
  const from = known(catalogue);
  const own = new Map(decode(source['changes']) as readonly (readonly [string, Changes])[]);
  const changesOf = (diffId: string): Changes => own.get(diffId) ?? from.get(diffId)?.changes ?? new Map();
  const layers = (decode(source['layers']) as readonly Omit<Layer, 'changes'>[]).map((layer) => ({
    ...layer,
    changes: changesOf(layer.diffId),
  }));
  const images = (decode(source['images']) as readonly Omit<Image, 'config'>[]).map((image) => ({
    ...image,
    config: object(JSON.parse(image.configText) as unknown),
  }));
  let pushed = readPairs<RegistryIndex>([]);
  for (const [key, index] of decode(source['pushed']) as readonly (readonly [string, RegistryIndex])[]) {
    const whole = index.images.map((image) => ({
      ...image,
      layers: image.layers.map((layer) => ({ ...layer, changes: changesOf(layer.diffId) })),
    }));
    pushed = pushed.set(key, { ...index, images: whole });
  }
  const containers = decode(source['containers']) as readonly Container[];
  let names = readPairs<string>([]);
  for (const one of containers) names = names.set(one.name, one.id);
  return {
    ...emptyModel(catalogue, decode(source['registry']) as RegistrySettings),
    pushed,
    containers: table(containers, (one) => one.id),
    names,
    images: table(images, (one) => one.id),
    tags: readPairs<string>(source['tags']),
    digests: readPairs<string>(source['digests']),
    layers: table(layers, (one) => one.diffId),
    networks: table(decode(source['networks']) as readonly Network[], (one) => one.id),
    volumes: table(decode(source['volumes']) as readonly Volume[], (one) => one.name),
    host: decode(source['host']) as Writable,
    events: decode(source['events']) as readonly EngineEvent[],
    lastMoment: decode(source['lastMoment']) as bigint,
    nextPid: decode(source['nextPid']) as number,
    engineId: text(source['engineId']),
    disk: decode(source['disk']) as number | null,
  };
}
