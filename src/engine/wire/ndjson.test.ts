import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonLines } from './ndjson';

async function read(bytes: Buffer, size: number): Promise<{ values: unknown[]; bad: string[] }> {
  const values: unknown[] = [];
  const bad: string[] = [];
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let i = 0; i < bytes.length; i += size) yield await Promise.resolve(bytes.subarray(i, i + size));
  }
  for await (const { value } of jsonLines(chunks(), (raw) => bad.push(raw))) values.push(value);
  return { values, bad };
}

describe('lines of JSON', () => {
  test('are the same wherever the stream is cut, with a line break between them or not', async () => {
    const name = fc.string({ unit: fc.constantFrom('a', '日', '😀', '}', '{', '"', '\n', ' ') });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.record({ name }), fc.constantFrom('\n', '\r\n', '\n\n'))),
        fc.integer({ min: 1, max: 9 }),
        async (parts, size) => {
          const text = parts.map(([value, end]) => JSON.stringify(value) + end).join('');
          const { values } = await read(Buffer.from(text), size);
          expect(values).toEqual(parts.map(([value]) => value));
        },
      ),
    );
    expect((await read(Buffer.from('{"a":1}{"b":{"c":2}}\n{"d":3}'), 3)).values).toEqual([
      { a: 1 },
      { b: { c: 2 } },
      { d: 3 },
    ]);
  });

  test('that are none are told and skipped', async () => {
    expect(await read(Buffer.from('{"a":1}\noops\n{"b":2}'), 4)).toEqual({
      values: [{ a: 1 }, { b: 2 }],
      bad: ['oops'],
    });
  });
});
