import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteWord, splitWords, wordsOf } from './words';

const texts = (source: string) => splitWords(source).words.map((word) => word.text);

describe('a line of words', () => {
  it.each<[string, readonly string[]]>([
    ['docker run  hello-world ', ['docker', 'run', 'hello-world']],
    [`sh -c 'echo "a b"'`, ['sh', '-c', 'echo "a b"']],
    ['sh -c "echo \\"a\\" \\x"', ['sh', '-c', 'echo "a" \\x']],
    ['a\\ b c\\\nd', ['a b', 'cd']],
    ['docker run \\\n  -d \\\r\n busybox', ['docker', 'run', '-d', 'busybox']],
    [`a''b "" ''`, ['ab', '', '']],
    ['docker ps # all of them', ['docker', 'ps']],
    ['web#1', ['web#1']],
    ['$ docker ps', ['$', 'docker', 'ps']],
    ["echo '$HOME'", ['echo', '$HOME']],
    ['cost 5$', ['cost', '5$']],
    ['', []],
    ['docker ps\n', ['docker', 'ps']],
  ])('%j is split as a shell would', (source, words) => {
    expect(splitWords(source).trouble).toBeNull();
    expect(texts(source)).toEqual(words);
  });

  it.each([
    ['docker ps | grep x', 'pipe'],
    ['docker ps > file', 'redirect'],
    ['docker ps 2>/dev/null', 'redirect'],
    ['docker rm $(docker ps -q)', 'substitution'],
    ['docker rm `x`', 'substitution'],
    ['a && b', 'sequence'],
    ['a || b', 'sequence'],
    ['a; b', 'sequence'],
    ['docker run x &', 'background'],
    ['docker run -v $PWD:/x y', 'variable'],
    ['docker run "${A}"', 'variable'],
    ['echo "$(x)"', 'substitution'],
    ["docker run 'x", 'unclosed'],
    ['docker run "x', 'unclosed'],
    ['(docker ps)', 'group'],
    ['docker ps\ndocker images', 'lines'],
  ])('%j is refused as %s, with a sentence', (source, code) => {
    const { trouble } = splitWords(source);
    expect(trouble?.code).toBe(code);
    expect(trouble?.sentence).toMatch(/^[A-Z].+: .+[.]$/);
  });

  it('keeps the words before the trouble, without the number before a redirection', () => {
    expect(texts('docker ps 2>/dev/null')).toEqual(['docker', 'ps']);
  });

  it('tells where each word and each sign stands', () => {
    const source = `run -e "A=b c" d`;
    const word = splitWords(source).words[2];
    expect(source.slice(...(word?.span ?? [0, 0]))).toBe('"A=b c"');
    expect(word?.at.map((at) => source.charAt(at)).join('')).toBe('A=b c');
  });

  it('comes back from quoting as it was, whatever the words', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (words) => {
        const { text, words: found } = wordsOf(words);
        expect(texts(words.map(quoteWord).join(' '))).toEqual(words);
        expect(found.map((word) => splitWords(text.slice(...word.span)).words[0]?.text)).toEqual(words);
      }),
    );
  });

  it('is split without an error whatever the text, loosely to its very end', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ' ', '"', "'", '\\', '$', '|', '`', '\n', '#', '>') }),
        (source) => {
          const strict = splitWords(source);
          for (const word of strict.words) {
            expect(word.at).toHaveLength(word.text.length);
            expect(word.span[0]).toBeLessThan(word.span[1]);
          }
          expect(splitWords(source, true).trouble).toBeNull();
        },
      ),
    );
  });
});
