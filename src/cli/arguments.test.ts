import { describe, expect, it } from 'vitest';
import { readArguments } from './arguments';
import { Misuse } from './misuse';

const OPTIONS = [
  { name: 'at', takes: 'TIME', says: '' },
  { name: 'json', says: '' },
];
const read = (...argv: string[]) => readArguments(argv, OPTIONS, 1);

describe('arguments of a subcommand', () => {
  it('may stand before and behind the words', () => {
    const given = read('--at', '3s', 'file', '--json');
    expect([given.value('at'), given.flag('json'), given.words]).toEqual(['3s', true, ['file']]);
  });

  it('take a value behind = as well', () => {
    expect(read('--at=3s').value('at')).toBe('3s');
  });

  it('name the nearest option where one is unknown', () => {
    expect(() => read('--jsn')).toThrow(new Misuse('There is no option --jsn. Did you mean --json?'));
  });

  it('miss no value without saying so', () => {
    for (const argv of [['--at'], ['--at='], ['--at', '--json']]) {
      expect(() => read(...argv)).toThrow('--at needs a value: --at TIME.');
    }
    expect(() => read('--json=yes')).toThrow('--json takes no value.');
  });

  it('allow no word too many', () => {
    expect(() => read('one', 'two')).toThrow('"two" is one word too many here.');
  });
});

describe('arguments that hold another program’s words', () => {
  const words = (...argv: string[]) => readArguments(argv, OPTIONS, Infinity).words;

  it('end their own options at --', () => {
    expect(words('--json', '--', 'docker', 'ps', '-a', '--', 'x')).toEqual(['docker', 'ps', '-a', '--', 'x']);
  });

  it('end their own options at the first word', () => {
    expect(words('--engine', 'x', '--json', 'docker', 'ps', '--help')).toEqual(['docker', 'ps', '--help']);
  });
});
