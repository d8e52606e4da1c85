import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { extract } from 'tar-stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findContext, sendContext, type BuildContext } from './build-context';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'context-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function put(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(join(root, path, '..'), { recursive: true });
    await writeFile(join(root, path), content);
  }
}

async function found(folder = '.', file = ''): Promise<BuildContext> {
  const context = await findContext(root, folder, file);
  if ('message' in context) throw new Error(context.message);
  return context;
}

/** Paths in the tar with what they hold. */
async function sent(context: BuildContext): Promise<Record<string, string>> {
  const got: Record<string, string> = {};
  const entries = sendContext(context).stream.pipe(extract());
  for await (const entry of entries) {
    const { header } = entry;
    got[header.name] = header.type === 'symlink' ? `→ ${header.linkname}` : await text(entry);
    expect([header.uid, header.gid]).toEqual([0, 0]);
  }
  return got;
}

describe('a build context', () => {
  test('is the folder, with its empty folders and links', async () => {
    await put({ Dockerfile: 'FROM scratch', 'a/b.txt': 'b' });
    await mkdir(join(root, 'empty'));
    await symlink('a/b.txt', join(root, 'link'));
    expect(await sent(await found())).toEqual({
      Dockerfile: 'FROM scratch',
      'a/': '',
      'a/b.txt': 'b',
      'empty/': '',
      link: '→ a/b.txt',
    });
  });

  test('leaves out what .dockerignore says, last rule first, and never what the builder needs', async () => {
    await put({
      Dockerfile: 'FROM scratch',
      '.dockerignore': '\ufeff# all\r\n*\r\n!keep\n!deep/in/side.txt\nkeep/not.txt\n',
      'keep/yes.txt': 'yes',
      'keep/not.txt': 'no',
      'deep/in/side.txt': 'in',
      'deep/out.txt': 'out',
      'other.txt': 'no',
    });
    expect(Object.keys(await sent(await found())).filter((path) => !path.endsWith('/'))).toEqual([
      '.dockerignore',
      'Dockerfile',
      'deep/in/side.txt',
      'keep/yes.txt',
    ]);
  });

  test('takes a Dockerfile from elsewhere under a name of its own', async () => {
    await put({ 'app/x': '1', 'other/Recipe': 'FROM scratch' });
    const context = await found('app', 'other/Recipe');
    expect(context.dockerfile).toMatch(/^\.dockerfile\.[0-9a-f]{20}$/);
    expect((await sent(context))[context.dockerfile]).toBe('FROM scratch');
    expect((await found('.', 'other/Recipe')).dockerfile).toBe('other/Recipe');
  });

  test('says in the CLI’s words what is missing', async () => {
    await put({ file: '' });
    const told = async (folder: string, file = '') => {
      const context = await findContext(root, folder, file);
      return 'message' in context ? context.message : null;
    };
    expect(await told('./absent')).toBe('path "./absent" not found');
    expect(await told('.')).toBe(
      `unable to evaluate symlinks in Dockerfile path: lstat ${join(root, 'Dockerfile')}: no such file or directory`,
    );
    expect(await told('file')).toContain('must be a directory');
    expect(await told('.', 'nosuch')).toContain(`lstat ${join(root, 'nosuch')}`);
  });

  test('that cannot be read fails the upload instead of ending it early', async () => {
    await put({ Dockerfile: 'FROM scratch', 'a.txt': 'a' });
    const context = await found();
    await rm(join(root, 'Dockerfile'));
    await mkdir(join(root, 'Dockerfile'));
    const broken = { ...context, outside: join(root, 'gone') };
    await expect(text(sendContext(broken).stream)).rejects.toThrow('ENOENT');
  });
});
