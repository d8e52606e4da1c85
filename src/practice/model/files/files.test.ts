import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bulkChunks } from './bulk';
import { bytesOf, sizeOfNode } from './content';
import { differences } from './diff';
import { changesOf, diffIdOf, exportEntries, layerTar, sizeOfTar } from './layer';
import { WHITEOUT, type Changes, type FsNode } from './node';
import { comparePaths, join, normalize, parentOf } from './path';
import { lookUp, resolveLinks } from './resolve';
import { readTar } from './tar-read';
import { treeOf, walk, type Tree } from './tree';
import { decodeUtf8, encodeUtf8 } from './utf8';
import { freeze, put, remove, sizeOfWritable, thaw, untouched, view, type Writable } from './writable';

const owner = { mode: 0o644, uid: 0, gid: 0, mtime: 7 };
const file = (text: string): FsNode => ({ ...owner, kind: 'file', content: { bytes: encodeUtf8(text) } });
const folder: FsNode = { ...owner, mode: 0o755, kind: 'folder' };
const link = (target: string): FsNode => ({ ...owner, mode: 0o777, kind: 'link', target });

const image = treeOf([
  new Map([
    ['/etc', folder],
    ['/etc/passwd', file('root')],
    ['/etc/apt', folder],
    ['/etc/apt/list', file('x')],
    ['/bin', link('usr/bin')],
    ['/usr', folder],
    ['/usr/bin', folder],
    ['/usr/bin/ls', file('ls')],
  ]),
  new Map<string, FsNode | typeof WHITEOUT>([['/etc/passwd', WHITEOUT]]),
]);

const text = (tree: Tree, path: string): string | undefined => {
  const node = tree.get(path);
  return node?.kind === 'file' ? decodeUtf8(bytesOf(node.content)) : node?.kind;
};
const shown = (tree: Tree) => [...walk(tree)].map(([path]) => `${path} ${text(tree, path) ?? ''}`);

/** Random changes, each at a path of a small world, with the plain model beside: a map of all paths. */
const names = fc.constantFrom('a', 'b', 'etc', 'apt', 'list');
const anyPath = fc.array(names, { minLength: 1, maxLength: 4 }).map((parts) => `/${parts.join('/')}`);
const step = fc.oneof(
  fc.record({ do: fc.constant('put' as const), path: anyPath, text: fc.string({ maxLength: 3 }) }),
  fc.record({ do: fc.constant('folder' as const), path: anyPath }),
  fc.record({ do: fc.constant('remove' as const), path: anyPath }),
);

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

function apply(steps: readonly Step[]): { layer: Writable; model: Map<string, string> } {
  const model = new Map(shown(image).map((line) => line.split(' ', 2) as [string, string]));
  const below = (path: string) => [...model.keys()].filter((key) => key.startsWith(`${path}/`));
  let layer = untouched;
  for (const one of steps) {
    const parent = parentOf(one.path);
    const fits = parent === '/' || model.get(parent) === 'folder';
    const change = () =>
      one.do === 'remove'
        ? remove(image, layer, one.path)
        : put(image, layer, one.path, one.do === 'put' ? file(`t${one.text.replaceAll(' ', '')}`) : folder);
    if (one.do === 'remove' ? !model.has(one.path) : !fits) {
      expect(change).toThrow();
      continue;
    }
    layer = change();
    if (one.do !== 'folder' || model.get(one.path) !== 'folder')
      for (const key of below(one.path)) model.delete(key);
    if (one.do === 'remove') model.delete(one.path);
    else model.set(one.path, one.do === 'put' ? `t${one.text.replaceAll(' ', '')}` : 'folder');
  }
  return { layer, model };
}

describe('a writable layer over an image', () => {
  test('shows what a plain copy of all files would show, whatever is written and removed', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const { layer, model } = apply(steps);
        const want = [...model].sort(([a], [b]) => comparePaths(a, b)).map(([path, was]) => `${path} ${was}`);
        expect(shown(view(image, layer))).toEqual(want);
        const frozen = freeze(image, layer);
        expect(shown(view(image, thaw(frozen)))).toEqual(want);
        expect(shown(treeOf([new Map([...walk(image)]), changesOf(readTar(layerTar(frozen)))]))).toEqual(
          want,
        );
      }),
      { numRuns: 300 },
    );
  });

  test('tells added, changed and deleted paths, and the folders on the way as changed', () => {
    let layer = put(image, untouched, '/etc/new', file('1'));
    layer = remove(image, layer, '/etc/apt');
    layer = put(image, layer, '/usr/bin/ls', file('other'));
    layer = put(image, layer, '/opt', folder);
    layer = put(image, layer, '/opt/x', file('y'));
    layer = remove(image, put(image, layer, '/gone', file('')), '/gone');
    expect(differences(image, layer).map(({ path, kind }) => `${'CAD'[kind] ?? ''} ${path}`)).toEqual([
      'C /etc',
      'D /etc/apt',
      'A /etc/new',
      'A /opt',
      'A /opt/x',
      'C /usr',
      'C /usr/bin',
      'C /usr/bin/ls',
    ]);
    expect(sizeOfWritable(layer)).toBe('1othery'.length);
  });

  test('a folder made in place of a removed one is empty', () => {
    const layer = put(image, remove(image, untouched, '/etc/apt'), '/etc/apt', folder);
    expect(view(image, layer).list('/etc/apt')).toEqual([]);
    expect(freeze(image, layer).get('/etc/apt/list')).toBe(WHITEOUT);
    expect(differences(image, layer).map((one) => one.path)).toEqual(['/etc', '/etc/apt', '/etc/apt/list']);
  });

  test('links are followed, forty of them at most', () => {
    expect(resolveLinks(image, '/bin/ls')).toBe('/usr/bin/ls');
    expect(resolveLinks(image, '/bin', true)).toBe('/bin');
    const loop = put(image, untouched, '/loop', link('/loop'));
    expect(() => lookUp(view(image, loop), '/loop/x')).toThrow('ELOOP');
  });
});

