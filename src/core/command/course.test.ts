import { describe, expect, test } from 'vitest';
import { containerId, engineMs, imageId } from '../base/brand';
import { tableOf } from '../base/table';
import { blankContainer } from '../world/fold/containers';
import { emptyWorld, type Container, type World } from '../world/world';
import { courseOf, offersFor } from './course';
import { foresee } from './foreseeing/foresee';
import { interpret } from './interpret';

const one = (n: number, more: Partial<Container>): Container => ({
  ...blankContainer(containerId(String(n).repeat(64)), engineMs(n)),
  imageId: imageId('sha256:aa'),
  ...more,
});
const full: World = {
  ...emptyWorld(),
  containers: tableOf(
    [
      one(1, { name: 'web', state: 'running' }),
      one(2, { name: 'old', state: 'exited' }),
      one(3, { name: 'held', state: 'paused' }),
    ],
    (c) => c.id,
  ),
};

describe('the commands of the course', () => {
  test('are thirteen, and every line of each is one that runs', () => {
    for (const world of [emptyWorld(), full]) {
      const course = courseOf(world);
      expect(course).toHaveLength(13);
      for (const { line, first } of course)
        for (const each of [line, first])
          if (each !== null) expect(interpret(each), each).toMatchObject({ ok: true });
    }
  });

  test('speak of what is there, and nothing speaks against them', () => {
    const course = courseOf(full);
    expect(course.find(({ name }) => name === 'stop')?.line).toBe('docker stop held');
    expect(course.find(({ name }) => name === 'rm')).toMatchObject({ line: 'docker rm old', first: null });
    expect(course.find(({ name }) => name === 'run -d')?.line).toBe('docker run -d --name web2 nginx');
    for (const { line, first } of course)
      if (first === null && !/rmi|exec/.test(line)) expect(foresee(line, full).against, line).toBe(null);
  });
});

test('a thing in the picture offers lines that fit its state', () => {
  const lines = (id: string) => offersFor('container', id.repeat(64), full).map(({ line }) => line);
  expect(lines('1')).toContain('docker stop web');
  expect(lines('1')).not.toContain('docker start web');
  expect(lines('2')).toContain('docker start old');
  expect(lines('3')).toContain('docker unpause held');
  expect(lines('9')).toEqual([]);
  for (const line of [...lines('1'), ...lines('2'), ...lines('3')])
    if (!line.endsWith(' ')) expect(interpret(line), line).toMatchObject({ ok: true });
});
