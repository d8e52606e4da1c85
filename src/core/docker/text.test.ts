import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ansicTime } from './ansic-time';
import { exitWords } from './exit-words';
import { indentJson } from './indent-json';
import { quoteGo } from './quote';
import { shortId } from './short-id';
import { formatTable } from './table';
import { engineTimestamp } from './timestamp';
import { visible } from './visible';
import { displayWidth, ellipsis } from './width';

describe('a table', () => {
  it('has columns three wider than their longest cell, at least ten, the last one not padded', () => {
    expect(
      formatTable([
        ['NAME', 'IMAGE ID', 'SIZE'],
        ['a', '0123456789ab', '1MB'],
      ]),
    ).toBe('NAME      IMAGE ID       SIZE\na         0123456789ab   1MB\n');
  });
  it('counts wide signs as two columns', () => {
    expect(
      formatTable([
        ['NAMES', 'X'],
        ['日本日本', 'y'],
      ]),
    ).toBe('NAMES      X\n日本日本   y\n');
  });
  it('without rows is the header alone', () => {
    expect(formatTable([['CONTAINER ID', 'IMAGE', 'NAMES']])).toBe('CONTAINER ID   IMAGE     NAMES\n');
  });
});

describe('a cut text', () => {
  it('keeps twenty columns whole and cuts twenty-one to nineteen and a mark', () => {
    expect(ellipsis('12345678901234567890', 20)).toBe('12345678901234567890');
    expect(ellipsis('123456789012345678901', 20)).toBe('1234567890123456789…');
  });
  it('is never wider than the limit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 30 }), (text, limit) => {
        expect(displayWidth(ellipsis(text, limit))).toBeLessThanOrEqual(limit);
      }),
    );
  });
});

it('quotes as Go does', () => {
  expect(quoteGo('a "b" \\ \n\t\u0001\u007f é\u0085\u200b日')).toBe(
    '"a \\"b\\" \\\\ \\n\\t\\x01\\x7f é\\u0085\\u200b日"',
  );
});

describe('a text made visible', () => {
  it('shows control signs as pictures and reordering signs by name', () => {
    expect(visible('a\u001b[31mb\u202ec\u0000\u009f\u200b')).toBe('a␛[31mb⟨RLO⟩c␀⟨9f⟩⟨ZWSP⟩');
  });
  it('holds no control sign, whatever came in, and changes nothing twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const shown = visible(text);
        expect(shown).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        expect(visible(shown)).toBe(shown);
      }),
    );
  });
});

describe('JSON set in lines', () => {
  it('is as the standard sets it, for any value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(indentJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 4));
      }),
    );
  });
  it('keeps numbers and escapes that a parser would change', () => {
    expect(indentJson('{"a":12345678901234567890,"b":"\\u003c","c":{ },"d":[]}')).toBe(
      '{\n    "a": 12345678901234567890,\n    "b": "\\u003c",\n    "c": {},\n    "d": []\n}',
    );
  });
  it('ends on any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(typeof indentJson(text.replaceAll(']', '').replaceAll('}', ''))).toBe('string');
      }),
    );
  });
});

describe('what --since takes', () => {
  it('is a span back from now, a date, or seconds', () => {
    const now = Date.parse('2026-11-25T12:00:00.500Z');
    expect(engineTimestamp('10m', now)).toBe('1795607400');
    expect(engineTimestamp('2026-11-25T11:50:00Z', now)).toBe('1795607400.000000000');
    expect(engineTimestamp('2026-11-25T11:50:00.25Z', now)).toBe('1795607400.250000000');
    expect(engineTimestamp('1795607400', now)).toBe('1795607400');
    expect(engineTimestamp('soon', now)).toBeNull();
  });
});

it('a build time is printed in its own zone, what is no time as it is', () => {
  expect(ansicTime('2026-05-07T21:09:36.000000000+00:00')).toBe('Thu May  7 21:09:36 2026');
  expect(ansicTime('library-import')).toBe('library-import');
});

it('an id is shown by its first twelve digits', () => {
  expect(shortId('sha256:0123456789abcdef')).toBe('0123456789ab');
});

it('an exit code is said in words', () => {
  expect(exitWords(0)).toContain('all well');
  expect(exitWords(137)).toContain('SIGKILL');
  expect(exitWords(134)).toBe('ended by SIGABRT');
  expect(exitWords(42)).toBe('failed, by its own account');
});
