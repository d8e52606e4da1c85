import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PullPrinter } from './lines';
import { progressText, readPullLine } from './progress-text';

const progress = (current: number, total: number) => ({ current, total, units: '', hideCounts: false });

describe('a figure behind a layer', () => {
  it.each<[string, number, number, number]>([
    [' 36.45kB/1.537MB', 36_450, 1_537_000, 100],
    ['   140kB/1.537MB', 140_000, 1_537_000, 100],
    ['[=>                                                 ]  36.45kB/1.537MB', 36_450, 1_537_000, 111],
    ['[==================================================>]  1.537MB/1.537MB', 1_537_000, 1_537_000, 111],
    ['     150B', 150, 100, 100],
    ['     150B', 150, 0, 100],
    ['     150B', 150, -1, 100],
    ['', 0, 0, 111],
  ])('is %j', (words, current, total, columns) => {
    expect(progressText(progress(current, total), columns).trimStart()).toBe(words.trimStart());
  });
  it('is some text for any numbers, where the CLI crashes', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), fc.constantFrom(80, 200), (current, total, columns) => {
        expect(typeof progressText(progress(current, total), columns)).toBe('string');
      }),
    );
  });
  it('is a time where the engine counts seconds', () => {
    const line = readPullLine({ status: 'Extracting', progressDetail: { current: 3, units: 's' }, id: 'a' });
    expect(line.progress && progressText(line.progress, 80)).toBe('3 s');
  });
});

describe('a line that failed', () => {
  it.each([
    [{ error: 'plain only' }, 'plain only'],
    [{ errorDetail: { message: 'why' }, error: 'other' }, 'why'],
    [{ errorDetail: { message: '' }, error: '' }, 'the engine says that this failed and gives no reason'],
    [{ status: 'x' }, null],
  ])('%j says %j', (line, words) => {
    expect(readPullLine(line).error).toBe(words);
  });
});

it('any line of any stream is printed without an error, on a terminal or not', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), fc.constantFrom(null, 80, 200), (lines, columns) => {
      const printer = new PullPrinter(columns);
      for (const line of lines) expect(typeof printer.print(readPullLine(line))).toBe('string');
    }),
  );
});
