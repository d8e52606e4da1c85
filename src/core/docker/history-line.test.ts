import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readHistoryLine, withoutSecrets } from './history-line';

describe('a line of an image’s history', () => {
  test.each([
    ['/bin/sh -c #(nop)  CMD ["sh"]', 'CMD', '["sh"]', false],
    [
      '/bin/sh -c #(nop) ADD file:0123456789abcdef0123456789abcdef0123456789abcdef in / ',
      'ADD',
      'file:01234567… in /',
      true,
    ],
    [
      '/bin/sh -c apt-get update &&   apt-get install -y libpq5',
      'RUN',
      'apt-get update && apt-get install -y libpq5',
      true,
    ],
    [
      'RUN /bin/sh -c pip install -r requirements.txt # buildkit',
      'RUN',
      'pip install -r requirements.txt',
      true,
    ],
    ['COPY . . # buildkit', 'COPY', '. .', true],
    ['ENV PORT=8000', 'ENV', 'PORT=8000', false],
    ['WORKDIR /app', 'WORKDIR', '/app', true],
    ['# debian.sh --arch amd64', '', '# debian.sh --arch amd64', true],
  ])('%s', (line, word, rest, files) => {
    expect(readHistoryLine(line)).toEqual({ word, rest, files });
  });

  test('tells nothing of build arguments and passwords', () => {
    expect(withoutSecrets('|2 TOKEN=abc USER=me /bin/sh -c make install')).toBe('/bin/sh -c make install');
    expect(withoutSecrets('RUN |1 KEY=abc /bin/sh -c make # buildkit')).toBe(
      'RUN /bin/sh -c make # buildkit',
    );
    expect(withoutSecrets('ENV DB_PASSWORD=hunter2 PORT=80')).toBe('ENV DB_PASSWORD=… PORT=80');
    expect(withoutSecrets('/bin/sh -c #(nop)  ENV API_KEY="a b" X=1')).toContain('API_KEY=… X=1');
  });

  test('never throws and never grows, whatever a builder wrote', () => {
    fc.assert(
      fc.property(fc.string(), (line) => {
        const { word, rest } = readHistoryLine(line);
        expect(word.length + rest.length).toBeLessThanOrEqual(line.length + 3);
      }),
    );
  });
});
