import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical, familiar, parseReference, tryReference, withDefaultTag } from './reference';

const HEX = 'ab6f02440207715f55f4b0ea36b86880781e64978998ede5d359c84a858b5c91';

describe('a reference to an image', () => {
  it.each([
    ['busybox', 'docker.io/library/busybox:latest', 'busybox:latest'],
    ['busybox:1.35', 'docker.io/library/busybox:1.35', 'busybox:1.35'],
    ['me/app', 'docker.io/me/app:latest', 'me/app:latest'],
    ['docker.io/busybox', 'docker.io/library/busybox:latest', 'busybox:latest'],
    ['index.docker.io/library/busybox', 'docker.io/library/busybox:latest', 'busybox:latest'],
    ['localhost/x', 'localhost/x:latest', 'localhost/x:latest'],
    ['127.0.0.1:5000/team/app:v1', '127.0.0.1:5000/team/app:v1', '127.0.0.1:5000/team/app:v1'],
    ['[::1]:5000/x', '[::1]:5000/x:latest', '[::1]:5000/x:latest'],
    [`hello-world@sha256:${HEX}`, `docker.io/library/hello-world@sha256:${HEX}`, `hello-world@sha256:${HEX}`],
    ['Host/x', 'Host/x:latest', 'Host/x:latest'],
  ])('%s in full is %s, and people write %s', (source, full, short) => {
    const reference = withDefaultTag(parseReference(source));
    expect(canonical(reference)).toBe(full);
    expect(familiar(reference)).toBe(short);
  });

  it.each([
    ['', 'invalid reference format'],
    ['Busybox', 'invalid reference format: repository name (library/Busybox) must be lowercase'],
    ['me/App:1', 'invalid reference format: repository name (me/App) must be lowercase'],
    ['a:b:c', 'invalid reference format'],
    ['busybox:', 'invalid reference format'],
    ['-x', 'invalid reference format'],
    ['a//b', 'invalid reference format'],
    ['busybox@sha256:abc', 'invalid reference format'],
    [HEX, `invalid repository name (${HEX}), cannot specify 64-byte hexadecimal strings`],
    [`x@sha256:${HEX}00`, 'invalid checksum digest length'],
    [`x@md5:${HEX}`, 'unsupported digest algorithm'],
    [`${'a/'.repeat(128)}b`, 'repository name must not be more than 255 characters'],
  ])('"%s" is none: %s', (source, words) => {
    expect(() => parseReference(source)).toThrow(words);
  });

  it('never throws where it may not, and reads back what it wrote', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-z0-9./:@_-]{1,30}$/)), (source) => {
        const reference = tryReference(source);
        if (reference !== null) expect(parseReference(canonical(reference))).toEqual(reference);
      }),
    );
  });
});
