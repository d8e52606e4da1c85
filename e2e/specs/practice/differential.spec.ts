import { expect, test } from '../../fixtures';
import type { Line } from '../cli/changing-lines';
import { DIFFERENCES } from './differences';
import { CHANGED, FIRST_COURSE, READ, STAGED, TOLD } from './lines';
import { normalise } from './normalise';
import { on, servePractice, type PracticeEngine } from './sides';

let practice: PracticeEngine;

test.beforeEach(async ({ engine }, info) => {
  const version = (await engine.run(['docker', '--version'])).stdout;
  info.skip(
    !version.startsWith('Docker version 28.'),
    `The words are those of CLI 28; here is ${version.trim()}.`,
  );
  practice = await servePractice();
});

test.afterEach(() => practice.stop());

/** Runs all lines on both engines side by side, and holds those that differ against the list. */
async function compare(real: string, lines: readonly Line[]): Promise<void> {
  const both = <T>(work: (host: string) => Promise<T>): Promise<[T, T]> =>
    Promise.all([work(real), work(practice.host)]);
  await both(async (host) => {
    for (const line of STAGED) {
      const { code, stderr } = await on(host, line);
      // A program that ends with a code of its own is part of the stage.
      if (code !== 0 && code !== 42) throw new Error(`${line}: ${stderr}`);
    }
  });
  const different: string[] = [];
  for (const { line, before = [] } of lines) {
    const [theirs, ours] = await both(async (host) => {
      for (const one of before) await on(host, one);
      return normalise(line, await on(host, line));
    });
    const same = JSON.stringify(theirs) === JSON.stringify(ours);
    if (!same) different.push(line);
    if (!(line in DIFFERENCES)) expect.soft(ours, line).toEqual(theirs);
  }
  expect(different).toEqual(lines.map(({ line }) => line).filter((line) => line in DIFFERENCES));
}

test('commands that change nothing answer on the practice engine as on a real one', async ({ engine }) => {
  test.setTimeout(180_000);
  await compare(engine.host, READ);
});

test('commands that change something answer on the practice engine as on a real one', async ({ engine }) => {
  test.setTimeout(240_000);
  await compare(engine.host, CHANGED);
});

test('the events of a command are those of a real engine, in their order', async ({ engine }) => {
  test.setTimeout(120_000);
  const seconds = (): string => (Date.now() / 1000).toFixed(3);
  const told = async (host: string): Promise<readonly string[]> => {
    await on(host, 'docker network create lan');
    await on(host, 'docker pull busybox');
    const all: string[] = [];
    for (const line of TOLD) {
      const since = seconds();
      await on(host, line);
      // The last event may come after the answer; the command waits for its moment.
      const until = (Date.now() / 1000 + 0.7).toFixed(3);
      const format = `'{{.Type}} {{.Action}}'`;
      const { stdout } = await on(host, `docker events --since ${since} --until ${until} --format ${format}`);
      all.push(`${line}: ${stdout.trim().split('\n').join(', ')}`);
    }
    return all;
  };
  const [theirs, ours] = await Promise.all([told(engine.host), told(practice.host)]);
  expect(
    theirs.filter((one) => one.endsWith(': ')),
    'lines without events',
  ).toHaveLength(1);
  expect(ours).toEqual(theirs);
});

test('few lines differ, and none that a first course needs', () => {
  const all = [...READ, ...CHANGED].map(({ line }) => line);
  const listed = Object.keys(DIFFERENCES);
  expect(all.length).toBeGreaterThanOrEqual(200);
  expect(listed.length / all.length).toBeLessThanOrEqual(0.05);
  expect(listed.filter((line) => !all.includes(line))).toEqual([]);
  expect(listed.filter((line) => FIRST_COURSE.test(line))).toEqual([]);
});
