import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeptBytes } from './kept-bytes';

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

test('the end of a stream stays, whole lines first, and what is gone is counted', () => {
  const pieces = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '\n') }), { maxLength: 40 });
  fc.assert(
    fc.property(pieces, fc.integer({ min: 1, max: 30 }), fc.nat(200), (chunks, bound, place) => {
      const kept = new KeptBytes(bound);
      for (const chunk of chunks) kept.push(Buffer.from(chunk));
      const all = chunks.join('');
      expect(kept.end).toBe(all.length);
      expect(kept.end - kept.start).toBeLessThanOrEqual(bound);
      expect(kept.left).toBe(all.slice(0, kept.start).split('\n').length - 1);
      const { at, bytes } = kept.from(place, 7);
      expect(at).toBe(Math.min(Math.max(place, kept.start), kept.end));
      expect(text(bytes)).toBe(all.slice(at, at + 7));
    }),
    { numRuns: 300 },
  );
});
