import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LineDiscipline, withReturns } from './line-discipline';

function typed(text: string | Uint8Array) {
  const done = { shown: '', read: [] as string[], ends: 0, signals: [] as string[] };
  let shown = Buffer.alloc(0);
  const line = new LineDiscipline({
    echo: (bytes) => (shown = Buffer.concat([shown, bytes])),
    deliver: (bytes) => void done.read.push(Buffer.from(bytes).toString('utf8')),
    end: () => (done.ends += 1),
    signal: (name) => void done.signals.push(name),
  });
  line.type(typeof text === 'string' ? Buffer.from(text) : text);
  return { ...done, shown: shown.toString('utf8'), held: Buffer.from(line.take()).toString('utf8') };
}

describe('a terminal that no program has taken over', () => {
  test('echoes, and sends a line when Enter is pressed', () => {
    expect(typed('héllo\rab')).toEqual({
      shown: 'héllo\r\nab',
      read: ['héllo\n'],
      ends: 0,
      signals: [],
      held: 'ab',
    });
  });

  test('takes characters, words and lines back, however many bytes and columns they have', () => {
    expect(typed('aé\u007fb\r')).toMatchObject({ read: ['ab\n'], shown: 'aé\b \bb\r\n' });
    expect(typed('one two\u0017three\r').read).toEqual(['one three\n']);
    expect(typed('one two\u0015x\r').read).toEqual(['x\n']);
    expect(typed('\u0016\u0003\u007f\u007f\r')).toMatchObject({ read: ['\n'], shown: '^C\b \b\b \b\r\n' });
  });

  test('turns Ctrl-C and Ctrl-\\ into signals and forgets the line; Ctrl-D ends the input or sends what is there', () => {
    expect(typed('ab\u0003c\r')).toMatchObject({ signals: ['INT'], read: ['c\n'], shown: 'ab^Cc\r\n' });
    expect(typed('\u001c').signals).toEqual(['QUIT']);
    expect(typed('ab\u0004\u0004')).toMatchObject({ read: ['ab'], ends: 1 });
  });

  test('takes any bytes, in any pieces, to the same end', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat(), (bytes, seed) => {
        const cut = bytes.length === 0 ? 0 : seed % bytes.length;
        const read: number[] = [];
        const line = new LineDiscipline({
          echo: () => undefined,
          deliver: (piece) => void read.push(...piece),
          end: () => undefined,
          signal: () => undefined,
        });
        line.type(bytes.subarray(0, cut));
        line.type(bytes.subarray(cut));
        const whole: number[] = [];
        new LineDiscipline({
          echo: () => undefined,
          deliver: (piece) => void whole.push(...piece),
          end: () => undefined,
          signal: () => undefined,
        }).type(bytes);
        expect(read).toEqual(whole);
      }),
    );
  });

  test('shows each line end with its carriage return', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(Buffer.from(withReturns(Buffer.from(text))).toString('utf8')).toBe(
          Buffer.from(text).toString('utf8').replaceAll('\n', '\r\n'),
        );
      }),
    );
  });
});
