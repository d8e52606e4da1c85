import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { handOn, type Input } from './input';

function terminal(tty = true): Input & { readonly stream: PassThrough; readonly modes: boolean[] } {
  const modes: boolean[] = [];
  return {
    stream: new PassThrough(),
    tty,
    modes,
    raw: (on) => void modes.push(on),
    size: () => null,
    onResize: () => () => undefined,
  };
}

/** What arrives when these pieces are typed. */
async function typed(
  pieces: readonly Uint8Array[],
  keys = true,
): Promise<{ got: number[]; detached: boolean; modes: boolean[] }> {
  const input = terminal();
  const to = new PassThrough();
  const got: number[] = [];
  to.on('data', (chunk: Buffer) => got.push(...chunk));
  let detached = false;
  const handed = handOn(input, to, keys, () => (detached = true));
  for (const piece of pieces) {
    input.stream.write(piece);
    await new Promise(setImmediate);
  }
  handed.stop();
  return { got, detached, modes: input.modes };
}

describe('what is typed', () => {
  test('arrives byte for byte, wherever it is cut, and Ctrl-P Ctrl-Q lets go', async () => {
    const bytes = fc.array(
      fc.oneof(fc.constantFrom(0x10, 0x11, 0x61, 0x03), fc.integer({ min: 0, max: 255 })),
    );
    await fc.assert(
      fc.asyncProperty(bytes, fc.array(fc.integer({ min: 1, max: 4 })), async (all, cuts) => {
        const pieces: Uint8Array[] = [];
        let at = 0;
        for (const cut of [...cuts, all.length]) {
          if (at < all.length) pieces.push(Uint8Array.from(all.slice(at, at + cut)));
          at += cut;
        }
        const end = all.findIndex((byte, i) => byte === 0x11 && all[i - 1] === 0x10);
        const { got, detached, modes } = await typed(pieces);
        const whole = end < 0 ? all : all.slice(0, end - 1);
        // The last Ctrl-P waits for its next key.
        expect(got).toEqual(end < 0 && whole.at(-1) === 0x10 ? whole.slice(0, -1) : whole);
        expect(detached).toBe(end >= 0);
        expect(modes).toEqual([true, false]);
      }),
      { numRuns: 60 },
    );
  });

  test('without a terminal on the other side no key lets go, and the end is handed on', async () => {
    expect(await typed([Uint8Array.of(0x10, 0x11)], false)).toMatchObject({
      got: [0x10, 0x11],
      detached: false,
      modes: [false],
    });
    const input = terminal(false);
    const to = new PassThrough();
    handOn(input, to, false, () => undefined);
    input.stream.end('bye');
    const got: string[] = [];
    for await (const chunk of to) got.push(String(chunk));
    expect(got.join('')).toBe('bye');
  });
});
