import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasProcess } from '../../world/world';
import type { Box } from '../layout/frame';
import { madeContainer, madeImage, madeWorld } from '../made-world';
import type { Mark, Scene } from '../marks';
import { shapesOf } from '../shapes/table';
import { hostScene } from './host-scene';

const NOW = { now: 20_000_000 };
const VIEW = { W: 1440, H: 730 };
const boxes = (scene: Scene): Mark[] => scene.marks.filter((m) => m.kind === 'container');
const overlap = (a: Box, b: Box): boolean =>
  Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x) > 0.5 &&
  Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y) > 0.5;

const crowd = (n: number, projects = 0) =>
  madeWorld(
    Array.from({ length: n }, (_, i) =>
      madeContainer(i, {
        project: projects > 0 && i % 4 !== 0 ? `p${String(i % projects)}` : null,
        mounts:
          i % 5 === 0 ? [{ kind: 'volume', source: `v${String(i)}`, target: '/v', writable: true }] : [],
        ports: i % 6 === 0 ? [{ ip: '0.0.0.0', outside: 8000 + i, inside: 80, protocol: 'tcp' }] : [],
      }),
    ),
    Array.from({ length: Math.min(9, n) }, (_, i) => madeImage(i, 3, i % 4)),
  );

describe('the host scene', () => {
  test('is the same for the same world, forty times over', () => {
    const first = JSON.stringify(hostScene(crowd(30, 3), VIEW, NOW));
    for (let i = 0; i < 40; i += 1) expect(JSON.stringify(hostScene(crowd(30, 3), VIEW, NOW))).toBe(first);
  });

  test('gives every mark a key of its own', () => {
    const { marks } = hostScene(crowd(60, 5), VIEW, NOW);
    expect(new Set(marks.map((m) => m.key)).size).toBe(marks.length);
  });

  test('never lets two boxes overlap or one stand outside the machine, whatever the world and the window', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1200 }),
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 900, max: 2600 }),
        fc.integer({ min: 520, max: 1300 }),
        (n, projects, W, H) => {
          const scene = hostScene(crowd(n, projects), { W, H }, NOW);
          const placed = boxes(scene);
          if (scene.level >= 0) expect(placed).toHaveLength(n);
          const f = scene.frame;
          for (const mark of placed) {
            const { x, y, w, h } = mark.box;
            const inside = x >= f.x0 && x + w <= f.x1 + 1 && y >= f.top - 1 && y + h <= f.engine.y + 1;
            if (!inside) expect.fail(`${mark.key} stands outside: ${JSON.stringify(mark.box)}`);
          }
          // Sorted by row, so that only neighbours need to be compared.
          const sorted = placed.map((m) => m.box).sort((a, b) => a.y - b.y || a.x - b.x);
          sorted.forEach((box, i) => {
            for (const other of sorted.slice(i + 1, i + 40))
              if (overlap(box, other)) expect.fail(`${JSON.stringify(box)} over ${JSON.stringify(other)}`);
          });
        },
      ),
      { numRuns: 100 },
    );
  });

  test.each([
    [1, 5],
    [12, 3],
    [150, 1],
    [1000, 0],
  ])('draws %i containers at level %i on a laptop', (n, level) => {
    expect(hostScene(crowd(n, n > 20 ? 8 : 0), VIEW, NOW).level).toBe(level);
  });

  test('links each container that has a process to the one kernel, by a pile or in the count', () => {
    for (const n of [1, 2, 7, 12, 40, 150]) {
      const world = crowd(n, 3);
      const scene = hostScene(world, VIEW, NOW);
      const piles = scene.marks.filter((m) => m.kind === 'pile').length;
      const more = scene.marks.find((m) => m.kind === 'more');
      const counted = more?.kind === 'more' ? Number(/[\d,]+/.exec(more.data.text)?.[0].replace(',', '')) : 0;
      expect(piles + counted, String(n)).toBe(world.containers.values().filter(hasProcess).length);
    }
  });

  test('writes no words under 13 px, at any level', () => {
    for (const n of [0, 1, 3, 12, 150, 1000]) {
      const scene = hostScene(crowd(n, 4), VIEW, NOW);
      const sizes = scene.marks
        .flatMap((m) => shapesOf(m))
        .flatMap((s) => (s.tag === 'text' ? [Number(s.a['font-size'])] : []));
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(13);
    }
  });

  test('moves nothing that did not change: one more exit leaves every other box where it is', () => {
    const before = crowd(12);
    const one = before.containers.values().find((c) => c.state === 'running');
    const after = {
      ...before,
      containers: one
        ? before.containers.set(one.id, { ...one, state: 'exited', exitCode: 0, pid: null })
        : before.containers,
    };
    const places = (scene: Scene) => new Map(boxes(scene).map((m) => [m.key, JSON.stringify(m.box)]));
    expect(places(hostScene(after, VIEW, NOW))).toEqual(places(hostScene(before, VIEW, NOW)));
  });

  test('stakes out the plot on an empty machine, and says what is missing without an engine', () => {
    expect(hostScene(madeWorld([]), VIEW, NOW).marks.some((m) => m.kind === 'empty')).toBe(true);
    const link = {
      state: 'absent' as const,
      endpoint: null,
      since: null,
      diagnosis: {
        code: 'not-running' as const,
        title: 'The engine is installed but not running.',
        what: '',
        checks: [],
        command: 'sudo systemctl start docker',
        then: '',
        more: null,
        evidence: '',
      },
    };
    const scene = hostScene(madeWorld([], [], { link, engine: null }), VIEW, NOW);
    const words = scene.marks.flatMap((m) => shapesOf(m)).map((s) => s.t);
    expect(words).toContain('The engine is installed but not running.');
    expect(words).toContain('sudo systemctl start docker');
    expect(scene.marks.some((m) => m.kind === 'break')).toBe(true);
  });

  test('keeps the last picture when the engine is lost, and marks it old', () => {
    const world = crowd(3);
    const scene = hostScene({ ...world, link: { ...world.link, state: 'lost' } }, VIEW, NOW);
    expect(boxes(scene)).toHaveLength(3);
    expect(scene.marks.some((m) => m.kind === 'lost')).toBe(true);
  });

  test('stores shared layers once, and says how many images use them', () => {
    const scene = hostScene(madeWorld([], [madeImage(0, 3, 1), madeImage(1, 2, 1)]), VIEW, NOW);
    const base = scene.marks.filter((m) => m.kind === 'slab' && m.data.layer.chain === 'base1');
    expect(base).toHaveLength(1);
    expect(base.flatMap((m) => shapesOf(m)).map((s) => s.t)).toContain('used by 2');
  });
});
