/**
 * From the first word of a command to what runs: the search through `PATH`, links, permissions, `#!`. A program is a
 * file of the image whose content says by a sentence which of our programs it stands for, so that what is not in an
 * image cannot run there, and what is removed is gone.
 */
import { bytesOf, sizeOfContent } from '../../model/files/content';
import { ENTRYPOINTS } from '../servers/known-scripts';
import { programName } from '../../model/files/program';
import type { Content, FsNode } from '../../model/files/node';
import { baseOf, normalize } from '../../model/files/path';
import { fromUtf8 } from '../streams';
import type { Files } from './files';

export const USUAL_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export type Found =
  /** `name` is the program's own, `applet` what it was called by. */
  | { readonly kind: 'program'; readonly name: string; readonly applet: string; readonly path: string }
  | { readonly kind: 'script'; readonly path: string; readonly interpreter: readonly string[] }
  | { readonly kind: 'absent' | 'not found' | 'denied' | 'folder' | 'format'; readonly path: string };

/** Longest text of a script that is played without a shell. */
const KNOWN_LENGTH = 2048;

const knownScript = (content: Content): string | undefined =>
  sizeOfContent(content) > KNOWN_LENGTH ? undefined : ENTRYPOINTS.get(fromUtf8(bytesOf(content)));

async function look(files: Files, path: string, applet: string): Promise<Found> {
  const node: FsNode | undefined = await files.node(path);
  if (node === undefined) return { kind: 'absent', path };
  if (node.kind !== 'file') return { kind: 'folder', path };
  if (!files.may(node, 'execute')) return { kind: 'denied', path };
  const name = programName(node.content);
  if (name !== undefined) return { kind: 'program', name, applet, path };
  const known = knownScript(node.content);
  if (known !== undefined) return { kind: 'program', name: known, applet, path };
  const head = fromUtf8(bytesOf(node.content, 256));
  const [, words] = /^#!\s*([^\n]+)/.exec(head) ?? [];
  if (words === undefined) return { kind: 'format', path };
  const [program = '', ...rest] = words.trim().split(/\s+/);
  return { kind: 'script', path, interpreter: rest.length === 0 ? [program] : [program, rest.join(' ')] };
}

/** What a word names. Only a name without a slash is searched for. */
export async function find(
  word: string,
  files: Files,
  cwd: string,
  path: string | undefined,
): Promise<Found> {
  const applet = baseOf(word);
  if (word.includes('/')) return look(files, normalize(word, cwd), applet);
  let denied: Found | undefined;
  for (const folder of word === '' ? [] : (path ?? USUAL_PATH).split(':')) {
    const found = await look(files, normalize(`${folder === '' ? '.' : folder}/${word}`, cwd), applet);
    if (found.kind === 'absent' || found.kind === 'folder') continue;
    if (found.kind !== 'denied') return found;
    denied ??= found;
  }
  return denied ?? { kind: 'not found', path: word };
}