describe('paths', () => {
  test('are cleaned, and never leave the root', () => {
    expect(normalize('../../a//b/./c/', '/x')).toBe('/a/b/c');
    fc.assert(
      fc.property(fc.string(), fc.string(), (path, base) => {
        const clean = normalize(path, normalize(base));
        expect(normalize(clean)).toBe(clean);
        expect(clean.split('/')).not.toContain('..');
      }),
    );
  });
});

describe('UTF-8', () => {
  test('is what Node makes of it, in both directions, of any text and any bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (any) => {
        expect(encodeUtf8(any)).toEqual(new TextEncoder().encode(any));
        expect(decodeUtf8(encodeUtf8(any))).toBe(any);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(decodeUtf8(bytes).replace(/\ufffd+/g, '?')).toBe(
          new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).replace(/\ufffd+/g, '?'),
        );
      }),
    );
  });
});

const part = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  .filter((s) => !/[/\0]|^\.+$|^\.wh\./.test(s));
const anyNode: fc.Arbitrary<FsNode> = fc
  .record({
    kind: fc.constantFrom('file' as const, 'folder' as const, 'link' as const),
    mode: fc.integer({ min: 0, max: 0o7777 }),
    uid: fc.integer({ min: 0, max: 65534 }),
    mtime: fc.integer({ min: 0, max: 2 ** 33 - 1 }),
    bytes: fc.uint8Array({ maxLength: 1500 }),
    target: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 150 }).filter((s) => !s.includes('\0')),
  })
  .map(({ kind, mode, uid, mtime, bytes, target }): FsNode => {
    const own = { mode, uid, gid: uid, mtime };
    if (kind === 'file') return { ...own, kind, content: { bytes } };
    return kind === 'folder' ? { ...own, kind } : { ...own, mode: 0o777, kind, target };
  });
const anyTree: fc.Arbitrary<Changes> = fc
  .array(fc.tuple(fc.array(part, { minLength: 1, maxLength: 6 }), anyNode), { maxLength: 12 })
  .map((all) => new Map(all.map(([parts, node]) => [parts.reduce(join, '/'), node])));

describe('a tar archive', () => {
  test('of any tree is read back as it was, however it is cut, and its size is known before', () => {
    fc.assert(
      fc.property(anyTree, fc.integer({ min: 1, max: 3000 }), (tree, cut) => {
        const whole = Buffer.concat([...layerTar(tree)]);
        const pieces: Uint8Array[] = [];
        for (let at = 0; at < whole.length; at += cut) pieces.push(whole.subarray(at, at + cut));
        const back = changesOf(readTar(pieces));
        expect(back).toEqual(tree);
        expect(Buffer.concat([...layerTar(back)]).equals(whole)).toBe(true);
        expect(sizeOfTar(tree)).toBe(whole.length);
      }),
      { numRuns: 60 },
    );
  });

  test('refuses names that climb out, and what is no archive or is cut off', () => {
    const evil = [...layerTar(new Map([['/a/../../etc/passwd', file('x')]]))];
    expect(() => readTar(evil)).toThrow('invalid path');
    expect(() => readTar([new Uint8Array(512).fill(65)])).toThrow('invalid tar header');
    const whole = Buffer.concat([...layerTar(new Map([['/a', file('x'.repeat(900))]]))]);
    expect(() => readTar([whole.subarray(0, 700)])).toThrow('unexpected EOF');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        try {
          readTar([bytes]);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
      }),
    );
  });

  test('absolute names are read from the root of the archive', () => {
    const [first] = readTar(layerTar(new Map([['//etc/x', file('x')]])));
    expect(first?.name).toBe('etc/x');
  });

  test('bulk stays a sentence when it is read back, and bytes that only begin like it stay bytes', () => {
    const bulk: FsNode = { ...owner, kind: 'file', content: { bulk: 'lib 7', size: 70_001 } };
    const layer: Changes = new Map([['/usr/lib.so', bulk]]);
    expect(sizeOfNode(bulk)).toBe(70_001);
    expect(changesOf(readTar(layerTar(layer)))).toEqual(layer);
    expect(diffIdOf(changesOf(readTar(layerTar(layer))))).toBe(diffIdOf(layer));
    const liar = new Uint8Array(Buffer.concat([...bulkChunks('lib 7', 70_001)]));
    liar[150] = 3;
    const back = changesOf(
      readTar(layerTar(new Map([['/x', { ...owner, kind: 'file', content: { bytes: liar } }]]))),
    );
    expect(back.get('/x')).toMatchObject({ content: { bytes: liar } });
  });

  test('an export has every path once, folders first', () => {
    expect([...exportEntries(image)].map((entry) => entry.name)).toEqual([
      'bin',
      'etc',
      'etc/apt',
      'etc/apt/list',
      'usr',
      'usr/bin',
      'usr/bin/ls',
    ]);
  });
});
