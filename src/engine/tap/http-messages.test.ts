import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HttpMessages, readHead } from './http-messages';

/** What is heard of these bytes, cut into pieces of these lengths. */
function heard(bytes: Buffer, cuts: readonly number[], told: 'none' | 'raw' | null = null) {
  const all: { first: string; body: string; ended: boolean }[] = [];
  const messages = new HttpMessages({
    head: ({ first }) => {
      all.push({ first, body: '', ended: false });
      return told;
    },
    body: (piece) => {
      const last = all.at(-1);
      if (last) last.body += Buffer.from(piece).toString('latin1');
    },
    end: () => {
      const last = all.at(-1);
      if (last) last.ended = true;
    },
  });
  let at = 0;
  for (const cut of [...cuts, bytes.length]) {
    messages.push(bytes.subarray(at, at + cut));
    at += cut;
  }
  messages.close();
  return all;
}

const body = fc.string({ unit: fc.constantFrom('a', '\r', '\n', '0', ':', 'HTTP/1.1 200 OK\r\n\r\n') });
const chunked = (pieces: readonly string[]): string =>
  `${pieces
    .filter((piece) => piece !== '')
    .map((piece) => `${piece.length.toString(16)};x=y\r\n${piece}\r\n`)
    .join('')}0\r\nTrailer: t\r\n\r\n`;
const message = fc.oneof(
  body.map((text) => ({
    sent: `POST /a HTTP/1.1\r\nContent-Length: ${String(text.length)}\r\n\r\n${text}`,
    first: 'POST /a HTTP/1.1',
    body: text,
  })),
  fc.array(body).map((pieces) => ({
    sent: `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX: y\r\n\r\n${chunked(pieces)}`,
    first: 'HTTP/1.1 200 OK',
    body: pieces.join(''),
  })),
  fc.constant({ sent: 'GET /b HTTP/1.1\r\nHost: docker\r\n\r\n', first: 'GET /b HTTP/1.1', body: '' }),
);

describe('an HTTP connection that is listened to', () => {
  test('gives the same messages however it is cut', () => {
    fc.assert(
      fc.property(
        fc.array(message, { maxLength: 5 }),
        fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 60 }),
        (messages, cuts) => {
          const bytes = Buffer.from(messages.map((each) => each.sent).join(''), 'latin1');
          expect(heard(bytes, cuts)).toEqual(
            messages.map((each) => ({ first: each.first, body: each.body, ended: true })),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  test('an answer without a length lasts until the connection ends; a raw connection is counted', () => {
    const stream = 'HTTP/1.1 200 OK\r\nContent-Type: x\r\n\r\nab\r\n\r\ncd';
    expect(heard(Buffer.from(stream), [3, 30])).toEqual([
      { first: 'HTTP/1.1 200 OK', body: 'ab\r\n\r\ncd', ended: true },
    ]);
    const raw = 'HTTP/1.1 101 UPGRADED\r\n\r\nGET / HTTP/1.1\r\n\r\n';
    expect(heard(Buffer.from(raw), [], 'raw')).toEqual([
      { first: 'HTTP/1.1 101 UPGRADED', body: 'GET / HTTP/1.1\r\n\r\n', ended: true },
    ]);
  });

  test('never throws, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.array(fc.integer({ min: 1, max: 9 })),
        (bytes, cuts) => {
          heard(Buffer.from(bytes), cuts);
          heard(
            Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'), bytes]),
            cuts,
          );
        },
      ),
    );
    expect(heard(Buffer.alloc(200_000, 'a'), [])).toEqual([]);
  });

  test('a head is read strictly', () => {
    expect(readHead('GET / HTTP/1.1\r\nA: b\r\na:  c ')?.headers.get('a')).toBe('b, c');
    for (const bad of [
      'GET / HTTP/1.1\nA: b',
      'GET /\r\n A: b',
      'GET /\r\nA : b',
      'GET /\r\nA',
      '',
      'GET /\r\nA: b\rc',
    ])
      expect(readHead(bad), bad).toBeNull();
  });
});
