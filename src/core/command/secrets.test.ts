import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createVault } from '../journal/vault';
import { maskCommand, secretSpans } from './secrets';

const found = (line: string) => secretSpans(line).map((span) => line.slice(...span));

describe('secrets of a line', () => {
  it.each<[string, readonly string[]]>([
    ['docker run -e A=b busybox', ['b']],
    ['docker run -eA=b -itde B=c --env C=d --env=D=e x', ['b', 'c', 'd', 'e']],
    [`docker run -e 'A=b c' -e "B=d e" -e C='f g' x`, ['b c', 'd e', `'f g'`]],
    ['docker run -e NAME -e EMPTY= x', []],
    ['docker run -e', []],
    ['docker run -e "A=never closed', ['never closed']],
    ['docker rnu -e A=b | grep', ['b']],
    ['docker login -u me -p pw host', ['pw']],
    ['docker login --password=pw', ['pw']],
    ['docker build --build-arg T=1 .', ['1']],
    ['docker pull https://me:pw@host/x', ['pw']],
    ['docker run x sh MY_TOKEN=abc DB_PASSWORD=def', ['abc', 'def']],
    ['docker run -p 80:80 -v a=b:c x', []],
  ])('%j', (line, values) => {
    expect(found(line)).toEqual(values);
  });

  it('leave numbered holes, the same for the same value', () => {
    const vault = createVault();
    expect(maskCommand('docker run -e A=x -e "B=y z" -e C=x img', vault)).toBe(
      'docker run -e A=⟨hidden 1⟩ -e "B=⟨hidden 2⟩" -e C=⟨hidden 1⟩ img',
    );
    expect(maskCommand(['docker', 'run', '-e', "A=it's", 'img'], vault)).toBe(
      "docker run -e 'A=⟨hidden 3⟩' img",
    );
    expect(vault.value(3)).toBe("it's");
  });

  it('are found whatever stands around the flag, finished or not', () => {
    const noise = fc.string({ unit: fc.constantFrom('a', ' ', '-', '|', ';', '=', '>', '#', '\\') });
    const value = fc.stringMatching(/^[QZ]{6,10}$/);
    fc.assert(
      fc.property(
        noise,
        fc.constantFrom(
          '-e A=',
          '-e=A=',
          '--env A=',
          '--env=A=',
          '-de A=',
          '--build-arg A=',
          '--password=',
          '-e "A=',
        ),
        value,
        (before, flag, secret) => {
          // A backslash or a quote sign before the flag would make it another word.
          const line = `docker run ${before.replaceAll('\\', '').replaceAll('#', '')} x ${flag}${secret}`;
          expect(maskCommand(line, createVault())).not.toContain(secret);
        },
      ),
    );
  });

  it('never overlap and stay inside the line', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('a', ' ', '-e', 'A=b', '"', "'", '=', '--env', '\\', ':', '@', '/'),
        }),
        (line) => {
          let last = 0;
          for (const [from, to] of secretSpans(line)) {
            expect(from).toBeGreaterThanOrEqual(last);
            expect(to).toBeGreaterThan(from);
            last = to;
          }
          expect(last).toBeLessThanOrEqual(line.length);
        },
      ),
    );
  });
});
