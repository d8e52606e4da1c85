/** Pulling: the states are drawn in pull-job.ts. */
import {
  canonical,
  familiar,
  familiarName,
  parseReference,
  type Reference,
} from '../../../core/docker/reference';
import { readReference } from './find';
import { param } from '../reading';
import { fromMs } from '../text/time';
import { errorAnswer, type Turn } from '../turn';
import type { ApiRequest, Reply, Ticket } from '../wire';
import { buildPulled } from '../build/pulled';
import type { PullJob, PullTarget } from './pull-job';
import { openLayers, sayLayers, stepLayers } from './pull-layers';
import { faultAt, imageFor, indexAt, repositoryName, tagsAt, unreachable } from './registry-find';
import { hasRoom } from './room';
import { setTag, storePulled } from './store';
import { labelsOf } from './tell';

/** Milliseconds between two looks at the layers that come: as often as the engine tells of them. */
export const STEP = 50;

export const pullTimer = (id: string): string => `pull:${id}`;

export function pull(turn: Turn, request: ApiRequest): Reply {
  const ref = readReference(param(request, 'fromImage'), param(request, 'tag'));
  const platform = param(request, 'platform');
  const reference = `${canonical(ref)} ${platform}`;
  const same = turn.model.pulls.values().find((one) => one.reference === reference);
  if (same?.opened === true) {
    turn.change({
      pulls: turn.model.pulls.set(same.id, { ...same, tickets: [...same.tickets, request.ticket] }),
    });
    return { kind: 'open', status: 200, type: 'application/json' };
  }
  ask(turn, ref, reference, request.ticket, null);
  return { kind: 'later' };
}

function ask(turn: Turn, ref: Reference, reference: string, ticket: Ticket, build: string | null): void {
  const job: PullJob = {
    id: turn.id(),
    name: repositoryName(ref),
    targets: [],
    all: ref.tag === null && ref.digest === null,
    reference,
    tickets: [ticket],
    build,
    opened: false,
    changed: false,
    layers: [],
    lastStep: turn.now,
  };
  keep(turn, job);
  turn.do({ kind: 'timer', key: pullTimer(job.id), at: turn.now + fromMs(turn.model.registry.latency) });
}

/** The base of a build that is not here: its lines go into the build's stream. */
export function pullForBuild(turn: Turn, build: string, ticket: Ticket, reference: string): void {
  ask(turn, parseReference(reference), `${reference} `, ticket, build);
}

export function keep(turn: Turn, job: PullJob): void {
  turn.change({ pulls: turn.model.pulls.set(job.id, job) });
}

function sayAll(turn: Turn, job: PullJob, value: unknown): void {
  if (job.build !== null && turn.model.builds.get(job.build)?.options.quiet === true) return;
  for (const ticket of job.tickets) turn.say(ticket, value);
}

/** Why the registry gives nothing: status and words. Null when it does. */
function refusal(turn: Turn, job: PullJob, ref: Reference): readonly [number, string] | null {
  const down = unreachable(turn.model, ref.domain);
  if (down !== null) return [500, down];
  const fault = faultAt(turn.model, job.name);
  const name = familiarName(ref);
  const denied = `pull access denied for ${name}, repository does not exist or may require 'docker login': denied: requested access to the resource is denied`;
  if (fault?.kind === 'rate limit') {
    return [
      500,
      'toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit',
    ];
  }
  if (fault?.kind === 'denied') return [404, denied];
  const tags = tagsAt(turn.model, job.name);
  if (tags.size === 0 && ref.domain === 'docker.io') return [404, denied];
  const wanted = ref.digest ?? ref.tag;
  if (
    fault?.kind === 'missing' ||
    tags.size === 0 ||
    (wanted !== null && !indexAt(turn.model, job.name, wanted))
  ) {
    return [404, `manifest for ${familiar(ref)} not found: manifest unknown: manifest unknown`];
  }
  return null;
}

/** The latency is over: the registry answers. */
function answerPull(turn: Turn, job: PullJob): void {
  const [source = '', platform = ''] = job.reference.split(' ');
  const ref = parseReference(source);
  const wrong = refusal(turn, job, ref);
  const fail = (status: number, message: string): void => {
    turn.change({ pulls: turn.model.pulls.delete(job.id) });
    if (job.build !== null) {
      buildPulled(turn, job.build, message);
      return;
    }
    for (const ticket of job.tickets) turn.answer(ticket, errorAnswer(status, message));
  };
  if (wrong) {
    fail(...wrong);
    return;
  }
  const tags = job.all ? [...tagsAt(turn.model, job.name).keys()] : [ref.digest ?? ref.tag ?? 'latest'];
  const targets: PullTarget[] = [];
  for (const tag of tags) {
    const index = indexAt(turn.model, job.name, tag);
    const image = index ? imageFor(index, platform) : undefined;
    if (index && image) targets.push({ tag, digest: index.digest, image });
    else {
      fail(
        404,
        `no matching manifest for ${platform === '' ? 'linux/amd64' : platform} in the manifest list entries`,
      );
      return;
    }
  }
  if (job.build === null) {
    for (const ticket of job.tickets)
      turn.do({ kind: 'open', ticket, status: 200, type: 'application/json' });
  }
  beginTarget(turn, { ...job, opened: true, targets, lastStep: turn.now });
}

