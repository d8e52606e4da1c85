/** `[[ … ]]`. */
import type { Condition } from './ast';
import { numberOf } from './arith';
import { elementsOf } from './arrays';
import { expandPattern, expandText } from './expand';
import { matches } from './pattern';
import { assign, ShellError, type Shell } from './state';
import { compareTexts, unaryTest } from './test';

function regular(shell: Shell, text: string, source: string): boolean {
  let found: RegExpExecArray | null;
  try {
    found = new RegExp(source.replaceAll('[[:space:]]', '\\s').replaceAll('[[:digit:]]', '\\d')).exec(text);
  } catch {
    throw new ShellError(`${source}: invalid regular expression`, 2);
  }
  assign(shell, 'BASH_REMATCH', new Map((found ?? []).map((part, i) => [String(i), part ?? ''])));
  return found !== null;
}

export async function holds(shell: Shell, node: Condition): Promise<boolean> {
  switch (node.type) {
    case 'CondNot':
      return !(await holds(shell, node.operand));
    case 'CondGroup':
      return holds(shell, node.expression);
    case 'CondAnd':
      return (await holds(shell, node.left)) && (await holds(shell, node.right));
    case 'CondOr':
      return (await holds(shell, node.left)) || (await holds(shell, node.right));
    case 'CondWord':
      return (await expandText(shell, node.word)) !== '';
    case 'CondUnary': {
      const text = await expandText(shell, node.operand);
      if (node.operator === '-v') return shell.variables.has(text) || elementsOf(shell, text).length > 0;
      return unaryTest(shell, node.operator, text);
    }
    case 'CondBinary': {
      const left = await expandText(shell, node.left);
      if (node.operator === '==' || node.operator === '=')
        return matches(await expandPattern(shell, node.right), left);
      if (node.operator === '!=') return !matches(await expandPattern(shell, node.right), left);
      const right = await expandText(shell, node.right);
      if (node.operator === '=~') return regular(shell, left, right);
      if (/^-(eq|ne|lt|le|gt|ge)$/.test(node.operator))
        return compareTexts(
          shell,
          node.operator,
          String(await numberOf(shell, left)),
          String(await numberOf(shell, right)),
        );
      return compareTexts(shell, node.operator, left, right);
    }
  }
}
