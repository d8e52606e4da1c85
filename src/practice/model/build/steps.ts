/** The steps of a build, one after the other, until one has to wait. The states are drawn in job.ts. */
import { texts, type Obj } from '../../../core/base/read';
import { canonical, parseReference, withDefaultTag } from '../../../core/docker/reference';
import { readConfig } from '../container/config';
import type { Changes, FsNode } from '../files/node';
import { layersTree } from '../files-of';
import { tryImage } from '../image/find';
import { runConfig, type Image } from '../image/image';
import { makeImage } from '../image/make';
import { pullForBuild } from '../image/pull';
import { nameImage } from '../image/tag';
import { Refused, type Turn } from '../turn';
import { cachedImage, nop } from './cache';
import { contextTree, copyFiles, treeFiles } from './copy';
import { commandOf, applyMetadata, metadataWords, valueIn, type Scope } from './metadata';
import { expand, execForm, splitWords, type Instruction } from './dockerfile';
import type { BuildJob } from './job';
import { passingContainer, startRun } from './run-step';
import { fail, keep, say, short, sayStep } from './say';

const scopeOf = (job: BuildJob): Scope => ({ env: texts(job.config['Env']), args: job.args });

/**
 * Goes on from the step at which the build is.
 * @param told whether the step was said already, before it had to wait
 */
export function goOn(turn: Turn, from: BuildJob, told = false): void {
  let said = told;
  let job: BuildJob | null = from;
  try {
    while (job && job.at < job.steps.length) {
      const step: Instruction | undefined = job.steps[job.at];
      if (!step) break;
      if (step.word === 'FROM' && job.stage >= 0 && !said) {
        job = endStage(turn, job);
      }
      if (!said) sayStep(turn, job);
      said = false;
      job = runStep(turn, job, step);
    }
    if (job) finish(turn, job);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    fail(turn, turn.model.builds.get(from.id) ?? from, error.message);
  }
}

function endStage(turn: Turn, job: BuildJob): BuildJob {
  if (job.image !== '') say(turn, job, { aux: { ID: job.image } });
  const stages = new Map(job.stages).set(String(job.stage), job.image);
  if (job.stageName !== '') stages.set(job.stageName, job.image);
  return { ...job, stages };
}

/** Null when the step waits for something; what it waits for calls `goOn` again. */
function runStep(turn: Turn, job: BuildJob, step: Instruction): BuildJob | null {
  switch (step.word) {
    case 'FROM':
      return from(turn, job, step);
    case 'ARG':
      return argument(turn, job, step);
    case 'RUN':
      return startRun(turn, job, commandOf(job.config, step.rest));
    case 'COPY':
    case 'ADD':
      return copy(turn, job, step);
    case 'MAINTAINER':
    default:
      return metadata(turn, job, step);
  }
}

const next = (job: BuildJob): BuildJob => ({ ...job, at: job.at + 1 });

function from(turn: Turn, job: BuildJob, step: Instruction): BuildJob | null {
  const [source = '', as = '', name = ''] = splitWords(step.rest);
  if (as !== '' && as.toUpperCase() !== 'AS') {
    throw new Refused(400, 'FROM requires either one or three arguments');
  }
  const wanted = expand(source, (key) => job.globalArgs.get(key));
  if (wanted === '') throw new Refused(400, `base name (${source}) should not be blank`);
  const stage = {
    stage: job.stage + 1,
    stageName: name.toLowerCase(),
    args: new Map<string, string>(),
    cacheBroken: job.options.noCache,
  };
  if (wanted === 'scratch') {
    say(turn, job, { stream: ' ---\u003e \n' });
    return next({ ...job, ...stage, image: '', config: readConfig({}), layers: [] });
  }
  const known = stageImage(turn, job, wanted);
  const old = job.options.pull && job.freshAt !== job.at;
  const image = known ?? (old ? undefined : tryImage(turn.model, wanted));
  if (!image) {
    keep(turn, { ...job, freshAt: job.at });
    pullForBuild(turn, job.id, job.ticket, canonical(withDefaultTag(parseReference(wanted))));
    return null;
  }
  say(turn, job, { stream: ` ---> ${short(image.id)}\n` });
  const config = { ...readConfig(runConfig(image)), Image: image.id };
  return onBuild(next({ ...job, ...stage, image: image.id, config, layers: image.layers }));
}

