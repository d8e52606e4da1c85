import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { engineKey, engineMs, exchangeId, hostMs, imageId } from '../../base/brand';
import { readBuildLine } from '../../docker/build-line';
import type { Fact } from '../../journal/entry';
import { createJournal } from '../../journal/journal';
import { foldAll } from '.';
import { emptyWorld, type World } from '../world';

const said = (line: string, error: string | null = null): Fact => ({
  kind: 'progress',
  of: 'build',
  exchange: exchangeId('x'),
  command: null,
  ref: 'app',
  layer: '',
  status: line,
  current: null,
  total: null,
  error,
});
const ended = (cut: string | null = null): Fact => ({
  kind: 'exchange-ended',
  exchange: exchangeId('x'),
  took: 1,
  bytes: 1,
  cut,
  body: null,
});
const ID = 'f5d28d05a05f';
const image = (tags: readonly string[]): Fact => ({
  kind: 'detail',
  of: 'image',
  id: imageId(`sha256:${ID.padEnd(64, '0')}`),
  detail: { layers: [], tags, digests: [], size: 1, created: engineMs(1), architecture: '', os: '' },
});
const worldOf = (...facts: readonly Fact[]): World =>
  foldAll(emptyWorld(), createJournal().append(hostMs(1), engineKey('e'), ...facts));

const TWO = ['Step 1/2 : FROM busybox', ' ---> a87a593e6028', 'Step 2/2 : RUN make'].map((line) =>
  said(line),
);
const BUILT = [said(` ---> ${ID}`), said(`Successfully built ${ID}`)];

describe('a build', () => {
  test('is its instructions, one at work', () => {
    const [build] = worldOf(...TWO, said(' ---> Running in 133d056aa9e5')).builds;
    expect(build?.of).toBe(2);
    expect(build?.steps).toMatchObject([
      { n: 1, instruction: 'FROM busybox', phase: 'done', image: 'a87a593e6028' },
      { n: 2, instruction: 'RUN make', phase: 'doing', container: '133d056aa9e5' },
    ]);
  });

  test('tells what came from the cache', () => {
    const [build] = worldOf(...TWO, said(' ---> Using cache'), said(' ---> 03316752dc69')).builds;
    expect(build?.steps.map((step) => step.cached)).toEqual([false, true]);
  });

  test('is not led astray by a program that prints the builder’s words', () => {
    const [build] = worldOf(
      ...TWO,
      said('Step 7/7 : RUN evil'),
      said('Step 3/9 : RUN evil'),
      said('Successfully built 000000000000'),
      said(' ---> not an id'),
    ).builds;
    expect(build?.steps.length).toBe(2);
    expect(build?.of).toBe(2);
    expect(build?.image).toBe('');
  });

  test('stays until its image is told, and goes at once when it failed or was broken off', () => {
    expect(worldOf(...TWO, ...BUILT, ended()).builds).toMatchObject([{ done: true, image: ID }]);
    expect(worldOf(...TWO, ...BUILT, ended(), image(['app:latest'])).builds).toEqual([]);
    expect(worldOf(...TWO, ...BUILT, image(['app:latest']), ended()).builds).toEqual([]);
    // The same image may be known under another name before it gets this one.
    expect(worldOf(image(['old:1']), ...TWO, ...BUILT, ended()).builds.length).toBe(1);
    expect(worldOf(...TWO, ended('interrupted')).builds).toEqual([]);
    const failed = [...TWO, said('', 'The command returned a non-zero code: 127')];
    expect(worldOf(...failed).builds[0]?.steps.at(-1)?.phase).toBe('failed');
    expect(worldOf(...failed, ended()).builds).toEqual([]);
  });

  test('never has two steps at work, whatever lines come in whatever order', () => {
    const lines = fc.constantFrom(
      ...['Step 1/3 : FROM a', 'Step 2/3 : RUN b', 'Step 3/3 : CMD c', 'Step 2/3 : RUN other'],
      ...[' ---> a87a593e6028', ' ---> Using cache', ' ---> Running in 133d056aa9e5', 'hello'],
      ...[`Successfully built ${ID}`, 'Successfully tagged app:latest'],
    );
    fc.assert(
      fc.property(fc.array(lines), (all) => {
        const steps = worldOf(...all.map((line) => said(line))).builds[0]?.steps ?? [];
        expect(steps.map((step) => step.n)).toEqual(steps.map((_, i) => i + 1));
        expect(steps.slice(0, -1).every((step) => step.phase === 'done')).toBe(true);
      }),
    );
  });
});

test('any text is a line of a build', () => {
  fc.assert(fc.property(fc.string(), (text) => readBuildLine(text).is.length > 0));
});
