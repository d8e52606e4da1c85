import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  existsSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pack } from 'tar-stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { packFrom, unpackTo } from './copying';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cutaway-copying-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const statOf = (name: string, isFolder: boolean): string =>
  Buffer.from(JSON.stringify({ name, mode: isFolder ? 0x8000_0000 : 0o644 })).toString('base64');

/** An archive with these files; a name that ends in `/` is a folder. */
function archive(entries: Readonly<Record<string, string>>, links: Readonly<Record<string, string>> = {}) {
  const tar = pack();
  for (const [name, linkname] of Object.entries(links)) tar.entry({ name, type: 'symlink', linkname });
  for (const [name, content] of Object.entries(entries))
    if (name.endsWith('/')) tar.entry({ name, type: 'directory' });
    else tar.entry({ name }, content);
  tar.finalize();
  return tar as AsyncIterable<Uint8Array>;
}

describe('out of a container', () => {
  const file = { stat: statOf('new', false), from: '/new', owners: false };
  const tree = { stat: statOf('etc', true), from: '/etc', owners: false };

  test('a file goes into a folder that is there, in place of a file, or under a new name', async () => {
    mkdirSync(join(folder, 'there'));
    writeFileSync(join(folder, 'old'), 'old');
    for (const [to, place] of [
      ['there', 'there/new'],
      ['old', 'old'],
      ['fresh', 'fresh'],
    ] as const) {
      await unpackTo(folder, archive({ new: 'x' }), { ...file, to });
      expect(readFileSync(join(folder, place), 'utf8')).toBe('x');
    }
  });

  test('a folder goes into one that is there, or becomes the new one; with /. only what is in it', async () => {
    const entries = { 'etc/': '', 'etc/a': '1', 'etc/sub/': '', 'etc/sub/b': '2' };
    mkdirSync(join(folder, 'there'));
    mkdirSync(join(folder, 'bare'));
    await unpackTo(folder, archive(entries), { ...tree, to: 'there' });
    await unpackTo(folder, archive(entries), { ...tree, to: 'copy' });
    await unpackTo(folder, archive(entries), { ...tree, from: '/etc/.', to: 'bare' });
    for (const place of ['there/etc/sub/b', 'copy/sub/b', 'bare/sub/b'])
      expect(readFileSync(join(folder, place), 'utf8')).toBe('2');
  });

  test('what cannot be is said, and nothing written', async () => {
    writeFileSync(join(folder, 'old'), 'old');
    expect(await unpackTo(folder, archive({ 'etc/': '' }), { ...tree, to: 'old' })).toEqual({
      message: 'cannot copy directory',
    });
    expect(await unpackTo(folder, archive({ new: 'x' }), { ...file, to: 'nowhere/' })).toEqual({
      message: 'no such directory',
    });
    expect(await unpackTo(folder, archive({ new: 'x' }), { ...file, to: 'a/b/c' })).toMatchObject({
      message: expect.stringContaining('does not exist') as string,
    });
    expect(readFileSync(join(folder, 'old'), 'utf8')).toBe('old');
  });

  test('an archive that would leave its place writes nothing there', async () => {
    const out = join(folder, 'out');
    mkdirSync(out);
    for (const bad of [
      archive({ 'etc/': '', 'etc/../../evil': 'x' }),
      archive({ 'etc/': '', 'etc/link/evil': 'x' }, { 'etc/link': '../..' }),
    ])
      await unpackTo(out, bad, { ...tree, to: 'copy' });
    expect(existsSync(join(folder, 'evil'))).toBe(false);
    expect(existsSync(join(out, 'evil'))).toBe(false);
  });
});

describe('into a container', () => {
  const bytesOf = async (source: AsyncIterable<Uint8Array>): Promise<string> => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of source) chunks.push(chunk);
    return Buffer.concat(chunks).toString('latin1');
  };

  test('a file keeps its name in a folder and takes the new one elsewhere', async () => {
    writeFileSync(join(folder, 'page'), 'x');
    const packed = async (to: string, stat: string) => {
      const found = await packFrom(folder, { path: 'page', to, stat, follow: false });
      if ('message' in found) return found.message;
      return [found.folder, (await bytesOf(found.stream().stream)).slice(0, 4).replaceAll('\u0000', '')];
    };
    expect(await packed('/srv', statOf('srv', true))).toEqual(['/srv', 'page']);
    expect(await packed('/srv/new', '')).toEqual(['/srv', 'new']);
    expect(await packed('/nowhere/', '')).toBe('no such directory');
  });

  test('a link is copied as a link, or as what it points to', async () => {
    writeFileSync(join(folder, 'real'), 'x');
    symlinkSync('real', join(folder, 'link'));
    expect(readlinkSync(join(folder, 'link'))).toBe('real');
    const found = await packFrom(folder, { path: 'link', to: '/x', stat: '', follow: true });
    if ('message' in found) throw new Error(found.message);
    expect(await bytesOf(found.stream().stream)).toContain('x');
    expect(await packFrom(folder, { path: 'absent', to: '/x', stat: '', follow: false })).toEqual({
      message: `lstat ${join(folder, 'absent')}: no such file or directory`,
    });
  });
});
