/** `$x`, `${x:-word}`, `${x#pattern}`, `"${a[@]}"` and their kin (POSIX 2.6.2, and what bash adds). */
import { parse } from 'just-bash';
import { elementOf, elementsOf, keysOf, setElement, subscriptOf } from './arrays';
import { evaluate, numberOf } from './arith';
import type { Operation, PartOf } from './ast';
import { expandPattern, expandParts, expandText, FIELD, type Piece, type Pieces } from './expand';
import { replaced, trimmed } from './pattern';
import { assign, ShellError, valueOf, type Shell } from './state';

/** What a parameter has: its values, and whether it is one of the lists `@` and `*`. */
interface Looked {
  readonly values: readonly string[];
  readonly set: boolean;
  readonly list?: '@' | '*';
}

const one = (text: string | undefined): Looked => ({ values: [text ?? ''], set: text !== undefined });

function special(shell: Shell, name: string): string | undefined {
  const { task } = shell;
  switch (name) {
    case '?':
      return String(shell.status);
    case '$':
      return String(task.machine === undefined ? 0 : shell.session.spec.pid);
    case '!':
      return shell.background === '' ? undefined : shell.background;
    case '#':
      return String(shell.positional.length);
    case '0':
      return shell.name;
    case '-':
      return `h${shell.options.has('errexit') ? 'e' : ''}${shell.interactive ? 'im' : ''}${shell.options.has('xtrace') ? 'x' : ''}B`;
    case 'LINENO':
      return String(shell.line);
    case 'RANDOM':
      return shell.flavour === 'dash' ? valueOf(shell, name) : String(Math.floor(Math.random() * 32_768));
    case 'SECONDS':
      return String(Math.floor(task.machine.now() / 1000) - Number(valueOf(shell, 'SHELL_STARTED') ?? 0));
    case 'COLUMNS':
      return task.terminal && shell.interactive ? String(task.terminal.columns()) : valueOf(shell, name);
    case 'LINES':
      return task.terminal && shell.interactive ? String(task.terminal.rows()) : valueOf(shell, name);
    case 'UID':
    case 'EUID':
      return shell.flavour === 'bash' ? String(task.user.uid) : valueOf(shell, name);
    case 'PPID':
      return '0';
    default:
      return /^\d+$/.test(name) ? shell.positional[Number(name) - 1] : valueOf(shell, name);
  }
}

