/** Users of a container: what its `/etc/passwd` and `/etc/group` say. */
import { fromUtf8 } from '../streams';
import type { User } from '../task';
import type { Files } from './files';

export const ROOT: User = { name: 'root', uid: 0, gid: 0, home: '/root' };

async function rows(files: Files, path: string): Promise<readonly (readonly string[])[]> {
  try {
    return fromUtf8(await files.read(path))
      .split('\n')
      .filter((line) => line.includes(':'))
      .map((line) => line.split(':'));
  } catch {
    return [];
  }
}

/** `nginx`, `1000`, `1000:1000`, or nothing for root. A number needs no row; a name without one gives undefined. */
export async function userOf(words: string, files: Files): Promise<User | undefined> {
  const [user = '', group] = words.split(':');
  if (user === '' && group === undefined) return ROOT;
  const row = (await rows(files, '/etc/passwd')).find((one) => one[0] === user || one[2] === user);
  if (row === undefined && !/^\d+$/.test(user)) return undefined;
  const named =
    group === undefined ? undefined : (await rows(files, '/etc/group')).find((one) => one[0] === group);
  return {
    name: row?.[0] ?? user,
    uid: Number(row?.[2] ?? user),
    gid: Number(named?.[2] ?? (group !== undefined && /^\d+$/.test(group) ? group : (row?.[3] ?? 0))),
    home: row?.[5] ?? '/',
  };
}

/** Names by number, for `ls -l`, `stat`, `id`. */
export async function namesOf(files: Files, of: 'passwd' | 'group'): Promise<ReadonlyMap<number, string>> {
  return new Map((await rows(files, `/etc/${of}`)).map((row) => [Number(row[2]), row[0] ?? '']));
}
