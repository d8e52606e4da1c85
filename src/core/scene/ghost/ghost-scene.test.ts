import { describe, expect, test } from 'vitest';
import { isGhost, NOTHING, type Forecast } from '../../world/forecast';
import { hostScene } from '../host/host-scene';
import { madeContainer, madeImage, madeWorld } from '../made-world';
import type { Scene } from '../marks';
import { ghostScene } from './ghost-scene';

const world = (n: number) =>
  madeWorld(
    Array.from({ length: n }, (_, i) => madeContainer(i, { state: 'running', pid: 1000 + i })),
    [madeImage(0), madeImage(1)],
  );
const size = { W: 1280, H: 632 };
const forecast: Forecast = {
  ...NOTHING,
  containers: [
    {
      name: 'blog',
      image: 'nginx:latest',
      command: '',
      state: 'running',
      ports: [{ ip: '0.0.0.0', outside: 8081, inside: 80, protocol: 'tcp' }],
      mounts: [{ kind: 'volume', source: 'notes', target: '/n', writable: true }],
      networks: ['bridge'],
      memoryLimit: 0,
      goes: false,
    },
  ],
  fetches: ['nginx:latest'],
  volumes: ['notes'],
};
const counts = (scene: Scene) =>
  scene.marks.flatMap((m) =>
    m.kind === 'engineWords' || m.kind === 'shelf'
      ? [JSON.stringify(m.data)]
      : m.kind === 'more'
        ? [m.data.text]
        : [],
  );

describe('the machine with what a command would change', () => {
  test.each([0, 1, 3, 8, 40, 150])(
    'counts what is there, with %i containers, and draws one more box dashed',
    (n) => {
      const now = hostScene(world(n), size, { now: world(n).at });
      const then = ghostScene(world(n), forecast, size, { now: world(n).at });
      expect(counts(then)).toEqual(counts(now).filter((text) => counts(then).includes(text)));
      expect(then.marks.filter((m) => m.kind === 'ghost' && m.data.form === 'box')).toHaveLength(1);
      expect(then.marks.filter((m) => m.kind === 'container')).toHaveLength(n);
      expect(then.marks.filter((m) => m.subject !== null && isGhost(m.subject.id))).toEqual([]);
    },
  );

  test('is the picture as it is where nothing would change', () => {
    const at = { now: world(3).at };
    expect(JSON.stringify(ghostScene(world(3), NOTHING, size, at))).toBe(
      JSON.stringify(hostScene(world(3), size, at)),
    );
  });
});