/** Triggers that the base image left for whoever builds on it. */
function onBuild(job: BuildJob): BuildJob {
  return { ...job, config: { ...job.config, OnBuild: null } };
}

function stageImage(turn: Turn, job: BuildJob, name: string): Image | undefined {
  const id = job.stages.get(name.toLowerCase());
  return id === undefined ? undefined : turn.model.images.get(id);
}

function argument(turn: Turn, job: BuildJob, step: Instruction): BuildJob {
  const args = new Map(job.args);
  const globals = new Map(job.globalArgs);
  for (const word of splitWords(step.rest)) {
    const at = word.indexOf('=');
    const name = at < 0 ? word : word.slice(0, at);
    const given = job.options.args.get(name);
    const written =
      at < 0 ? job.globalArgs.get(name) : expand(word.slice(at + 1), valueIn({ ...scopeOf(job), args }));
    const value = given ?? written;
    const into = job.stage < 0 ? globals : args;
    if (value !== undefined) into.set(name, value);
  }
  const done = { ...job, args, globalArgs: globals };
  // Before the first FROM there is no image that could take note of it.
  return job.stage < 0 ? next(done) : commitStep(turn, done, job.config, `ARG ${step.rest}`, null);
}

function metadata(turn: Turn, job: BuildJob, step: Instruction): BuildJob {
  const scope = scopeOf(job);
  const config = applyMetadata(job.config, step, scope);
  const words = metadataWords(step, job.config, config, scope);
  const path = String(config['WorkingDir']);
  const missing = step.word === 'WORKDIR' && layersTree(turn.model, job.layers).get(path) === undefined;
  return commitStep(turn, job, config, words, missing ? folders(turn, job, path) : null);
}

/** The folder of WORKDIR, with those that lead to it. */
function folders(turn: Turn, job: BuildJob, path: string): Changes {
  const tree = layersTree(turn.model, job.layers);
  const mtime = Number(turn.now / 1_000_000_000n);
  const folder: FsNode = { kind: 'folder', mode: 0o755, uid: 0, gid: 0, mtime };
  const changes = new Map<string, FsNode>();
  let at = '';
  for (const name of path.split('/').filter((part) => part !== '')) {
    at += `/${name}`;
    if (tree.get(at) === undefined) changes.set(at, folder);
  }
  return changes;
}

/** An image of this step: from the cache, or made with a container that comes and goes. */
function commitStep(
  turn: Turn,
  job: BuildJob,
  config: Obj,
  words: string,
  changes: Changes | null,
): BuildJob {
  const cmd = nop(config, ` ${words}`);
  const cached = cachedImage(turn.model, job, { ...config, Cmd: cmd });
  if (cached) {
    say(turn, job, { stream: ' ---> Using cache\n' });
    say(turn, job, { stream: ` ---> ${short(cached.id)}\n` });
    return next({ ...job, config, image: cached.id, layers: cached.layers });
  }
  const container = passingContainer(turn, job, { ...config, Cmd: cmd });
  const image = makeImage(turn, {
    base: turn.model.images.get(job.image) ?? null,
    below: job.layers,
    changes,
    config: { ...config, Image: job.image },
    by: cmd.join(' '),
    container: container.id,
    containerConfig: { ...config, Cmd: cmd },
  });
  container.end();
  say(turn, job, { stream: ` ---> ${short(image.id)}\n` });
  return next({
    ...job,
    config,
    image: image.id,
    layers: image.layers,
    cacheBroken: true,
    left: container.left,
  });
}

