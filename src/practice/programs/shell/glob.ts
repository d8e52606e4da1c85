import { join, normalize } from '../../model/files/path';
import { hasPattern, matches, unquotePattern } from './pattern';
import type { Shell } from './state';

/** Paths that match a pattern, sorted; written as the pattern was, relative or absolute. Empty when none does. */
export async function globbed(shell: Shell, pattern: string): Promise<readonly string[]> {
  const absolute = pattern.startsWith('/');
  const parts = pattern.split('/').filter((part) => part !== '');
  const { files } = shell.task;
  let found: readonly string[] = [''];
  for (const [i, part] of parts.entries()) {
    const last = i === parts.length - 1;
    const next: string[] = [];
    for (const prefix of found) {
      const folder = absolute ? `/${prefix}` : normalize(prefix, shell.cwd);
      const named = (name: string): string => (prefix === '' ? name : `${prefix}/${name}`);
      if (!hasPattern(part)) {
        const name = unquotePattern(part);
        if ((await files.link(join(normalize(folder), name))) !== undefined) next.push(named(name));
        continue;
      }
      const names = await files.list(folder).catch(() => []);
      for (const name of names) {
        if (name.startsWith('.') && !part.startsWith('.')) continue;
        if (!matches(part, name)) continue;
        if (!last && (await files.node(join(normalize(folder), name)))?.kind !== 'folder') continue;
        next.push(named(name));
      }
    }
    found = next;
  }
  return [...found].sort().map((path) => (absolute ? `/${path}` : path) + (pattern.endsWith('/') ? '/' : ''));
}
