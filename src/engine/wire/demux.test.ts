import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Demux } from './demux';

const frame = (stream: number, text: Uint8Array): Buffer => {
  const header = Buffer.alloc(8);
  header[0] = stream;
  header.writeUInt32BE(text.length, 4);
  return Buffer.concat([header, text]);
};

function read(chunks: readonly Uint8Array[]): Record<'stdout' | 'stderr' | 'error', string> {
  const demux = new Demux();
  const got = { stdout: '', stderr: '', error: '' };
  for (const chunk of chunks)
    for (const each of demux.push(chunk)) got[each.stream] += Buffer.from(each.bytes).toString('hex');
  return got;
}

describe('a stream of frames', () => {
  const part = fc.record({ stream: fc.constantFrom(1, 2), bytes: fc.uint8Array({ maxLength: 40 }) });

  it('is taken apart the same way, wherever its chunks are cut', () => {
    fc.assert(
      fc.property(fc.array(part), fc.array(fc.integer({ min: 1, max: 30 })), (parts, cuts) => {
        const whole = Buffer.concat(parts.map(({ stream, bytes }) => frame(stream, bytes)));
        const chunks: Uint8Array[] = [];
        let at = 0;
        for (const cut of [...cuts, whole.length]) {
          chunks.push(whole.subarray(at, at + cut));
          at += cut;
        }
        const of = (wanted: number) =>
          parts
            .filter(({ stream }) => stream === wanted)
            .map(({ bytes }) => Buffer.from(bytes).toString('hex'))
            .join('');
        expect(read(chunks)).toEqual({ stdout: of(1), stderr: of(2), error: '' });
      }),
    );
  });

  it('keeps the order of neighbours of different streams', () => {
    const chunk = Buffer.concat([
      frame(1, Buffer.from('a')),
      frame(1, Buffer.from('b')),
      frame(2, Buffer.from('c')),
      frame(1, Buffer.from('d')),
    ]);
    expect(
      new Demux().push(chunk).map(({ stream, bytes }) => [stream, Buffer.from(bytes).toString()]),
    ).toEqual([
      ['stdout', 'ab'],
      ['stderr', 'c'],
      ['stdout', 'd'],
    ]);
  });

  it('of a hundred thousand frames in one chunk is taken apart in a moment', () => {
    const many = Buffer.concat(Array.from({ length: 100_000 }, () => frame(1, Buffer.from('x'))));
    const begin = performance.now();
    expect(new Demux().push(many)[0]?.bytes).toHaveLength(100_000);
    expect(performance.now() - begin).toBeLessThan(2000);
  });

  it.each([
    [0, 'in\n', { stdout: 'a\nin\nb\n', error: '' }],
    [3, 'boom', { stdout: 'a\n', error: 'error from daemon in stream: boom' }],
    [4, 'x', { stdout: 'a\n', error: 'Unrecognized input header: 4' }],
    [255, 'x', { stdout: 'a\n', error: 'Unrecognized input header: 255' }],
  ])('numbered %d is read as the CLI reads it, byte by byte or at once', (number, text, wanted) => {
    const whole = Buffer.concat([
      frame(1, Buffer.from('a\n')),
      frame(number, Buffer.from(text)),
      frame(1, Buffer.from('b\n')),
    ]);
    const hex = (words: string) => Buffer.from(words).toString('hex');
    for (const chunks of [[whole], [...whole].map((byte) => Uint8Array.of(byte))]) {
      expect(read(chunks)).toEqual({ stdout: hex(wanted.stdout), stderr: '', error: hex(wanted.error) });
    }
  });

  it('that ends inside a frame gives what came', () => {
    expect(read([frame(1, Buffer.from('abc')).subarray(0, 9)]).stdout).toBe(Buffer.from('a').toString('hex'));
  });
});
