/**
 * The files of a container as one user sees them: links followed, permissions checked, `/proc`, `/dev` and `/sys`
 * from the kernel. The machine keeps every file; nothing is kept here.
 */
import { bytesOf } from '../../model/files/content';
import type { FileNode, FsNode } from '../../model/files/node';
import { baseOf, join, normalize, parentOf, partsOf } from '../../model/files/path';
import type { FileAccess } from '../../programs';
import type { User } from '../task';
import { Failure, failure } from './errno';

/** Folders that the kernel fills. A path that it does not know is looked up in the container's own files. */
export interface Virtual {
  get(path: string): Promise<FsNode | undefined>;
  list(path: string): Promise<readonly string[] | undefined>;
}

export interface Files {
  readonly user: User;
  /** The same files as another user sees them. */
  as(user: User): Files;
  /** The path without links; that at the end stays when `keepLast`. @throws Failure `ELOOP` */
  resolve(path: string, keepLast?: boolean): Promise<string>;
  /** Follows links; undefined when there is nothing. */
  node(path: string): Promise<FsNode | undefined>;
  /** Does not follow the last link. */
  link(path: string): Promise<FsNode | undefined>;
  /** @throws Failure */
  list(path: string): Promise<readonly string[]>;
  /** @throws Failure `ENOENT`, `EISDIR`, `EACCES` */
  read(path: string, limit?: number): Promise<Uint8Array>;
  /** Writes a file, through a link at the end; a new one has mode 0644. @throws Failure */
  write(
    path: string,
    bytes: Uint8Array,
    how?: { readonly append?: boolean; readonly mode?: number },
  ): Promise<void>;
  /** @throws Failure `EEXIST`, `ENOENT` */
  folder(path: string, mode?: number): Promise<void>;
  symlink(target: string, path: string): Promise<void>;
  /** @throws Failure */
  remove(path: string): Promise<void>;
  /** Replaces what is known about a node: mode, owner, time. */
  change(path: string, change: Partial<Pick<FsNode, 'mode' | 'uid' | 'gid' | 'mtime'>>): Promise<void>;
  /** Puts a node as it is. */
  put(path: string, node: FsNode): Promise<void>;
  may(node: FsNode, what: 'read' | 'write' | 'execute'): boolean;
}

const LINKS = 40;
const BITS = { read: 4, write: 2, execute: 1 } as const;

export function filesOf(access: FileAccess, virtual: Virtual, user: User, seconds: () => number): Files {
  const get = async (path: string): Promise<FsNode | undefined> =>
    (await virtual.get(path)) ?? access.get(path);

  async function resolve(path: string, keepLast = false): Promise<string> {
    let budget = LINKS;
    const follow = async (from: string, keep: boolean): Promise<string> => {
      let at = '/';
      const parts = partsOf(normalize(from));
      for (const [i, name] of parts.entries()) {
        const next = join(at, name);
        if (keep && i === parts.length - 1) return next;
        const node = await get(next);
        if (node === undefined) return normalize(parts.slice(i).join('/'), at);
        if (node.kind !== 'link') {
          at = next;
          continue;
        }
        budget -= 1;
        if (budget < 0) throw new Failure('ELOOP', path);
        at = await follow(normalize(node.target, at), false);
      }
      return at;
    };
    return follow(path, keepLast);
  }

  const may: Files['may'] = (node, what) => {
    if (user.uid === 0) return what !== 'execute' || node.kind === 'folder' || (node.mode & 0o111) !== 0;
    const shift = node.uid === user.uid ? 6 : node.gid === user.gid ? 3 : 0;
    return ((node.mode >> shift) & BITS[what]) !== 0;
  };

  const node = async (path: string): Promise<FsNode | undefined> => get(await resolve(path));

  const put = async (path: string, made: FsNode): Promise<void> => {
    try {
      await access.put(path, made);
    } catch (error) {
      throw failure(error, path);
    }
  };

  /** @throws Failure when nothing may be made or removed in the folder of this path. */
  async function writableParent(path: string): Promise<void> {
    const parent = await get(parentOf(path));
    if (parent === undefined) throw new Failure('ENOENT', path);
    if (parent.kind !== 'folder') throw new Failure('ENOTDIR', path);
    if (!may(parent, 'write')) throw new Failure('EACCES', path);
  }

  const fresh = (mode: number) => ({ mode, uid: user.uid, gid: user.gid, mtime: seconds() });

  const files: Files = {
    user,
    as: (other) => (other === user ? files : filesOf(access, virtual, other, seconds)),
    resolve,
    node,
    link: async (path) => get(await resolve(path, true)),
    async list(path) {
      const at = await resolve(path);
      const found = await get(at);
      if (found === undefined) throw new Failure('ENOENT', path);
      if (found.kind !== 'folder') throw new Failure('ENOTDIR', path);
      if (!may(found, 'read')) throw new Failure('EACCES', path);
      const own = (await access.list(at)) ?? [];
      const more = await virtual.list(at);
      return more === undefined ? own : [...new Set([...own, ...more])].sort();
    },
    async read(path, limit) {
      const found = await node(path);
      if (found === undefined) throw new Failure('ENOENT', path);
      if (found.kind !== 'file') throw new Failure('EISDIR', path);
      if (!may(found, 'read')) throw new Failure('EACCES', path);
      return bytesOf(found.content, limit);
    },
    async write(path, bytes, how = {}) {
      const at = await resolve(path);
      const old = await get(at);
      if (old?.kind === 'folder') throw new Failure('EISDIR', path);
      if (old?.kind === 'file' && !may(old, 'write')) throw new Failure('EACCES', path);
      if (old === undefined) await writableParent(at);
      const before = how.append === true && old?.kind === 'file' ? bytesOf(old.content) : new Uint8Array();
      const whole = new Uint8Array(before.length + bytes.length);
      whole.set(before);
      whole.set(bytes, before.length);
      const owner: Omit<FileNode, 'content' | 'kind'> =
        old?.kind === 'file'
          ? { mode: old.mode, uid: old.uid, gid: old.gid, mtime: seconds() }
          : fresh(how.mode ?? 0o644);
      await put(at, { ...owner, kind: 'file', content: { bytes: whole } });
    },
    async folder(path, mode = 0o755) {
      const at = join(await resolve(parentOf(normalize(path))), baseOf(normalize(path)));
      if (normalize(path) === '/' || (await get(at)) !== undefined) throw new Failure('EEXIST', path);
      await writableParent(at);
      await put(at, { ...fresh(mode), kind: 'folder' });
    },
    async symlink(target, path) {
      const at = await resolve(path, true);
      if ((await get(at)) !== undefined) throw new Failure('EEXIST', path);
      await writableParent(at);
      await put(at, { ...fresh(0o777), kind: 'link', target });
    },
    async remove(path) {
      const at = await resolve(path, true);
      if ((await get(at)) === undefined) throw new Failure('ENOENT', path);
      await writableParent(at);
      try {
        await access.remove(at);
      } catch (error) {
        throw failure(error, path);
      }
    },
    async change(path, change) {
      const at = await resolve(path);
      const old = await get(at);
      if (old === undefined) throw new Failure('ENOENT', path);
      if (user.uid !== 0 && (user.uid !== old.uid || change.uid !== undefined))
        throw new Failure('EPERM', path);
      await put(at, { ...old, ...change });
    },
    async put(path, made) {
      const at = await resolve(path, true);
      await writableParent(at);
      await put(at, made);
    },
    may,
  };
  return files;
}
