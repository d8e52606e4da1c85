import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PlainText } from './plain-text';

const plain = (...pieces: readonly string[]): string => {
  const text = new PlainText();
  return pieces.map((piece) => text.push(piece)).join('');
};

test.each([
  ['\u001b[1;31mred\u001b[0m', 'red'],
  ['\u001b]0;a title\u0007/ # ', '/ # '],
  ['\u001b]0;a title\u001b\\x', 'x'],
  ['\u001b[?2004h\u001b[6n\u001b(B\u001b=\u001b7ok', 'ok'],
  ['lz\b \bs\u0007\r\n', 'ls\r\n'],
  ['héllo 漢字 \u{1F433}', 'héllo 漢字 \u{1F433}'],
])('%j reads %j', (sent, read) => {
  expect(plain(sent)).toBe(read);
});

test('is the same in whatever pieces sequences come', () => {
  const part = fc.constantFrom('a', 'é', '\r\n', '\u001b[1;31m', '\u001b[0m', '\u001b]0;t\u0007', '\u001b7');
  fc.assert(
    fc.property(fc.array(part), fc.array(fc.integer({ min: 1, max: 5 })), (parts, cuts) => {
      const text = parts.join('');
      const pieces: string[] = [];
      let at = 0;
      for (const cut of [...cuts, text.length]) {
        pieces.push(text.slice(at, at + cut));
        at += cut;
      }
      expect(plain(...pieces)).toBe(parts.filter((each) => !each.startsWith('\u001b')).join(''));
    }),
  );
});
