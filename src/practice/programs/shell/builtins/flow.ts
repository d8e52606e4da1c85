import { parse } from 'just-bash';
import { normalize } from '../../../model/files/path';
import { find } from '../../files/find';
import { Failure } from '../../files/errno';
import { fromUtf8 } from '../../streams';

import { runAll } from '../interpreter';

import { become, external } from '../spawn';

import { testWords } from '../test';
import {
  assign,
  environmentOf,
  ExitShell,
  LeaveLoop,
  ReturnFrom,
  ShellError,
  valueOf,
  type Shell,
} from '../state';
import { write } from './io';
import { builtins } from './table';

export async function exit(shell: Shell, argv: readonly string[]): Promise<number> {
  const code = argv[1] === undefined ? shell.status : Number(argv[1]);
  if (Number.isNaN(code)) {
    await shell.task.err(`${shell.name}: exit: ${argv[1] ?? ''}: numeric argument required\n`);
    throw new ExitShell(2);
  }
  throw new ExitShell(((code % 256) + 256) % 256);
}

export function leave(shell: Shell, argv: readonly string[]): Promise<number> {
  const levels = Number(argv[1] ?? 1);
  if (argv[0] === 'return') throw new ReturnFrom(argv[1] === undefined ? shell.status : levels & 255);
  throw new LeaveLoop(argv[0] === 'continue', Math.max(1, levels));
}

export async function evaluate(shell: Shell, argv: readonly string[]): Promise<number> {
  shell.status = 0;
  return runAll(shell, parse(argv.slice(1).join(' ')).statements);
}

export async function source(shell: Shell, argv: readonly string[]): Promise<number> {
  const [, word = '', ...rest] = argv;
  const { files } = shell.task;
  const found = word.includes('/') ? undefined : await find(word, files, shell.cwd, valueOf(shell, 'PATH'));
  const searched =
    found?.kind === 'format' || found?.kind === 'script' ? found.path : normalize(word, shell.cwd);
  let text: string;
  try {
    text = fromUtf8(await files.read(searched));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const words = {
      bash: `${word}: ${error.words}`,
      dash: `.: cannot open ${word}: No such file`,
      ash: `.: line ${String(shell.line - 1)}: can't open '${word}': ${error.words}`,
    };
    throw new ShellError(words[shell.flavour], shell.flavour === 'bash' ? 1 : 2, shell.flavour !== 'bash');
  }
  const positional = shell.positional;
  if (rest.length > 0) shell.positional = rest;
  try {
    shell.status = 0;
    return await runAll(shell, parse(text).statements);
  } catch (error) {
    if (error instanceof ReturnFrom) return error.code;
    throw error;
  } finally {
    shell.positional = positional;
  }
}

export async function cd(shell: Shell, argv: readonly string[]): Promise<number> {
  const words = argv.slice(1).filter((word) => !/^-[LPe]$/.test(word));
  const target = words[0] === '-' ? valueOf(shell, 'OLDPWD') : (words[0] ?? valueOf(shell, 'HOME'));
  if (target === undefined) throw new ShellError(`cd: ${words[0] === '-' ? 'OLDPWD' : 'HOME'} not set`);
  const path = normalize(target, shell.cwd);
  const node = await shell.task.files.node(path).catch(() => undefined);
  const why =
    node === undefined ? 'No such file or directory' : node.kind !== 'folder' ? 'Not a directory' : undefined;
  if (why !== undefined || (node && !shell.task.files.may(node, 'execute'))) {
    const said = why ?? 'Permission denied';
    const words = {
      bash: `cd: ${target}: ${said}`,
      dash: `cd: can't cd to ${target}`,
      ash: `cd: line ${String(shell.line - 1)}: can't cd to ${target}: ${said}`,
    };
    throw new ShellError(words[shell.flavour], shell.flavour === 'bash' ? 1 : 2);
  }
  assign(shell, 'OLDPWD', shell.cwd);
  shell.cwd = path;
  assign(shell, 'PWD', path, { exported: true });
  if (words[0] === '-') await write(shell, `${path}\n`);
  return 0;
}

export async function pwd(shell: Shell, argv: readonly string[]): Promise<number> {
  await write(shell, `${argv[1] === '-P' ? await shell.task.files.resolve(shell.cwd) : shell.cwd}\n`);
  return 0;
}

export async function exec(shell: Shell, argv: readonly string[]): Promise<number> {
  let words = argv.slice(1);
  if (words[0] === '-a') words = words.slice(2);
  if (words.length === 0) return 0;
  return become(shell, words, environmentOf(shell));
}

export async function command(shell: Shell, argv: readonly string[]): Promise<number> {
  const asks = argv[1] === '-v' || argv[1] === '-V';
  const words = argv.slice(asks || argv[1] === '-p' ? 2 : 1);
  if (asks) return describe(shell, words, argv[1] === '-v' ? 'path' : 'words');
  const builtin = builtins(shell).get(words[0] ?? '');
  if (words.length === 0) return 0;
  return builtin ? builtin(shell, words) : external(shell, words, environmentOf(shell), shell.fds);
}

const KEYWORDS = new Set(
  'if then elif else fi for while until do done case esac in function time { } ! [['.split(' '),
);

async function describe(
  shell: Shell,
  words: readonly string[],
  how: 'path' | 'words' | 'kind',
): Promise<number> {
  let status = 0;
  for (const word of words) {
    const found = await find(word, shell.task.files, shell.cwd, valueOf(shell, 'PATH'));
    const alias = shell.aliases.get(word);
    const kinds: readonly [boolean, string, string, string][] = [
      [
        alias !== undefined,
        `alias ${word}='${alias ?? ''}'`,
        `${word} is aliased to \`${alias ?? ''}'`,
        'alias',
      ],
      [shell.functions.has(word), word, `${word} is a function`, 'function'],
      [builtins(shell).has(word), word, `${word} is a shell builtin`, 'builtin'],
      [found.kind === 'program' || found.kind === 'script', found.path, `${word} is ${found.path}`, 'file'],
    ];
    const hit = (
      how !== 'kind' && how !== 'words'
        ? kinds
        : [[KEYWORDS.has(word), word, `${word} is a shell keyword`, 'keyword'] as const, ...kinds]
    ).find(([fits]) => fits);
    if (hit) await write(shell, `${how === 'path' ? hit[1] : how === 'words' ? hit[2] : hit[3]}\n`);
    else {
      status = shell.flavour === 'bash' ? 1 : 127;
      if (how === 'words')
        await shell.task.err(
          `${shell.flavour === 'bash' ? `${shell.name}: type: ` : ''}${word}: not found\n`,
        );
    }
  }
  return status;
}

export const type = (shell: Shell, argv: readonly string[]): Promise<number> =>
  argv[1] === '-t'
    ? describe(shell, argv.slice(2), 'kind')
    : argv[1] === '-p' || argv[1] === '-P'
      ? describe(shell, argv.slice(2), 'path')
      : describe(shell, argv.slice(1), 'words');

export async function test(shell: Shell, argv: readonly string[]): Promise<number> {
  let words = argv.slice(1);
  if (argv[0] === '[') {
    if (words.at(-1) !== ']')
      throw new ShellError(shell.flavour === 'bash' ? "[: missing `]'" : '[: missing ]', 2);
    words = words.slice(0, -1);
  }
  try {
    return Number(!(await testWords(shell, words)));
  } catch (error) {
    if (error instanceof ShellError)
      throw new ShellError(`${argv[0] ?? 'test'}: ${error.message}`, error.code);
    throw error;
  }
}
