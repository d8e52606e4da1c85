/** The files of a container in the shape in which just-bash's commands ask for them. */
import type { FsStat, IFileSystem } from 'just-bash';
import { unsafeBytesFromLatin1 } from 'just-bash';
import { sizeOfNode } from '../../model/files/content';
import type { FsNode } from '../../model/files/node';
import { join, normalize, parentOf } from '../../model/files/path';
import { Failure } from '../files/errno';
import type { Files } from '../files/files';
import { fromUtf8, utf8 } from '../streams';

type Content = string | Uint8Array;
type Encoding = Parameters<IFileSystem['writeFile']>[2];

function bytesFrom(content: Content, options: Encoding): Uint8Array {
  if (typeof content !== 'string') return content;
  const encoding = typeof options === 'string' ? options : options?.encoding;
  return encoding === 'binary' || encoding === 'latin1'
    ? Uint8Array.from(content, (sign) => sign.charCodeAt(0))
    : utf8(content);
}

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}

const stat = (node: FsNode): FsStat => ({
  isFile: node.kind === 'file',
  isDirectory: node.kind === 'folder',
  isSymbolicLink: node.kind === 'link',
  mode: node.mode,
  size: node.kind === 'folder' ? 4096 : sizeOfNode(node),
  mtime: new Date(node.mtime * 1000),
});

export function fileSystemOf(files: Files, seconds: () => number): IFileSystem {
  const need = async (path: string, last: 'follow' | 'keep' = 'follow'): Promise<FsNode> => {
    const node = await (last === 'follow' ? files.node(path) : files.link(path));
    if (node === undefined) throw new Failure('ENOENT', path);
    return node;
  };
  async function copy(from: string, to: string, recursive: boolean): Promise<void> {
    const node = await need(from);
    if (node.kind === 'folder') {
      if (!recursive) throw new Failure('EISDIR', from);
      if ((await files.node(to)) === undefined) await files.folder(to, node.mode);
      for (const name of await files.list(from)) await copy(join(from, name), join(to, name), true);
      return;
    }
    if (!files.may(node, 'read')) throw new Failure('EACCES', from);
    const owner = { uid: files.user.uid, gid: files.user.gid, mtime: seconds() };
    const at = (await files.node(to)) === undefined ? to : await files.resolve(to);
    await files.put(at, { ...node, ...owner });
  }
  async function clear(path: string, recursive: boolean): Promise<void> {
    const node = await need(path, 'keep');
    if (node.kind === 'folder' && !recursive && (await files.list(path)).length > 0)
      throw new Failure('ENOTEMPTY', path);
    await files.remove(path);
  }
  const read = async (path: string): Promise<Uint8Array> => files.read(path);
  return {
    readFile: async (path, options) => {
      const encoding = typeof options === 'string' ? options : options?.encoding;
      const bytes = await read(path);
      return encoding === 'binary' || encoding === 'latin1' ? latin1(bytes) : fromUtf8(bytes);
    },
    readFileBytes: async (path) => unsafeBytesFromLatin1(latin1(await read(path))),
    readFileBuffer: read,
    writeFile: (path, content, options) => files.write(path, bytesFrom(content, options)),
    appendFile: (path, content, options) => files.write(path, bytesFrom(content, options), { append: true }),
    exists: async (path) => (await files.node(path).catch(() => undefined)) !== undefined,
    stat: async (path) => stat(await need(path)),
    lstat: async (path) => stat(await need(path, 'keep')),
    async mkdir(path, options) {
      if (options?.recursive !== true) return files.folder(path);
      const node = await files.node(path);
      if (node?.kind === 'folder') return;
      if (node !== undefined) throw new Failure('EEXIST', path);
      const parent = parentOf(normalize(path));
      if ((await files.node(parent)) === undefined) await this.mkdir(parent, options);
      await files.folder(path);
    },
    readdir: async (path) => [...(await files.list(path))],
    async readdirWithFileTypes(path) {
      const found = [];
      for (const name of await files.list(path)) {
        const node = await files.link(join(normalize(path), name));
        found.push({
          name,
          isFile: node?.kind === 'file',
          isDirectory: node?.kind === 'folder',
          isSymbolicLink: node?.kind === 'link',
        });
      }
      return found;
    },
    async rm(path, options) {
      if (options?.force === true && (await files.link(path)) === undefined) return;
      await clear(path, options?.recursive === true);
    },
    cp: (from, to, options) => copy(from, to, options?.recursive === true),
    async mv(from, to) {
      const node = await need(from, 'keep');
      const move = async (at: string, target: string, one: FsNode): Promise<void> => {
        await files.put(target, one);
        if (one.kind !== 'folder') return;
        for (const name of await files.list(at))
          await move(join(at, name), join(target, name), await need(join(at, name), 'keep'));
      };
      const target = await files.resolve(to, true);
      if (target === (await files.resolve(from, true))) return;
      await move(from, target, node);
      await files.remove(from);
    },
    resolvePath: (base, path) => normalize(path, base),
    getAllPaths: () => [],
    chmod: (path, mode) => files.change(path, { mode: mode & 0o7777 }),
    symlink: (target, path) => files.symlink(target, path),
    async link(existing, path) {
      const node = await need(existing);
      if ((await files.link(path)) !== undefined) throw new Failure('EEXIST', path);
      await files.put(path, node);
    },
    async readlink(path) {
      const node = await need(path, 'keep');
      if (node.kind !== 'link') throw new Failure('EINVAL', path);
      return node.target;
    },
    async realpath(path) {
      const at = await files.resolve(path);
      if ((await files.node(at)) === undefined) throw new Failure('ENOENT', path);
      return at;
    },
    utimes: (path, _, mtime) => files.change(path, { mtime: Math.floor(mtime.getTime() / 1000) }),
  };
}
