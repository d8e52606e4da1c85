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
  keys: readonly number[] | null = [0x10, 0x11],
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
        const { got, detached, modes } = await typed(pieces);
        // A Ctrl-P takes the next key with it, whichever that is: a second one does not begin anew, as in the CLI.
        let end = 0;
        while (end < all.length && !(all[end] === 0x10 && (end + 1 === all.length || all[end + 1] === 0x11)))
          end += all[end] === 0x10 ? 2 : 1;
        expect(got).toEqual(all.slice(0, end));
        expect(detached).toBe(end + 1 < all.length);
        expect(modes).toEqual([true, false]);
      }),
      { numRuns: 60 },
    );
  });

  test('other keys let go where others were asked for', async () => {
    const bytes = [0x61, 0x10, 0x11, 0x01, 0x62, 0x01, 0x78, 0x63];
    expect(await typed([Uint8Array.from(bytes)], [0x01, 0x78])).toMatchObject({
      got: [0x61, 0x10, 0x11, 0x01, 0x62],
      detached: true,
    });
  });

  test('without a terminal on the other side no key lets go, and the end is handed on', async () => {
    expect(await typed([Uint8Array.of(0x10, 0x11)], null)).toMatchObject({
      got: [0x10, 0x11],
      detached: false,
      modes: [false],
    });
    const input = terminal(false);
    const to = new PassThrough();
    handOn(input, to, null, () => undefined);
    input.stream.end('bye');
    const got: string[] = [];
    for await (const chunk of to) got.push(String(chunk));
    expect(got.join('')).toBe('bye');
  });
});