function beginTarget(turn: Turn, job: PullJob): void {
  const [target] = job.targets;
  if (!target) {
    end(turn, job);
    return;
  }
  const path = job.name.slice(job.name.indexOf('/') + 1);
  const shown = target.tag.startsWith('sha256:') ? `${job.name}@${target.tag}` : target.tag;
  sayAll(turn, job, { status: `Pulling from ${path}`, id: shown });
  const there = turn.model.images.has(target.image.configDigest);
  const layers = there ? [] : openLayers(turn.model, target.image);
  for (const line of sayLayers(layers)) sayAll(turn, job, line);
  keep(turn, { ...job, layers, lastStep: turn.now });
  turn.do({ kind: 'timer', key: pullTimer(job.id), at: turn.now + fromMs(STEP) });
}

/** A moment later: more bytes have come. */
export function pullStep(turn: Turn, id: string): void {
  const job = turn.model.pulls.get(id);
  if (!job) return;
  if (!job.opened) {
    answerPull(turn, job);
    return;
  }
  const step = stepLayers(job, turn.now, turn.model.registry, faultAt(turn.model, job.name));
  for (const line of step.lines) sayAll(turn, job, line);
  if (step.error !== null) {
    turn.change({ pulls: turn.model.pulls.delete(id) });
    if (job.build !== null) {
      buildPulled(turn, job.build, step.error);
      return;
    }
    sayAll(turn, job, { errorDetail: { message: step.error }, error: step.error });
    for (const ticket of job.tickets) turn.do({ kind: 'end', ticket });
    return;
  }
  const next = { ...job, layers: step.layers, lastStep: turn.now };
  if (next.layers.every((one) => one.state === 'present' || one.state === 'done')) endTarget(turn, next);
  else {
    keep(turn, next);
    turn.do({ kind: 'timer', key: pullTimer(id), at: turn.now + fromMs(STEP) });
  }
}

/** One tag is there. */
function endTarget(turn: Turn, job: PullJob): void {
  const [target, ...rest] = job.targets;
  if (!target) return;
  if (!hasRoom(turn.model, target.image)) {
    const full = `failed to register layer: write /var/lib/docker/tmp/GetImageBlob: no space left on device`;
    turn.change({ pulls: turn.model.pulls.delete(job.id) });
    if (job.build !== null) {
      buildPulled(turn, job.build, full);
      return;
    }
    sayAll(turn, job, { errorDetail: { message: full }, error: full });
    for (const ticket of job.tickets) turn.do({ kind: 'end', ticket });
    return;
  }
  const image = storePulled(turn, target.image);
  const reference = `${job.name}:${target.tag}`;
  const byDigest = target.tag.startsWith('sha256:');
  const before = byDigest
    ? turn.model.digests.get(`${job.name}@${target.tag}`)
    : turn.model.tags.get(reference);
  if (!byDigest) setTag(turn, reference, image.id);
  turn.change({ digests: turn.model.digests.set(`${job.name}@${target.digest}`, image.id) });
  sayAll(turn, job, { status: `Digest: ${target.digest}` });
  beginTarget(turn, { ...job, targets: rest, changed: job.changed || before !== image.id });
}

function end(turn: Turn, job: PullJob): void {
  const ref = parseReference(job.reference.split(' ')[0] ?? '');
  const name = familiar(ref);
  const status = job.changed ? 'Downloaded newer image' : 'Image is up to date';
  sayAll(turn, job, { status: `Status: ${status} for ${name}` });
  turn.change({ pulls: turn.model.pulls.delete(job.id) });
  if (job.build !== null) {
    buildPulled(turn, job.build, null);
    return;
  }
  const labels = imageLabels(turn, job);
  for (const _ of job.tickets) turn.tell('image', 'pull', name, { ...labels, name: familiarName(ref) });
  for (const ticket of job.tickets) turn.do({ kind: 'end', ticket });
}

/** Labels of the image are among the attributes of its events. */
function imageLabels(turn: Turn, job: PullJob): Readonly<Record<string, string>> {
  const ref = parseReference(job.reference.split(' ')[0] ?? '');
  const id = turn.model.tags.get(canonical(ref)) ?? turn.model.digests.get(canonical(ref));
  return labelsOf(turn, id ?? '');
}
