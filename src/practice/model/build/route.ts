/** POST /build: reading what is asked, and the first step. */
import { object, parseJson, text, type Obj } from '../../../core/base/read';
import { BadReference, parseReference } from '../../../core/docker/reference';
import { readArchive } from '../container/archive';
import { readConfig } from '../container/config';
import { bytesOf } from '../files/content';
import { normalize } from '../files/path';
import { decodeUtf8 } from '../files/utf8';
import { param, paramFlag, params } from '../reading';
import { ok } from '../route';
import { Refused, type Turn } from '../turn';
import type { ApiRequest, Reply } from '../wire';
import { parseDockerfile, type Instruction } from './dockerfile';
import type { BuildJob, BuildOptions } from './job';
import { goOn } from './steps';

function jsonParam(request: ApiRequest, name: string): Obj {
  const source = param(request, name);
  return source === '' ? {} : object(parseJson(source));
}

function optionsOf(request: ApiRequest): BuildOptions {
  const args = Object.entries(jsonParam(request, 'buildargs')).map(
    ([name, value]) => [name, typeof value === 'string' ? value : null] as const,
  );
  const tags = params(request, 't').filter((one) => one !== '');
  for (const tag of tags) {
    try {
      parseReference(tag);
    } catch (error) {
      if (error instanceof BadReference) throw new Refused(400, error.message);
      throw error;
    }
  }
  return {
    tags,
    quiet: paramFlag(request, 'q'),
    noCache: paramFlag(request, 'nocache'),
    remove: paramFlag(request, 'rm', true),
    forceRemove: paramFlag(request, 'forcerm'),
    pull: paramFlag(request, 'pull'),
    target: param(request, 'target'),
    args: new Map(args),
    labels: jsonParam(request, 'labels'),
  };
}

/** The steps up to the target, with the labels that the request adds as one more of them. */
function stepsOf(source: string, options: BuildOptions): readonly Instruction[] {
  const all = parseDockerfile(source);
  const stages = all.flatMap((step, at) =>
    step.word === 'FROM' ? [{ at, name: / as (\S+)$/i.exec(step.rest)?.[1] ?? '' }] : [],
  );
  const target = options.target.toLowerCase();
  const place = stages.findIndex((one, i) => one.name.toLowerCase() === target || String(i) === target);
  if (target !== '' && place < 0) {
    throw new Refused(400, `failed to reach build target ${options.target} in Dockerfile`);
  }
  const steps = target === '' ? all : all.slice(0, stages[place + 1]?.at);
  const labels = Object.entries(options.labels).map(([name, value]) => `${name}=${text(value)}`);
  if (labels.length === 0) return steps;
  const rest = labels.join(' ');
  return [...steps, { word: 'LABEL', rest, flags: new Map(), shown: `LABEL ${rest}`, line: 0 }];
}

export function build(turn: Turn, request: ApiRequest): Reply {
  if (param(request, 'version') === '2') {
    throw new Refused(501, 'The practice engine has the classic builder only: set DOCKER_BUILDKIT=0.');
  }
  const remote = param(request, 'remote');
  if (remote !== '' && remote !== 'client-session') {
    throw new Refused(
      501,
      'The practice engine builds from a folder or an archive only: nothing is fetched.',
    );
  }
  const options = optionsOf(request);
  const context = readArchive(request.body);
  const name = param(request, 'dockerfile') || 'Dockerfile';
  const file = context.find((one) => normalize(one.name) === normalize(name));
  if (file?.node.kind !== 'file') throw new Refused(500, `Cannot locate specified Dockerfile: ${name}`);
  const source = decodeUtf8(bytesOf(file.node.content));
  if (source.trim() === '') throw new Refused(400, `the Dockerfile (${name}) cannot be empty`);
  const steps = stepsOf(source, options);
  const first = steps.find((one) => one.word !== 'ARG');
  if (steps.length === 0) throw new Refused(400, 'dockerfile parse error: file with no instructions');
  if (first?.word !== 'FROM') throw new Refused(400, 'no build stage in current context');
  const job: BuildJob = {
    id: turn.id(),
    ticket: request.ticket,
    context,
    steps,
    at: 0,
    options,
    image: '',
    freshAt: -1,
    config: readConfig({}),
    layers: [],
    stages: new Map(),
    stage: -1,
    stageName: '',
    args: new Map(),
    globalArgs: new Map(),
    container: null,
    cacheBroken: options.noCache,
    left: [],
  };
  turn.change({ builds: turn.model.builds.set(job.id, job) });
  goOn(turn, job);
  return { kind: 'open', status: 200, type: 'application/json' };
}

/** `docker builder prune`: the classic builder's cache are images, so there is nothing of its own to prune. */
export function pruneBuilds(turn: Turn): Reply {
  turn.tell('builder', 'prune', '', { reclaimed: '0' });
  return ok({ CachesDeleted: null, SpaceReclaimed: 0 });
}
