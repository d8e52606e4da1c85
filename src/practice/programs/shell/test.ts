/** `test`, `[`, and the operators that `[[` shares with them (POSIX, test). */
import { normalize } from '../../model/files/path';
import { sizeOfNode } from '../../model/files/content';
import { ShellError, type Shell } from './state';

/** What of a shell a condition asks for. */
export type Tester = Pick<Shell, 'flavour' | 'options' | 'variables' | 'fds' | 'cwd'> & {
  readonly task: Pick<Shell['task'], 'files'>;
};

const KINDS: Readonly<Record<string, string>> = { '-f': 'file', '-d': 'folder', '-L': 'link', '-h': 'link' };

export async function unaryTest(shell: Tester, operator: string, word: string): Promise<boolean> {
  if (operator === '-z') return word === '';
  if (operator === '-n') return word !== '';
  if (operator === '-o') return shell.options.has(word);
  if (operator === '-v') return shell.variables.has(word);
  if (operator === '-t') return shell.fds.get(Number(word))?.terminal === true;
  const { files } = shell.task;
  const path = normalize(word, shell.cwd);
  if (word === '') return false;
  const node = await (KINDS[operator] === 'link' ? files.link(path) : files.node(path)).catch(
    () => undefined,
  );
  if (node === undefined) return false;
  switch (operator) {
    case '-e':
    case '-a':
      return true;
    case '-f':
    case '-d':
    case '-L':
    case '-h':
      return node.kind === KINDS[operator] && !(operator === '-f' && path.startsWith('/dev/'));
    case '-s':
      return node.kind === 'folder' || sizeOfNode(node) > 0;
    case '-r':
      return files.may(node, 'read');
    case '-w':
      return files.may(node, 'write');
    case '-x':
      return files.may(node, 'execute');
    case '-c':
      return path.startsWith('/dev/');
    case '-O':
      return node.uid === files.user.uid;
    case '-G':
      return node.gid === files.user.gid;
    default:
      return false;
  }
}

export async function compareTexts(shell: Tester, operator: string, a: string, b: string): Promise<boolean> {
  const number = (text: string): number => {
    if (!/^\s*[+-]?\d+\s*$/.test(text)) throw new ShellError(illegal(shell, text), 2);
    return Number(text);
  };
  switch (operator) {
    case '=':
    case '==':
      return a === b;
    case '!=':
      return a !== b;
    case '<':
      return a < b;
    case '>':
      return a > b;
    case '-eq':
      return number(a) === number(b);
    case '-ne':
      return number(a) !== number(b);
    case '-lt':
      return number(a) < number(b);
    case '-le':
      return number(a) <= number(b);
    case '-gt':
      return number(a) > number(b);
    case '-ge':
      return number(a) >= number(b);
    default: {
      const { files } = shell.task;
      const left = await files.node(normalize(a, shell.cwd));
      const right = await files.node(normalize(b, shell.cwd));
      if (operator === '-nt') return (left?.mtime ?? -1) > (right?.mtime ?? -1);
      if (operator === '-ot') return (left?.mtime ?? -1) < (right?.mtime ?? -1);
      return (
        left !== undefined &&
        (await files.resolve(normalize(a, shell.cwd))) === (await files.resolve(normalize(b, shell.cwd)))
      );
    }
  }
}

const illegal = (shell: Tester, text: string): string =>
  shell.flavour === 'bash'
    ? `${text}: integer expression expected`
    : shell.flavour === 'dash'
      ? `Illegal number: ${text}`
      : 'bad number';

const BINARY = new Set([
  '=',
  '==',
  '!=',
  '<',
  '>',
  '-eq',
  '-ne',
  '-lt',
  '-le',
  '-gt',
  '-ge',
  '-nt',
  '-ot',
  '-ef',
]);

/** The words of `test`. @throws ShellError with status 2 for what is no expression. */
export async function testWords(shell: Tester, words: readonly string[]): Promise<boolean> {
  let at = 0;
  const word = (): string => words[at] ?? '';
  async function primary(): Promise<boolean> {
    const left = words.length - at;
    if (left === 0) throw new ShellError('argument expected', 2);
    if (word() === '!' && left > 1) {
      at += 1;
      return !(await primary());
    }
    if (left >= 3 && BINARY.has(words[at + 1] ?? '')) {
      const [a = '', operator = '', b = ''] = words.slice(at, at + 3);
      at += 3;
      return compareTexts(shell, operator, a, b);
    }
    if (word() === '(' && left > 2) {
      at += 1;
      const inner = await either();
      if (word() !== ')') throw new ShellError('closing paren expected', 2);
      at += 1;
      return inner;
    }
    if (left >= 2 && /^-[a-zA-Z]$/.test(word())) {
      const [operator = '', operand = ''] = words.slice(at, at + 2);
      at += 2;
      return unaryTest(shell, operator, operand);
    }
    at += 1;
    return words[at - 1] !== '';
  }
  async function both(): Promise<boolean> {
    let result = await primary();
    while (word() === '-a') {
      at += 1;
      result = (await primary()) && result;
    }
    return result;
  }
  async function either(): Promise<boolean> {
    let result = await both();
    while (word() === '-o') {
      at += 1;
      result = (await both()) || result;
    }
    return result;
  }
  if (words.length === 0) return false;
  const result = await either();
  if (at < words.length) throw new ShellError(`${word()}: unexpected operator`, 2);
  return result;
}
