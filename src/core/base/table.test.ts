import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyTable, tableOf } from './table';

describe('a table', () => {
  test('behaves as a map does, under any sequence of changes, and leaves every older table as it was', () => {
    const change = fc.oneof(
      fc.record({ set: fc.string({ maxLength: 4 }), to: fc.integer() }),
      fc.record({ drop: fc.string({ maxLength: 4 }) }),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
        const map = new Map<string, number>();
        let table = emptyTable<string, number>();
        for (const one of changes) {
          const before = table;
          const was = before.values();
          if ('set' in one) {
            map.set(one.set, one.to);
            table = table.set(one.set, one.to);
          } else {
            map.delete(one.drop);
            table = table.delete(one.drop);
          }
          expect(before.values()).toEqual(was);
          expect(table.size).toBe(map.size);
        }
        expect(new Map(table.keys().map((key) => [key, table.get(key)]))).toEqual(map);
      }),
    );
  });

  test('made of many values at once equals one made by setting each', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 3 })), (keys) => {
        const values = keys.map((key, i) => ({ key, i }));
        const whole = tableOf(values, (v) => v.key);
        const step = values.reduce(
          (table, v) => table.set(v.key, v),
          emptyTable<string, { key: string; i: number }>(),
        );
        expect(whole.size).toBe(step.size);
        for (const key of step.keys()) expect(whole.get(key)).toEqual(step.get(key));
      }),
    );
  });
});
