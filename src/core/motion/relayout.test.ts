import { expect, test } from 'vitest';
import { hostScene } from '../scene/host/host-scene';
import { madeContainer, madeWorld } from '../scene/made-world';
import { relayoutOf, transformAt } from './relayout';

const scene = (n: number, W = 1280) =>
  hostScene(madeWorld(Array.from({ length: n }, (_, i) => madeContainer(i))), { W, H: 668 }, { now: 0 });

test('only what stands elsewhere travels, and a crowd or another window does not', () => {
  expect(relayoutOf(scene(12), scene(12)).size).toBe(0);
  const moves = relayoutOf(scene(1), scene(2));
  expect([...moves.keys()].some((key) => key.startsWith('container'))).toBe(true);
  expect(relayoutOf(scene(1), scene(2, 1440)).size).toBe(0);
  expect(relayoutOf(scene(900), scene(901)).size).toBeLessThanOrEqual(300);
});

test('a mark begins where it was and ends where it is', () => {
  const move = { from: { x: 10, y: 20, w: 100, h: 50 }, to: { x: 40, y: 20, w: 50, h: 25 } };
  expect(transformAt(move, 1)).toBe('translate(0,0) scale(1,1)');
  // At the start: scale 2 about the origin, then moved so that the corner (40, 20) lands on (10, 20).
  expect(transformAt(move, 0)).toBe('translate(-70,-20) scale(2,2)');
});