async function keyOf(shell: Shell, name: string, key: string): Promise<string> {
  const [statement] = /[$"'`]/.test(key) ? parse(`: ${key}`).statements : [];
  const command = statement?.pipelines[0]?.commands[0];
  const word = command?.type === 'SimpleCommand' ? command.args[0] : undefined;
  const text = word ? await expandText(shell, word) : key;
  return shell.variables.get(name)?.keyed === true ? text : String(await numberOf(shell, text));
}

async function look(shell: Shell, parameter: string): Promise<Looked> {
  if (parameter === '@' || parameter === '*')
    return { values: shell.positional, set: shell.positional.length > 0, list: parameter };
  const at = subscriptOf(parameter);
  if (at === undefined) return one(special(shell, parameter));
  if (at.key === '@' || at.key === '*') {
    const values = elementsOf(shell, at.name);
    return { values, set: values.length > 0, list: at.key };
  }
  return one(elementOf(shell, at.name, await keyOf(shell, at.name, at.key)));
}

async function put(shell: Shell, parameter: string, value: string): Promise<void> {
  const at = subscriptOf(parameter);
  if (at) setElement(shell, at.name, await keyOf(shell, at.name, at.key), value);
  else if (/^[A-Za-z_]\w*$/.test(parameter)) assign(shell, parameter, value);
  else throw new ShellError(`$${parameter}: cannot assign in this way`);
}

const quoteWord = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** An operation that gives one text for each value. */
async function changed(shell: Shell, value: string, operation: Operation): Promise<string> {
  switch (operation.type) {
    case 'PatternRemoval':
      return trimmed(value, await expandPattern(shell, operation.pattern), operation.side, operation.greedy);
    case 'PatternReplacement': {
      const by = operation.replacement ? await expandText(shell, operation.replacement) : '';
      return replaced(value, await expandPattern(shell, operation.pattern), by, operation);
    }
    case 'CaseModification': {
      const turn = (text: string): string =>
        operation.direction === 'upper' ? text.toUpperCase() : text.toLowerCase();
      return operation.all ? turn(value) : turn(value.slice(0, 1)) + value.slice(1);
    }
    case 'Transform':
      if (operation.operator === 'U') return value.toUpperCase();
      if (operation.operator === 'L') return value.toLowerCase();
      if (operation.operator === 'u') return value.slice(0, 1).toUpperCase() + value.slice(1);
      return operation.operator === 'Q' ? quoteWord(value) : value;
    default:
      return value;
  }
}

async function slice(
  shell: Shell,
  looked: Looked,
  op: Extract<Operation, { type: 'Substring' }>,
): Promise<Looked> {
  const offset = Number(await evaluate(shell, op.offset));
  const length = op.length === null ? undefined : Number(await evaluate(shell, op.length));
  const cut = <T>(all: readonly T[], from: number): readonly T[] => {
    const start = from < 0 ? Math.max(0, all.length + from) : from;
    return all.slice(
      start,
      length === undefined ? undefined : length < 0 ? all.length + length : start + length,
    );
  };
  if (looked.list === undefined) return one(cut([...(looked.values[0] ?? '')], offset).join(''));
  const values =
    looked.list && looked.values === shell.positional ? [shell.name, ...looked.values] : looked.values;
  return { ...looked, values: cut(values, offset) };
}

function pieces(shell: Shell, looked: Looked, quoted: boolean): Pieces {
  const piece = (text: string): Piece => ({ text, quoted, split: !quoted });
  if (looked.list === undefined) return looked.values.map(piece);
  if (quoted && looked.list === '*') {
    const ifs = valueOf(shell, 'IFS') ?? ' ';
    return [piece(looked.values.join(ifs.slice(0, 1)))];
  }
  return looked.values.flatMap((value, i): Pieces => (i === 0 ? [piece(value)] : [FIELD, piece(value)]));
}

export async function expandParameter(
  shell: Shell,
  part: PartOf<'ParameterExpansion'>,
  quoted: boolean,
): Promise<Pieces> {
  const { parameter, operation } = part;
  const op = operation ?? undefined;
  if (op?.type === 'Indirection') {
    const target = (await look(shell, parameter)).values[0] ?? '';
    return expandParameter(shell, { ...part, parameter: target, operation: op.innerOp ?? null }, quoted);
  }
  if (op?.type === 'ArrayKeys')
    return pieces(shell, { values: keysOf(shell, op.array), set: true, list: '@' }, quoted);
  if (op?.type === 'VarNamePrefix') {
    const names = [...shell.variables.keys()].filter((name) => name.startsWith(op.prefix)).sort();
    return pieces(shell, { values: names, set: true, list: '@' }, quoted);
  }
  if (op?.type === 'BadSubstitution' || op?.type === 'LengthSliceError')
    throw new ShellError(
      shell.flavour === 'bash' ? `\${${parameter}}: bad substitution` : 'Bad substitution',
      2,
      true,
    );
  const looked = await look(shell, parameter);
  const empty = looked.values.every((value) => value === '');
  const lacks = (checkEmpty: boolean): boolean => !looked.set || (checkEmpty && empty);
  switch (op?.type) {
    case 'DefaultValue':
      return lacks(op.checkEmpty) ? expandInner(shell, op.word.parts, quoted) : pieces(shell, looked, quoted);
    case 'UseAlternative':
      return lacks(op.checkEmpty) ? [] : expandInner(shell, op.word.parts, quoted);
    case 'AssignDefault': {
      if (!lacks(op.checkEmpty)) return pieces(shell, looked, quoted);
      const text = await expandText(shell, op.word);
      await put(shell, parameter, text);
      return pieces(shell, one(text), quoted);
    }
    case 'ErrorIfUnset': {
      if (!lacks(op.checkEmpty)) return pieces(shell, looked, quoted);
      const said = op.word ? await expandText(shell, op.word) : '';
      throw new ShellError(
        `${parameter}: ${said === '' ? 'parameter null or not set' : said}`,
        shell.flavour === 'bash' ? 127 : 2,
        true,
      );
    }
    case 'Length':
      return [
        { text: String(looked.list ? looked.values.length : [...(looked.values[0] ?? '')].length), quoted },
      ];
    default: {
      if (op === undefined) break;
      const cut = op.type === 'Substring' ? await slice(shell, looked, op) : looked;
      const values: string[] = [];
      for (const value of cut.values) values.push(await changed(shell, value, op));
      return pieces(shell, { ...cut, values }, quoted);
    }
  }
  if (!looked.set && looked.list === undefined && shell.options.has('nounset'))
    throw new ShellError(
      `${parameter}: ${shell.flavour === 'bash' ? 'unbound variable' : 'parameter not set'}`,
      shell.flavour === 'bash' ? 127 : 2,
      true,
    );
  return pieces(shell, looked, quoted);
}

/** The word after `:-`: unquoted it is split like any expansion. */
async function expandInner(
  shell: Shell,
  parts: PartOf<'DoubleQuoted'>['parts'],
  quoted: boolean,
): Promise<Pieces> {
  const inner = await expandParts(shell, parts, quoted);
  return inner.map((piece) => (piece === FIELD || piece.quoted ? piece : { ...piece, split: true }));
}
