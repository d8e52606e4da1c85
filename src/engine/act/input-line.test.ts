import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Input } from './input';
import { readLine } from './input-line';

function typing(): Input & { readonly stream: PassThrough } {
  return {
    stream: new PassThrough(),
    tty: false,
    raw: () => undefined,
    size: () => null,
    onResize: () => () => undefined,
  };
}

describe('one line of the input', () => {
  it('is the same however it is cut into pieces, and leaves the rest', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme' }).map((line) => line.replaceAll(/[\r\n]/g, '')),
        fc.nat(8),
        async (line, at) => {
          const input = typing();
          const bytes = Buffer.from(`${line}\r\nnext\n`);
          const first = readLine(input);
          input.stream.write(bytes.subarray(0, at));
          input.stream.end(bytes.subarray(at));
          expect(await first).toBe(line);
          expect(await readLine(input)).toBe('next');
          expect(await readLine(input)).toBe('');
        },
      ),
    );
  });

  it('is what came when the input ends without a line end', async () => {
    const input = typing();
    input.stream.end('y');
    expect(await readLine(input)).toBe('y');
  });
});
