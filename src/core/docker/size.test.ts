import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMemory, formatSize, formatSizeFine, parseMemory, readMemory } from './size';

describe('a size in three digits, as docker images prints it', () => {
  it.each([
    [0, '0B'],
    [1, '1B'],
    [999, '999B'],
    [1000, '1kB'],
    [1004, '1kB'],
    [1049, '1.05kB'],
    [1050, '1.05kB'],
    [4096, '4.1kB'],
    [13_256, '13.3kB'],
    [9994, '9.99kB'],
    [9999, '10kB'],
    [99_950, '100kB'],
    [999_499, '999kB'],
    [999_500, '1e+03kB'],
    [999_999, '1e+03kB'],
    [1_000_000, '1MB'],
    [1_005_000, '1MB'],
    [1_234_567, '1.23MB'],
    [999_500_000, '1e+03MB'],
  ])('%d bytes are %s', (bytes, words) => {
    expect(formatSize(bytes)).toBe(words);
  });

  it('rounds a tie to the even digit, as the stored binary value says', () => {
    expect(formatSize(1125)).toBe('1.12kB');
    expect(formatSize(1375)).toBe('1.38kB');
  });
});

describe('a size in four digits, as progress and disk use print it', () => {
  it.each([
    [1004, '1.004kB'],
    [1049, '1.049kB'],
    [4096, '4.096kB'],
    [13_256, '13.26kB'],
    [9994, '9.994kB'],
    [99_950, '99.95kB'],
    [999_499, '999.5kB'],
    [999_999, '1000kB'],
    [1_005_000, '1.005MB'],
    [1_234_567, '1.235MB'],
    [121_300_000, '121.3MB'],
  ])('%d bytes are %s', (bytes, words) => {
    expect(formatSizeFine(bytes)).toBe(words);
  });
});

describe('memory', () => {
  it.each([
    [1000, '1000B'],
    [1023, '1023B'],
    [1024, '1KiB'],
    [1025, '1.001KiB'],
    [4096, '4KiB'],
    [102_399, '100KiB'],
    [1_048_575, '1024KiB'],
    [25_276_502_016, '23.54GiB'],
  ])('%d bytes are %s', (bytes, words) => {
    expect(formatMemory(bytes)).toBe(words);
  });

  it.each<[string, number | string]>([
    ['64m', 67_108_864],
    ['64M', 67_108_864],
    ['64mb', 67_108_864],
    ['64MiB', 67_108_864],
    ['64 m', 67_108_864],
    ['1.5g', 1_610_612_736],
    ['.5g', 536_870_912],
    ['0.5k', 512],
    ['5.', 5],
    ['1e3', 1000],
    ['1_000', 1000],
    ['0', 0],
    ['7b', 7],
    [' 64m', 'strconv.ParseFloat: parsing " 64": invalid syntax'],
    ['64x', "invalid suffix: 'x'"],
    ['64bb', "invalid suffix: 'bb'"],
    ['64mm', "invalid suffix: 'mm'"],
    ['8e', "invalid suffix: 'e'"],
    ['-1', "invalid size: '-1'"],
    ['', "invalid size: ''"],
    ['lots', "invalid size: 'lots'"],
    ['0x10', 'strconv.ParseFloat: parsing "0x10": invalid syntax'],
  ])('%j is read as %j', (source, wanted) => {
    expect(readMemory(source)).toBe(wanted);
  });

  it('reads back what it was given, for whole units', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4096 }), fc.constantFrom('', 'k', 'm', 'g'), (count, unit) => {
        expect(parseMemory(`${String(count)}${unit}`)).toBe(
          count * 1024 ** ['', 'k', 'm', 'g'].indexOf(unit),
        );
      }),
    );
  });
});

it('no size is longer than nine signs, and each begins with a digit', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), (bytes) => {
      for (const format of [formatSize, formatSizeFine, formatMemory])
        expect(format(bytes)).toMatch(/^\d[\d.e+]{0,5}[kKMGTP]?i?B$/);
    }),
  );
});
