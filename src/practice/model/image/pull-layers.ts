/** The layers of a pull, step by step: the states are drawn in pull-job.ts. */
import { progressText } from '../../../core/command/pulling/progress-text';
import type { Fault, RegistryImage, RegistrySettings } from '../registry';
import type { Model } from '../state';
import { SECOND, type Nanos } from '../text/time';
import type { PullJob, PullLayer } from './pull-job';

/** dockerd's max-concurrent-downloads. */
const AT_ONCE = 3;
/** Bytes a second that are unpacked. */
const UNPACK = 150_000_000;
/** How many times a layer is tried again, after 5, 10, 15, … seconds. (moby, distribution/xfer) */
const RETRIES = 5;
const PAUSE_SECONDS = 5;
const WIDE = 200;

type Line = Readonly<Record<string, unknown>>;

const line = (layer: PullLayer, status: string): Line => ({ status, progressDetail: {}, id: layer.short });

function progress(layer: PullLayer, status: string, current: number): Line {
  const total = layer.size;
  return {
    status,
    progressDetail: { current, total },
    progress: progressText({ current, total, units: '', hideCounts: false }, WIDE),
    id: layer.short,
  };
}

/** What has to come for an image, and what is there already. */
export function openLayers(model: Model, image: RegistryImage): readonly PullLayer[] {
  let base = true;
  return image.layers.map((layer) => {
    // A layer counts as there when all those below it are: it is known by its chain.
    base = base && model.layers.has(layer.diffId);
    return {
      diffId: layer.diffId,
      digest: layer.digest,
      short: layer.digest.slice('sha256:'.length, 'sha256:'.length + 12),
      size: layer.size,
      state: base ? 'present' : 'waiting',
      got: 0,
      cuts: 0,
      retryIn: 0,
      retryAt: 0n,
    };
  });
}

export function sayLayers(layers: readonly PullLayer[]): readonly Line[] {
  const coming = layers.filter((one) => one.state === 'waiting');
  return [
    ...layers.filter((one) => one.state === 'present').map((one) => line(one, 'Already exists')),
    ...coming.map((one) => line(one, 'Pulling fs layer')),
    ...coming.slice(AT_ONCE).map((one) => line(one, 'Waiting')),
  ];
}

export interface Step {
  readonly layers: readonly PullLayer[];
  readonly lines: readonly Line[];
  /** Why the pull ends without an image. */
  readonly error: string | null;
}

const seconds = (count: number): string => `Retrying in ${String(count)} second${count === 1 ? '' : 's'}`;

function retryLine(layer: PullLayer, now: Nanos, lines: Line[]): PullLayer {
  const left = Number((layer.retryAt - now + SECOND - 1n) / SECOND);
  if (left <= 0) return { ...layer, state: 'downloading', retryIn: 0 };
  if (left === layer.retryIn) return layer;
  lines.push(line(layer, seconds(left)));
  return { ...layer, retryIn: left };
}

function download(
  layer: PullLayer,
  place: number,
  share: number,
  now: Nanos,
  fault: Fault | undefined,
  lines: Line[],
): PullLayer | string {
  const slow = fault?.kind === 'slow layer' && fault.layer === place ? fault.factor : 1;
  const got = Math.min(layer.size, layer.got + Math.max(1, Math.floor(share / slow)));
  if (fault?.kind === 'cut' && layer.cuts < fault.times && got >= layer.size / 2) {
    if (layer.cuts === RETRIES) return 'unexpected EOF';
    const wait = PAUSE_SECONDS * (layer.cuts + 1);
    lines.push(line(layer, seconds(wait)));
    return {
      ...layer,
      got: Math.floor(layer.size / 2),
      state: 'retrying',
      cuts: layer.cuts + 1,
      retryIn: wait,
      retryAt: now + BigInt(wait) * SECOND,
    };
  }
  lines.push(progress(layer, 'Downloading', got));
  if (got < layer.size) return { ...layer, got };
  lines.push(line(layer, 'Verifying Checksum'), line(layer, 'Download complete'));
  return { ...layer, got: 0, state: 'downloaded' };
}

/** Unpacking goes from the base up, one layer after the other. */
function unpack(layers: PullLayer[], budget: number, lines: Line[]): void {
  const at = layers.findIndex((one) => one.state !== 'present' && one.state !== 'done');
  const layer = layers[at];
  if (!layer) return;
  if (layer.state === 'downloaded') {
    const got = Math.min(layer.size, Math.max(32_768, Math.floor(budget)));
    lines.push(progress(layer, 'Extracting', got));
    layers[at] = { ...layer, state: 'extracting', got };
  } else if (layer.state === 'extracting') {
    const got = Math.min(layer.size, layer.got + Math.floor(budget));
    lines.push(progress(layer, 'Extracting', got));
    if (got < layer.size) layers[at] = { ...layer, got };
    else {
      lines.push(line(layer, 'Pull complete'));
      layers[at] = { ...layer, state: 'done' };
    }
  }
}

/** What has come since the last step. */
export function stepLayers(
  job: PullJob,
  now: Nanos,
  settings: RegistrySettings,
  fault: Fault | undefined,
): Step {
  const lines: Line[] = [];
  const layers = [...job.layers];
  const spent = Number(now - job.lastStep) / 1e9;
  layers.forEach((layer, place) => {
    if (layer.state === 'retrying') layers[place] = retryLine(layer, now, lines);
  });
  const busy = (): number =>
    layers.filter((one) => one.state === 'downloading' || one.state === 'retrying').length;
  layers.forEach((layer, place) => {
    if (layer.state === 'waiting' && busy() < AT_ONCE) layers[place] = { ...layer, state: 'downloading' };
  });
  const active = layers.filter((one) => one.state === 'downloading').length;
  const share = active === 0 ? 0 : (settings.bytesPerSecond * spent) / active;
  // What was ready before this step is unpacked in it.
  unpack(layers, UNPACK * spent, lines);
  for (const [place, layer] of [...layers].entries()) {
    if (layer.state !== 'downloading') continue;
    const next = download(layer, place, share, now, fault, lines);
    if (typeof next === 'string') return { layers, lines, error: next };
    layers[place] = next;
  }
  return { layers, lines, error: null };
}
