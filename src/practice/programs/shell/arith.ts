/** Arithmetic of shells: 64-bit integers (POSIX 2.6.4). */
import { parse } from 'just-bash';
import type { ArithExpr, Arithmetic } from './ast';
import { expandText } from './expand';
import { elementOf, setElement } from './arrays';
import { assign, ShellError, valueOf, type Shell } from './state';

type Assigning = Extract<ArithExpr, { type: 'ArithAssignment' }>;

const wrap = (value: bigint): bigint => BigInt.asIntN(64, value);
const truth = (value: boolean): bigint => (value ? 1n : 0n);

function binary(operator: string, a: bigint, b: bigint): bigint {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
    case '%':
      if (b === 0n) throw new RangeError('division');
      return operator === '/' ? a / b : a % b;
    case '**':
      if (b < 0n) throw new ShellError('exponent less than 0');
      return a ** (b > 4096n ? 4096n : b);
    case '<<':
      return a << (b & 63n);
    case '>>':
      return a >> (b & 63n);
    case '<':
      return truth(a < b);
    case '<=':
      return truth(a <= b);
    case '>':
      return truth(a > b);
    case '>=':
      return truth(a >= b);
    case '==':
      return truth(a === b);
    case '!=':
      return truth(a !== b);
    case '&':
      return a & b;
    case '|':
      return a | b;
    case '^':
      return a ^ b;
    default:
      return b;
  }
}

function tooGreat(shell: Shell, word: string): ShellError {
  if (shell.flavour === 'bash')
    return new ShellError(`${word}: value too great for base (error token is "${word}")`, 1, true);
  return new ShellError(
    shell.flavour === 'dash' ? `arithmetic expression: expecting EOF: "${word}"` : 'arithmetic syntax error',
    2,
    true,
  );
}

/** A text as a number: a constant, or an expression itself. */
export async function numberOf(shell: Shell, text: string, depth = 0): Promise<bigint> {
  const word = text.trim();
  if (word === '') return 0n;
  if (/^[+-]?\d+$/.test(word)) {
    const octal = /^([+-]?)0(\d+)$/.exec(word);
    if (!octal) return wrap(BigInt(word));
    if (/[89]/.test(word))
      throw new ShellError(`${word}: value too great for base (error token is "${word}")`);
    return wrap(BigInt(`0o${octal[2] ?? '0'}`) * (octal[1] === '-' ? -1n : 1n));
  }
  if (/^0[xX][0-9a-fA-F]+$/.test(word)) return wrap(BigInt(word));
  if (depth > 20) throw new ShellError(`${word}: expression recursion level exceeded`);
  return evaluate(shell, expressionOf(word), depth + 1);
}

function expressionOf(text: string): Arithmetic {
  const [statement] = parse(`((${text}\n))`).statements;
  const command = statement?.pipelines[0]?.commands[0];
  if (command?.type !== 'ArithmeticCommand') throw new ShellError(`${text}: syntax error: operand expected`);
  return command.expression;
}

/** @throws ShellError for a division by zero and for what is no expression. */
export async function evaluate(shell: Shell, whole: Arithmetic, depth = 0): Promise<bigint> {
  const read = async (name: string): Promise<bigint> => {
    const special = /^[0-9#?$!@*-]/.test(name)
      ? await expandText(shell, wordOf(`\${${name}}`))
      : valueOf(shell, name);
    if (special === undefined && shell.options.has('nounset'))
      throw new ShellError(`${name}: unbound variable`, 1, true);
    return numberOf(shell, special ?? '', depth);
  };
  const write = async (
    target: Pick<Assigning, 'variable' | 'subscript' | 'stringKey'>,
    value: bigint,
  ): Promise<bigint> => {
    const key = target.stringKey ?? (target.subscript ? String(await visit(target.subscript)) : undefined);
    if (key === undefined) assign(shell, target.variable, String(value));
    else setElement(shell, target.variable, key, String(value));
    return value;
  };

  async function visit(node: ArithExpr): Promise<bigint> {
    switch (node.type) {
      case 'ArithNumber':
        if (Number.isNaN(node.value)) throw tooGreat(shell, whole.originalText ?? '');
        return wrap(BigInt(Math.trunc(node.value)));
      case 'ArithVariable':
      case 'ArithSpecialVar':
        return read(node.name);
      case 'ArithGroup':
      case 'ArithNested':
        return visit(node.expression);
      case 'ArithBinary': {
        const left = await visit(node.left);
        if (node.operator === '&&') return truth(left !== 0n && (await visit(node.right)) !== 0n);
        if (node.operator === '||') return truth(left !== 0n || (await visit(node.right)) !== 0n);
        return wrap(binary(node.operator, left, await visit(node.right)));
      }
      case 'ArithUnary': {
        const value = await visit(node.operand);
        if (node.operator === '++' || node.operator === '--') {
          const next = wrap(node.operator === '++' ? value + 1n : value - 1n);
          if (node.operand.type === 'ArithVariable') assign(shell, node.operand.name, String(next));
          else if (node.operand.type === 'ArithArrayElement')
            setElement(shell, node.operand.array, await keyOf(node.operand), String(next));
          return node.prefix ? next : value;
        }
        if (node.operator === '-') return wrap(-value);
        if (node.operator === '!') return truth(value === 0n);
        return node.operator === '~' ? ~value : value;
      }
      case 'ArithTernary':
        return visit((await visit(node.condition)) !== 0n ? node.consequent : node.alternate);
      case 'ArithAssignment': {
        const value = await visit(node.value);
        if (node.operator === '=') return write(node, value);
        const key = node.stringKey ?? (node.subscript ? String(await visit(node.subscript)) : undefined);
        const old =
          key === undefined
            ? await read(node.variable)
            : await numberOf(shell, elementOf(shell, node.variable, key) ?? '', depth);
        return write(node, wrap(binary(node.operator.slice(0, -1), old, value)));
      }
      case 'ArithArrayElement':
        return numberOf(shell, elementOf(shell, node.array, await keyOf(node)) ?? '', depth);
      case 'ArithSingleQuote':
        return BigInt(node.value);
      case 'ArithSyntaxError':
        throw new ShellError(`${whole.originalText ?? ''}: ${node.message}`, 2, true);
      default: {
        // What is built of expansions (`${x}`, `$(…)`, `x$y`): expanded as a text first, then read as an expression.
        const text = await expandText(shell, wordOf(whole.originalText ?? ''));
        if (text === whole.originalText || depth > 20) throw new ShellError(`${text}: syntax error`, 2, true);
        return numberOf(shell, text, depth + 1);
      }
    }
  }
  const keyOf = async (node: Extract<ArithExpr, { type: 'ArithArrayElement' }>): Promise<string> =>
    node.stringKey ?? (node.index ? String(await visit(node.index)) : '0');
  try {
    return await visit(whole.expression);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw shell.flavour === 'bash'
      ? new ShellError(`${whole.originalText ?? ''}: division by 0 (error token is "0")`, 1, true)
      : new ShellError(
          `${shell.flavour === 'dash' ? 'arithmetic expression: division by zero: ' : 'divide by zero'}${shell.flavour === 'dash' ? JSON.stringify(whole.originalText ?? '') : ''}`,
          2,
          true,
        );
  }
}

/** A text as a double-quoted word. */
export function wordOf(text: string) {
  const [statement] = parse(`: "${text.replace(/["\\]/g, '\\$&')}"`).statements;
  const command = statement?.pipelines[0]?.commands[0];
  const word = command?.type === 'SimpleCommand' ? command.args[0] : undefined;
  if (word === undefined) throw new ShellError(`${text}: bad substitution`);
  return word;
}
