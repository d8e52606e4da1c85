import { describe, expect, test } from 'vitest';
import { madeContainer, madeWorld } from '../../made-world';
import { density, howMany, measured, startWords } from './figures';

describe('figures beside a virtual machine', () => {
  test('are those that were measured, and say so where none was', () => {
    const c = madeContainer(0, {
      name: 'db',
      startTook: 298.4,
      writable: 1200,
      load: { cpu: 1, memory: 105 * 1024 ** 2 },
    });
    expect(measured(c).map(({ big, note }) => [big, note])).toEqual([
      ['298 ms', 'measured here'],
      ['1.2kB', 'measured here'],
      ['105MiB', 'measured here'],
    ]);
    const unknown = measured(madeContainer(0, { startTook: null, writable: null, load: null }));
    expect(unknown.map(({ big }) => big)).toEqual(['–', '–', '–']);
    expect(unknown.some(({ note }) => note === 'measured here')).toBe(false);
  });

  test('show their arithmetic', () => {
    const c = madeContainer(0, { name: 'db', writable: 1000, load: { cpu: null, memory: 1e6 } });
    const world = madeWorld([c]);
    const [memory, disk] = density(world, c).map(([whole]) => whole);
    expect(memory).toContain('= 16,000 like db');
    expect(memory).toContain('= 53 blank virtual machines');
    expect(disk).toContain('= 500,000,000 like db');
    expect(disk).toContain('= 166 blank virtual machines');
  });

  test('never divide by nothing', () => {
    expect(howMany(100, 0)).toBeNull();
    expect(howMany(null, 5)).toBeNull();
    const c = madeContainer(0, { name: 'db', writable: 0, load: null });
    const lines = density(madeWorld([c]), c);
    expect(lines).toHaveLength(1);
    expect(lines[0]?.[0]).toContain('db wrote nothing');
  });

  test('name seconds where a start took seconds', () => {
    expect([startWords(0.2), startWords(999), startWords(1240)]).toEqual(['1 ms', '999 ms', '1.2 s']);
  });
});
