/** The steps that need a container: RUN, whose container runs, and others, whose container comes and goes. */
import { texts, type Obj } from '../../../core/base/read';
import type { Container } from '../container/container';
import { makeContainer } from '../container/create';
import { removeContainer } from '../container/remove';
import { begin } from '../container/start';
import { tellContainer } from '../container/tell';
import { freeze } from '../files/writable';
import { layersTree } from '../files-of';
import { makeImage } from '../image/make';
import type { Turn } from '../turn';
import { cachedImage } from './cache';
import type { BuildJob } from './job';
import { fail, keep, say, short } from './say';
import { goOn } from './steps';

const shownCommand = (cmd: readonly string[]): string => cmd.join(' ');

function stepContainer(turn: Turn, job: BuildJob, config: Obj): Container {
  const image = turn.model.images.get(job.image) ?? null;
  return makeContainer(
    turn,
    { name: '', body: { ...config, Entrypoint: [], Volumes: {}, Image: job.image }, builder: true },
    image,
  );
}

/** A container that only stands for a step that runs nothing. */
export function passingContainer(
  turn: Turn,
  job: BuildJob,
  config: Obj,
): { readonly id: string; readonly left: readonly string[]; end(): void } {
  const { id } = stepContainer(turn, job, config);
  say(turn, job, { stream: ` ---> Running in ${short(id)}\n` });
  return {
    id,
    left: job.options.remove ? job.left : [...job.left, id],
    end() {
      if (!job.options.remove) return;
      removeContainer(turn, id, true);
      say(turn, job, { stream: `Removing intermediate container ${short(id)}\n` });
    },
  };
}

/** `ARG`s are in the environment of RUN, and nowhere in the image. */
function runConfigOf(
  job: BuildJob,
  cmd: readonly string[],
): { readonly config: Obj; readonly cmd: readonly string[] } {
  const env = texts(job.config['Env']);
  const args = [...job.args]
    .filter(([name]) => !env.some((line) => line.startsWith(`${name}=`)))
    .map(([name, value]) => `${name}=${value}`)
    .sort();
  const told = args.length > 0 ? [`|${String(args.length)}`, ...args, ...cmd] : cmd;
  return { config: { ...job.config, Env: [...env, ...args] }, cmd: told };
}

/** Null: the step waits for its container, unless the cache has it. */
export function startRun(turn: Turn, job: BuildJob, cmd: readonly string[]): BuildJob | null {
  const run = runConfigOf(job, cmd);
  const cached = cachedImage(turn.model, job, { ...job.config, Cmd: run.cmd });
  if (cached) {
    say(turn, job, { stream: ' ---> Using cache\n' });
    say(turn, job, { stream: ` ---> ${short(cached.id)}\n` });
    return { ...job, at: job.at + 1, image: cached.id, layers: cached.layers };
  }
  const container = stepContainer(turn, job, { ...run.config, Cmd: cmd });
  say(turn, job, { stream: ` ---> Running in ${short(container.id)}\n` });
  keep(turn, { ...job, container: container.id, cacheBroken: true });
  tellContainer(turn, container, 'attach');
  begin(turn, container.id, { kind: 'build', build: job.id });
  return null;
}

const jobOf = (turn: Turn, container: string): BuildJob | undefined =>
  turn.model.builds.size === 0
    ? undefined
    : turn.model.builds.values().find((one) => one.container === container);

export function buildOutput(turn: Turn, container: string, text: string, stream: 'stdout' | 'stderr'): void {
  const job = jobOf(turn, container);
  if (job) say(turn, job, { stream: stream === 'stderr' ? `\u001b[91m${text}\u001b[0m` : text });
}

export function buildContainerRefused(turn: Turn, build: string, why: string): void {
  const job = turn.model.builds.get(build);
  if (job) fail(turn, job, why);
}

/** The container of a RUN has ended: its files become the step's layer. */
export function buildContainerEnded(turn: Turn, id: string, code: number): void {
  const job = jobOf(turn, id);
  const container = turn.container(id);
  const step = job?.steps[job.at];
  if (!job || !container || !step) return;
  const cmd = texts(container.config['Cmd']);
  if (code !== 0) {
    fail(turn, job, `The command '${shownCommand(cmd)}' returned a non-zero code: ${String(code)}`, code);
    return;
  }
  const run = runConfigOf(job, cmd);
  const changes = freeze(layersTree(turn.model, container.layers), container.writable);
  const image = makeImage(turn, {
    base: turn.model.images.get(job.image) ?? null,
    below: job.layers,
    changes: changes.size === 0 ? null : changes,
    config: { ...job.config, Image: job.image },
    by: run.cmd.join(' '),
    container: id,
    containerConfig: { ...job.config, Cmd: run.cmd },
  });
  if (job.options.remove) {
    removeContainer(turn, id, true);
    say(turn, job, { stream: `Removing intermediate container ${short(id)}\n` });
  }
  say(turn, job, { stream: ` ---> ${short(image.id)}\n` });
  goOn(turn, { ...job, at: job.at + 1, image: image.id, layers: image.layers, container: null });
}
