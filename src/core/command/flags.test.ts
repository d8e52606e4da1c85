import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFlags, readInt } from './flags';
import type { FlagSpec } from './spec';
import { wordsOf } from './words';

const FLAGS: readonly FlagSpec[] = [
  { long: 'detach', short: 'd', type: 'bool', explains: '' },
  { long: 'interactive', short: 'i', type: 'bool', explains: '' },
  { long: 'name', type: 'string', explains: '' },
  { long: 'publish', short: 'p', type: 'list', explains: '' },
  { long: 'network', type: 'list', explains: '', formerly: ['net'] },
  { long: 'timeout', short: 't', type: 'int', explains: '' },
];

function read(words: readonly string[], interspersed = true) {
  const flagged = readFlags(wordsOf(words).words, FLAGS, interspersed);
  return {
    ...flagged,
    args: flagged.args.map((at) => words[at]),
    values: Object.fromEntries(flagged.values),
  };
}

describe('flags', () => {
  it.each<[readonly string[], Record<string, readonly string[]>, readonly string[]]>([
    [['-di', 'x'], { detach: ['true'], interactive: ['true'] }, ['x']],
    [['-dp80:80', 'x'], { detach: ['true'], publish: ['80:80'] }, ['x']],
    [['-dp', '80:80', 'x'], { detach: ['true'], publish: ['80:80'] }, ['x']],
    [['-p=1', '--publish=2', '--publish', '3'], { publish: ['1', '2', '3'] }, []],
    [['--detach=false', 'x'], { detach: ['false'] }, ['x']],
    [['--net', 'lan'], { network: ['lan'] }, []],
    [['x', '-d', 'y'], { detach: ['true'] }, ['x', 'y']],
    [['--', '-d'], {}, ['-d']],
    [['--name', '-d'], { name: ['-d'] }, []],
    [['-'], {}, ['-']],
  ])('%j', (words, values, args) => {
    expect(read(words)).toMatchObject({ values, args, error: null });
  });

  it('end at the first argument where a command follows', () => {
    expect(read(['-d', 'busybox', 'ls', '-d', '--'], false)).toMatchObject({
      args: ['busybox', 'ls', '-d', '--'],
      error: null,
    });
  });

  it.each([
    [['--bogus'], 'unknown flag: --bogus'],
    [['-dz'], "unknown shorthand flag: 'z' in -z"],
    [['--name'], 'flag needs an argument: --name'],
    [['-dp'], "flag needs an argument: 'p' in -p"],
    [['--=x'], 'bad flag syntax: --=x'],
    [
      ['--detach=maybe'],
      'invalid argument "maybe" for "-d, --detach" flag: strconv.ParseBool: parsing "maybe": invalid syntax',
    ],
    [
      ['-t', 'soon'],
      'invalid argument "soon" for "-t, --timeout" flag: strconv.ParseInt: parsing "soon": invalid syntax',
    ],
  ])('%j is refused in the words of the CLI', (words, message) => {
    expect(read(words).error?.message).toBe(message);
  });

  it('every word is read as exactly one thing, or reading stopped with an error', () => {
    const word = fc.oneof(
      fc.constantFrom('-d', '-di', '--name', '--name=x', '-p80', 'x', '--', '-t', '5', '--net=a'),
      fc.string({ maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(word), fc.boolean(), (words, interspersed) => {
        const { readings, error, help } = read(words, interspersed);
        if (error !== null || help) return;
        expect(new Set(readings.map((reading) => reading.word)).size).toBe(words.length);
      }),
    );
  });
});

it('numbers are read as Go reads them', () => {
  expect(['5', '-1', '0x10', '010', '0', '1_000', '', 'x', '1.5', '5s'].map(readInt)).toEqual([
    5,
    -1,
    16,
    8,
    0,
    1000,
    null,
    null,
    null,
    null,
  ]);
});
