import { expect, it } from 'vitest';
import { complaints, findingsIn } from './ratchet.mjs';

const patterns = (source: string): string[] => findingsIn('src/a.ts', source).map(({ pattern }) => pattern);

it('counts files over 300 lines', () => {
  expect(patterns('x;\n'.repeat(300))).toEqual([]);
  expect(patterns('x;\n'.repeat(301))).toEqual(['long file']);
});

it('counts any as a type, not as a word', () => {
  expect(patterns('const any = 1; // as any\nconst text = "as any";')).toEqual([]);
  expect(patterns('let a: any;\nlet b = c as any;\nlet d: Map<string, any[]>;')).toEqual([
    'any',
    'any',
    'any',
  ]);
});

it('counts suppressions that do not say why', () => {
  const none = 'suppression without a reason';
  expect(patterns('// @ts-expect-error\nx;')).toEqual([none]);
  expect(patterns('// @ts-expect-error -- the types of the library lag behind\nx;')).toEqual([]);
  expect(patterns('// @ts-ignore because it is easier\nx;')).toEqual([none]);
  expect(patterns('// eslint-disable-next-line no-console\nx;')).toEqual([none]);
  expect(patterns('// eslint-disable-next-line no-console -- the console is the screen here\nx;')).toEqual(
    [],
  );
  expect(patterns('const text = "eslint-disable";')).toEqual([]);
});

it('lets counts only fall', () => {
  expect(complaints([])).toEqual([]);
  expect(complaints([{ pattern: 'any', where: 'src/a.ts:1 says any' }])).toEqual(['src/a.ts:1 says any.']);
});
