/** Pushing: the states are drawn in push-job.ts. What arrives is in the model's registry, under its name. */
import {
  canonical,
  familiar,
  familiarName,
  parseReference,
  type Reference,
} from '../../../core/docker/reference';
import { object, text } from '../../../core/base/read';
import { progressText } from '../../../core/command/pulling/progress-text';
import { param } from '../reading';
import { digestOf } from '../files/layer';
import type { RegistryImage, RegistryLayer } from '../registry';
import type { Model } from '../state';
import { fromMs } from '../text/time';
import type { Turn } from '../turn';
import type { ApiRequest, Reply } from '../wire';
import type { Image } from './image';
import { readReference } from './find';
import type { PushJob, PushLayer } from './push-job';
import { faultAt, repositoryName, tagsAt, unreachable } from './registry-find';

const STEP = 50;
const WIDE = 200;

const timer = (id: string): string => `push:${id}`;

/** All layers that this repository has, by their diff ids. */
function stored(model: Model, name: string): ReadonlySet<string> {
  const ids = [...tagsAt(model, name).values()].flatMap((index) =>
    index.images.flatMap((image) => image.layers.map((one) => one.diffId)),
  );
  return new Set(ids);
}

function fail(turn: Turn, request: ApiRequest, message: string): Reply {
  turn.say(request.ticket, { errorDetail: { message }, error: message });
  turn.do({ kind: 'end', ticket: request.ticket });
  return { kind: 'open', status: 200, type: 'application/json' };
}

export function push(turn: Turn, request: ApiRequest, asked: string): Reply {
  const ref = readReference(asked, param(request, 'tag'));
  const name = repositoryName(ref);
  turn.say(request.ticket, { status: `The push refers to repository [${name}]` });
  const tags = turn.model.tags
    .keys()
    .filter((one) =>
      ref.tag === null ? repositoryName(parseReference(one)) === name : one === canonical(ref),
    )
    .sort();
  const [first] = tags;
  const image = first === undefined ? undefined : turn.model.images.get(turn.model.tags.get(first) ?? '');
  if (!image) {
    const others = turn.model.tags.keys().some((one) => repositoryName(parseReference(one)) === name);
    if (others) return fail(turn, request, `tag does not exist: ${familiar(ref)}`);
    return fail(turn, request, `An image does not exist locally with the tag: ${familiarName(ref)}`);
  }
  const down = unreachable(turn.model, ref.domain);
  if (down !== null) return fail(turn, request, down);
  const there = stored(turn.model, name);
  const layers: PushLayer[] = [...image.layers].reverse().map((diffId) => ({
    diffId,
    short: diffId.slice('sha256:'.length, 'sha256:'.length + 12),
    size: turn.model.layers.get(diffId)?.size ?? 0,
    sent: 0,
    there: there.has(diffId),
  }));
  for (const layer of layers)
    turn.say(request.ticket, { status: 'Preparing', progressDetail: {}, id: layer.short });
  // Nobody may push to Docker Hub's own images.
  if (faultAt(turn.model, name)?.kind === 'denied' || name.startsWith('docker.io/library/')) {
    return fail(turn, request, 'denied: requested access to the resource is denied');
  }
  const job: PushJob = { id: turn.id(), name, ticket: request.ticket, tags, layers, lastStep: turn.now };
  turn.change({ pushes: turn.model.pushes.set(job.id, job) });
  turn.do({ kind: 'timer', key: timer(job.id), at: turn.now + fromMs(turn.model.registry.latency) });
  return { kind: 'open', status: 200, type: 'application/json' };
}

/** A moment later: more bytes have gone. */
export function pushStep(turn: Turn, id: string): void {
  const job = turn.model.pushes.get(id);
  if (!job) return;
  const spent = Number(turn.now - job.lastStep) / 1e9;
  let budget = Math.max(1, turn.model.registry.bytesPerSecond * spent);
  const layers = job.layers.map((layer): PushLayer => {
    if (layer.there || budget <= 0) return layer;
    const sent = Math.min(layer.size, layer.sent + Math.floor(budget) + 512);
    budget -= sent - layer.sent;
    const counts = { current: sent, total: layer.size };
    turn.say(job.ticket, {
      status: 'Pushing',
      progressDetail: counts,
      progress: progressText({ ...counts, units: '', hideCounts: false }, WIDE),
      id: layer.short,
    });
    if (sent < layer.size) return { ...layer, sent };
    turn.say(job.ticket, { status: 'Pushed', progressDetail: {}, id: layer.short });
    return { ...layer, sent, there: true };
  });
  for (const layer of job.layers) {
    if (layer.there && layer.sent === 0) {
      turn.say(job.ticket, { status: 'Layer already exists', progressDetail: {}, id: layer.short });
    }
  }
  // Said once: from here on those that were there count as sent.
  const next = layers.map((one) => (one.there && one.sent === 0 ? { ...one, sent: one.size + 1 } : one));
  const rest: PushJob = { ...job, layers: next, lastStep: turn.now };
  if (next.every((one) => one.there)) finish(turn, rest);
  else {
    turn.change({ pushes: turn.model.pushes.set(id, rest) });
    turn.do({ kind: 'timer', key: timer(id), at: turn.now + fromMs(STEP) });
  }
}

function registryImage(model: Model, image: Image): RegistryImage {
  const layers = image.layers.flatMap((diffId): RegistryLayer[] => {
    const layer = model.layers.get(diffId);
    if (!layer) return [];
    // What a registry keeps is compressed; how much it saves is not known here, so nothing is claimed.
    return [
      {
        digest: digestOf(`blob ${diffId}`),
        size: Math.max(32, layer.size),
        diffId,
        unpacked: layer.size,
        changes: layer.changes,
      },
    ];
  });
  const manifest = JSON.stringify({ config: image.id, layers: layers.map((one) => one.digest) });
  return {
    architecture: text(object(image.config)['architecture']),
    variant: text(object(image.config)['variant']),
    digest: digestOf(manifest),
    config: image.configText,
    configDigest: image.id,
    layers,
  };
}

function finish(turn: Turn, job: PushJob): void {
  for (const tag of job.tags) {
    const ref: Reference = parseReference(tag);
    const image = turn.model.images.get(turn.model.tags.get(tag) ?? '');
    if (!image) continue;
    const entry = registryImage(turn.model, image);
    const size = 529 + 210 * entry.layers.length;
    turn.change({
      pushed: turn.model.pushed.set(tag, { digest: entry.digest, images: [entry] }),
      digests: turn.model.digests.set(`${job.name}@${entry.digest}`, image.id),
    });
    const name = ref.tag ?? 'latest';
    turn.say(job.ticket, { status: `${name}: digest: ${entry.digest} size: ${String(size)}` });
    turn.say(job.ticket, { progressDetail: {}, aux: { Tag: name, Digest: entry.digest, Size: size } });
    tellPush(turn, ref);
  }
  turn.do({ kind: 'end', ticket: job.ticket });
  turn.change({ pushes: turn.model.pushes.delete(job.id) });
}

/** The id is the reference, the name the repository, as with a pull. */
function tellPush(turn: Turn, ref: Reference): void {
  turn.tell('image', 'push', familiar(ref), { name: familiarName(ref) });
}
