/**
 * Word expansion (POSIX 2.6): braces, tilde, parameters, commands, arithmetic; then fields are split at `IFS`, and
 * patterns become the paths that they match. A word is a row of pieces that remember whether they were quoted.
 */
import type { Part, PartOf, WordNode } from './ast';
import { evaluate } from './arith';
import { expandBraces } from './braces';
import { globbed } from './glob';
import { expandParameter } from './parameters';
import { hasPattern, quotePattern } from './pattern';
import { ShellError, valueOf, type Shell } from './state';
import { outputOf } from './substitution';

export interface Piece {
  readonly text: string;
  readonly quoted: boolean;
  /** The result of an unquoted expansion: split at `IFS`. */
  readonly split?: boolean;
}
/** Between two pieces that are fields of their own, as those of `"$@"`. */
export const FIELD = Symbol('field');
export type Pieces = readonly (Piece | typeof FIELD)[];

async function home(shell: Shell, user: string | null): Promise<string> {
  if (user === null || user === '') return valueOf(shell, 'HOME') ?? shell.task.user.home;
  if (user === '+') return shell.cwd;
  if (user === '-') return valueOf(shell, 'OLDPWD') ?? '~-';
  const { userOf } = await import('../files/users');
  return (await userOf(user, shell.task.files))?.home ?? `~${user}`;
}

async function expandPart(shell: Shell, part: Part, quoted: boolean): Promise<Pieces> {
  switch (part.type) {
    case 'Literal':
      return [{ text: part.value, quoted }];
    case 'SingleQuoted':
    case 'Escaped':
      return [{ text: part.value, quoted: true }];
    case 'DoubleQuoted': {
      const inner = await expandParts(shell, part.parts, true);
      // `""` is a field, `"$@"` without parameters is none.
      const lonely = part.parts.length === 1 && part.parts[0]?.type === 'ParameterExpansion';
      return inner.length === 0 && !lonely ? [{ text: '', quoted: true }] : inner;
    }
    case 'ParameterExpansion':
      return expandParameter(shell, part, quoted);
    case 'CommandSubstitution':
      return [{ text: await outputOf(shell, part.body), quoted, split: !quoted }];
    case 'ArithmeticExpansion':
      return [{ text: String(await evaluate(shell, part.expression)), quoted, split: !quoted }];
    case 'TildeExpansion':
      return [{ text: await home(shell, part.user), quoted: true }];
    case 'Glob':
      return [{ text: part.pattern, quoted }];
    case 'BraceExpansion':
      // Only a shell without brace expansion comes here: for it they are letters.
      return bracesAsWritten(shell, part, quoted);
    case 'ProcessSubstitution':
      throw new ShellError('process substitution is not played by the practice engine');
  }
}

async function bracesAsWritten(
  shell: Shell,
  part: PartOf<'BraceExpansion'>,
  quoted: boolean,
): Promise<Pieces> {
  const [only] = part.items;
  if (only?.type === 'Range')
    return [{ text: `{${only.startStr ?? String(only.start)}..${only.endStr ?? String(only.end)}}`, quoted }];
  const items: string[] = [];
  for (const item of part.items) if (item.type === 'Word') items.push(await expandText(shell, item.word));
  return [{ text: `{${items.join(',')}}`, quoted }];
}

export async function expandParts(shell: Shell, parts: readonly Part[], quoted: boolean): Promise<Pieces> {
  const all: (Piece | typeof FIELD)[] = [];
  for (const part of parts) all.push(...(await expandPart(shell, part, quoted)));
  return all;
}

/** Splits pieces into fields; each is a row of pieces without splitting left in it. */
function fieldsOf(shell: Shell, pieces: Pieces): readonly (readonly Piece[])[] {
  const ifs = valueOf(shell, 'IFS') ?? ' \t\n';
  const blank = [...ifs].filter((sign) => ' \t\n'.includes(sign)).join('');
  const fields: Piece[][] = [];
  let field: Piece[] | undefined;
  const close = (): void => {
    if (field) fields.push(field);
    field = undefined;
  };
  for (const piece of pieces) {
    if (piece === FIELD) {
      close();
      continue;
    }
    if (piece.split !== true || ifs === '') {
      if (piece.text !== '' || piece.quoted) (field ??= []).push(piece);
      continue;
    }
    let text = '';
    const flush = (): void => {
      if (text !== '') (field ??= []).push({ text, quoted: false });
      text = '';
    };
    for (let at = 0; at < piece.text.length; at += 1) {
      const sign = piece.text[at] ?? '';
      if (!ifs.includes(sign)) {
        text += sign;
        continue;
      }
      flush();
      if (blank.includes(sign)) close();
      else {
        field ??= [];
        close();
        // Blanks around another separator belong to it.
        while (blank.includes(piece.text[at + 1] ?? '\0')) at += 1;
      }
    }
    flush();
  }
  close();
  return fields;
}

const plain = (pieces: Pieces): string =>
  pieces.map((piece) => (piece === FIELD ? ' ' : piece.text)).join('');

const asPattern = (pieces: Pieces): string =>
  pieces.map((p) => (p === FIELD ? ' ' : p.quoted ? quotePattern(p.text) : p.text)).join('');

/** All fields of all words, with paths in place of patterns. */
export async function expandWords(shell: Shell, words: readonly WordNode[]): Promise<string[]> {
  const out: string[] = [];
  for (const word of words)
    for (const variant of shell.flavour === 'bash' ? expandBraces(word) : [word]) {
      const pieces = await expandParts(shell, variant.parts, false);
      for (const field of fieldsOf(shell, pieces)) {
        const pattern = field.some((p) => !p.quoted && hasPattern(p.text)) ? asPattern(field) : undefined;
        const found =
          pattern === undefined || shell.options.has('noglob') ? [] : await globbed(shell, pattern);
        if (found.length > 0) out.push(...found);
        else out.push(plain(field));
      }
    }
  return out;
}

/** One text, neither split nor matched against paths: the value of an assignment, the word of `case`. */
export async function expandText(shell: Shell, word: WordNode): Promise<string> {
  return plain(await expandParts(shell, word.parts, false));
}

/** A pattern, in which what was quoted stands for itself. */
export async function expandPattern(shell: Shell, word: WordNode): Promise<string> {
  return asPattern(await expandParts(shell, word.parts, false));
}