function copy(turn: Turn, job: BuildJob, step: Instruction): BuildJob {
  const words = (execForm(step.rest) ?? splitWords(step.rest)).map((one) =>
    expand(one, valueIn(scopeOf(job))),
  );
  if (words.length < 2)
    throw new Refused(
      400,
      `${step.word} requires at least two arguments, but only one was provided. Destination could not be determined.`,
    );
  if (step.word === 'ADD' && words.some((one) => /^(https?|git):\/\//.test(one))) {
    throw new Refused(501, 'ADD failed: the practice engine fetches nothing from a network');
  }
  const source = step.flags.get('from');
  const other =
    source === undefined ? undefined : (stageImage(turn, job, source) ?? tryImage(turn.model, source));
  if (source !== undefined && !other)
    throw new Refused(
      400,
      `invalid from flag value ${source}: pull access denied for ${source}, repository does not exist or may require 'docker login'`,
    );
  const files = other ? treeFiles(layersTree(turn.model, other.layers)) : contextTree(job.context);
  const [user = '', group = user] = (step.flags.get('chown') ?? '').split(':');
  const copied = copyFiles(files, layersTree(turn.model, job.layers), {
    word: step.word,
    sources: words.slice(0, -1),
    target: words.at(-1) ?? '',
    workDir: String(job.config['WorkingDir']),
    owner: /^\d+$/.test(user)
      ? { uid: Number(user), gid: /^\d+$/.test(group) ? Number(group) : Number(user) }
      : null,
    foreign: other !== undefined,
  });
  const cmd = nop(job.config, `${step.word} ${copied.name} in ${copied.target} `);
  const key = { ...job.config, Cmd: cmd };
  const cached = cachedImage(turn.model, job, key);
  if (cached) {
    say(turn, job, { stream: ' ---> Using cache\n' });
    say(turn, job, { stream: ` ---> ${short(cached.id)}\n` });
    return next({ ...job, image: cached.id, layers: cached.layers });
  }
  const image = makeImage(turn, {
    base: turn.model.images.get(job.image) ?? null,
    below: job.layers,
    changes: copied.changes,
    config: { ...job.config, Image: job.image },
    by: cmd.join(' '),
    containerConfig: key,
  });
  say(turn, job, { stream: ` ---> ${short(image.id)}\n` });
  return next({ ...job, image: image.id, layers: image.layers, cacheBroken: true });
}

/** Those that every build knows. (moby, dockerfile/buildargs.go) */
const BUILT_IN = /^((https?|ftp|no|all)_proxy)$/i;

function unusedArguments(job: BuildJob): readonly string[] {
  const declared = new Set(
    job.steps
      .filter((step) => step.word === 'ARG')
      .flatMap((step) => splitWords(step.rest).map((word) => word.split('=')[0] ?? '')),
  );
  return [...job.options.args.keys()].filter((name) => !declared.has(name) && !BUILT_IN.test(name)).sort();
}

/** All steps are done: tags, last words. */
function finish(turn: Turn, job: BuildJob): void {
  if (job.image === '') throw new Refused(400, 'No image was generated. Is your Dockerfile empty?');
  say(turn, job, { aux: { ID: job.image } });
  const unused = unusedArguments(job);
  if (unused.length > 0) {
    say(turn, job, { stream: `[Warning] One or more build-args [${unused.join(' ')}] were not consumed\n` });
  }
  if (job.options.quiet) turn.say(job.ticket, { stream: `${job.image}\n` });
  say(turn, job, { stream: `Successfully built ${short(job.image)}\n` });
  for (const tag of job.options.tags) {
    say(turn, job, { stream: `Successfully tagged ${nameImage(turn, job.image, tag, '')}\n` });
  }
  turn.do({ kind: 'end', ticket: job.ticket });
  turn.change({ builds: turn.model.builds.delete(job.id) });
}
