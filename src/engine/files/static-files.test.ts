import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { staticFile } from './static-files';

let folder = '';
let root = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cutaway-files-'));
  root = join(folder, 'root');
  mkdirSync(join(root, 'assets'), { recursive: true });
  mkdirSync(join(folder, 'root-beside'));
  writeFileSync(join(root, 'index.html'), 'home');
  writeFileSync(join(root, 'assets', 'a.js'), 'script');
  writeFileSync(join(root, 'key.pem'), 'secret');
  writeFileSync(join(folder, 'outside.js'), 'outside');
  writeFileSync(join(folder, 'root-beside', 'a.js'), 'beside');
});
afterAll(() => rmSync(folder, { recursive: true }));

const served = async (path: string): Promise<string | null> =>
  (await staticFile(root, path))?.body.toString() ?? null;

it('serves the page and its assets with their types', async () => {
  expect(await served('/')).toBe('home');
  expect(await staticFile(root, '/assets/a.js')).toMatchObject({ type: 'text/javascript; charset=utf-8' });
});

it.each([
  '/../outside.js',
  '/..%2foutside.js',
  '/assets/../../outside.js',
  '/%2e%2e/outside.js',
  '//outside.js',
  '/../root-beside/a.js',
  '/..\\outside.js',
])('lets no path walk out: %s', async (path) => {
  expect(await served(path)).toBeNull();
});

it.each(['/key.pem', '/none.js', '/assets', '/%', '/a%00.js'])('serves nothing for %s', async (path) => {
  expect(await served(path)).toBeNull();
});
