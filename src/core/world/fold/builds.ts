import { readBuildLine, type BuildLine } from '../../docker/build-line';
import { canonical, tryReference, withDefaultTag } from '../../docker/reference';
import type { EntryOf } from '../../journal/entry';
import { BOUNDS, type Build, type BuildStep, type World } from '../world';

/**
 *   Step n/m ──► doing ──(---> id)──► done
 *                  │
 *                  └──(the stream's error)──► failed
 */
export function foldBuildLine(world: World, entry: EntryOf<'progress'>): World {
  const known = world.builds.find((build) => build.exchange === entry.exchange);
  const build: Build = known ?? {
    exchange: entry.exchange,
    ref: entry.ref,
    of: 0,
    steps: [],
    image: '',
    error: null,
    done: false,
  };
  const next = entry.error === null ? step(build, readBuildLine(entry.status)) : failed(build, entry.error);
  if (known && next === build) return world;
  const builds = known ? world.builds.map((b) => (b === known ? next : b)) : [...world.builds, next];
  return { ...world, builds };
}

function step(build: Build, line: BuildLine): Build {
  const last = build.steps.at(-1);
  const change = (more: Partial<BuildStep>): Build =>
    last === undefined ? build : { ...build, steps: build.steps.with(-1, { ...last, ...more }) };
  switch (line.is) {
    case 'step': {
      // A program may print the same words: only the next step in order is one.
      if (line.n !== (last?.n ?? 0) + 1 || (last && last.phase !== 'done')) return build;
      if (build.steps.length >= BOUNDS.buildSteps) return build;
      const begun: BuildStep = {
        n: line.n,
        instruction: line.instruction.slice(0, BOUNDS.lineLength),
        phase: 'doing',
        cached: false,
        image: '',
        container: '',
      };
      return { ...build, of: line.of, steps: [...build.steps, begun] };
    }
    case 'running':
      return last?.phase === 'doing' ? change({ container: line.container }) : build;
    case 'cached':
      return last?.phase === 'doing' ? change({ cached: true }) : build;
    case 'layer':
      return last?.phase === 'doing' ? change({ phase: 'done', image: line.image }) : build;
    case 'built':
      return last?.phase === 'done' && last.n === build.of ? { ...build, image: line.image } : build;
    case 'tagged':
    case 'text':
      return build;
  }
}

function failed(build: Build, error: string): Build {
  const last = build.steps.at(-1);
  const steps =
    last?.phase === 'doing' ? build.steps.with(-1, { ...last, phase: 'failed' as const }) : build.steps;
  return { ...build, error, steps };
}

/** The stream ended. What was built stays on the work board until the image itself is told; what failed goes. */
export function endBuild(world: World, exchange: Build['exchange'], cut: boolean): World {
  const build = world.builds.find((one) => one.exchange === exchange);
  if (!build) return world;
  const stays = !cut && build.error === null && build.image !== '' && !isHere(world, build);
  return {
    ...world,
    builds: world.builds.flatMap((one) => (one !== build ? [one] : stays ? [{ ...one, done: true }] : [])),
  };
}

/** The image that a build made is on the shelf now. */
export function settleBuilds(world: World): World {
  const builds = world.builds.filter((build) => !(build.done && isHere(world, build)));
  return builds.length === world.builds.length ? world : { ...world, builds };
}

const whole = (reference: string): string => {
  const parsed = tryReference(reference);
  return parsed ? canonical(withDefaultTag(parsed)) : reference;
};

/** An image that was built is known by its id; one that was not named stays unknown until a list tells it. */
function isHere(world: World, build: Build): boolean {
  return world.images
    .values()
    .some(
      (image) =>
        image.id.slice('sha256:'.length).startsWith(build.image) &&
        (build.ref === '' || image.tags.some((tag) => whole(tag) === whole(build.ref))),
    );
}
