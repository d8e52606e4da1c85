/** Redirections: what a descriptor is for one command. */
import { normalize } from '../../model/files/path';
import { device } from '../files/devices';
import { Failure } from '../files/errno';
import { sourceOf, utf8, type Sink } from '../streams';
import type { Redirection, WordNode } from './ast';
import { expandText, expandWords } from './expand';
import { ShellError, type Fd, type Shell } from './state';

const appending = (shell: Shell, path: string): Sink => ({
  write: (bytes) => shell.task.files.write(path, bytes, { append: true }),
  close: () => undefined,
});

/** A failure to open, in the words of each shell. */
function refusal(shell: Shell, word: string, error: Failure, making: boolean): ShellError {
  if (shell.flavour === 'bash') return new ShellError(`${word}: ${error.words}`);
  const why =
    making && error.errno === 'ENOENT'
      ? 'nonexistent directory'
      : error.errno === 'ENOENT'
        ? 'no such file'
        : error.words;
  return new ShellError(
    shell.flavour === 'dash'
      ? `cannot ${making ? 'create' : 'open'} ${word}: ${dashWords(error, making)}`
      : `can't ${making ? 'create' : 'open'} ${word}: ${why}`,
    shell.flavour === 'dash' ? 2 : 1,
  );
}
const dashWords = (error: Failure, making: boolean): string =>
  error.errno !== 'ENOENT' ? error.words : making ? 'Directory nonexistent' : 'No such file';

async function open(shell: Shell, word: string, how: 'read' | 'write' | 'append' | 'both'): Promise<Fd> {
  const path = normalize(word, shell.cwd);
  const known = device(shell.fds, path);
  if (known) return known;
  const { files } = shell.task;
  try {
    const real = await files.resolve(path).catch(() => path);
    const linked = device(shell.fds, real);
    if (linked) return linked;
    if (how === 'read') return { source: sourceOf(await files.read(path)) };
    if (how === 'write' && shell.options.has('noclobber') && (await files.node(path))?.kind === 'file')
      throw new ShellError(`${word}: cannot overwrite existing file`);
    await files.write(path, new Uint8Array(), { append: how !== 'write' });
    const source = how === 'both' ? { source: sourceOf(await files.read(path)) } : {};
    return { sink: appending(shell, path), ...source };
  } catch (error) {
    if (error instanceof Failure) throw refusal(shell, word, error, how !== 'read');
    throw error;
  }
}

async function target(shell: Shell, word: WordNode): Promise<string> {
  const words = await expandWords(shell, [word]);
  if (words.length !== 1) throw new ShellError('ambiguous redirect');
  return words[0] ?? '';
}

/** The descriptors with one redirection applied. */
async function redirected(shell: Shell, fds: Map<number, Fd>, one: Redirection): Promise<void> {
  const to = one.target;
  if (to.type === 'HereDoc') {
    const text = await expandText(shell, to.content);
    fds.set(one.fd ?? 0, { source: sourceOf(utf8(to.stripTabs ? text.replace(/^\t+/gm, '') : text)) });
    return;
  }
  const inner: Shell = { ...shell, fds };
  if (one.operator === '<<<') {
    fds.set(one.fd ?? 0, { source: sourceOf(utf8(`${await expandText(shell, to)}\n`)) });
    return;
  }
  const word = await target(shell, to);
  switch (one.operator) {
    case '<':
      fds.set(one.fd ?? 0, await open(inner, word, 'read'));
      return;
    case '<>':
      fds.set(one.fd ?? 0, await open(inner, word, 'both'));
      return;
    case '>':
    case '>|':
      fds.set(one.fd ?? 1, await open(inner, word, 'write'));
      return;
    case '>>':
      fds.set(one.fd ?? 1, await open(inner, word, 'append'));
      return;
    case '&>':
    case '&>>': {
      const file = await open(inner, word, one.operator === '&>' ? 'write' : 'append');
      fds.set(1, file).set(2, file);
      return;
    }
    case '>&':
    case '<&': {
      const own = one.fd ?? (one.operator === '>&' ? 1 : 0);
      if (word === '-') {
        fds.delete(own);
        return;
      }
      if (!/^\d+-?$/.test(word) && one.operator === '>&') {
        const file = await open(inner, word, 'write');
        fds.set(1, file).set(2, file);
        return;
      }
      const from = fds.get(Number.parseInt(word, 10));
      if (from === undefined) throw new ShellError(`${word}: Bad file descriptor`);
      fds.set(own, from);
    }
  }
}

/** Runs with other descriptors, and puts the old ones back. */
export async function withRedirections<T>(
  shell: Shell,
  redirections: readonly Redirection[],
  work: () => Promise<T>,
): Promise<T> {
  const old = shell.fds;
  shell.fds = await redirect(shell, redirections);
  try {
    return await work();
  } finally {
    shell.fds = old;
  }
}

export async function redirect(
  shell: Shell,
  redirections: readonly Redirection[],
): Promise<ReadonlyMap<number, Fd>> {
  const fds = new Map(shell.fds);
  for (const one of redirections) await redirected(shell, fds, one);
  return fds;
}
