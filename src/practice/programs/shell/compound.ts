import { evaluate } from './arith';
import type { Command, Compound } from './ast';
import { holds } from './condition';
import { expandPattern, expandText, expandWords } from './expand';
import { loopBody, runAll, succeeds } from './interpreter';
import { matches } from './pattern';
import { finish } from './finish';
import { assign, copyOf, type Shell } from './state';

async function chosen(shell: Shell, node: Command<'Case'>): Promise<number> {
  const word = await expandText(shell, node.word);
  let falls = false;
  let status = 0;
  for (const item of node.items) {
    let fits = falls;
    for (const pattern of fits ? [] : item.patterns)
      fits ||= matches(await expandPattern(shell, pattern), word);
    if (!fits) continue;
    shell.status = 0;
    status = await runAll(shell, item.body);
    if (item.terminator === ';;') return status;
    falls = item.terminator === ';&';
  }
  return status;
}

async function counted(shell: Shell, node: Command<'CStyleFor'>): Promise<number> {
  shell.status = 0;
  if (node.init) await evaluate(shell, node.init);
  while (node.condition === null || (await evaluate(shell, node.condition)) !== 0n) {
    if (!(await loopBody(shell, node.body))) break;
    if (node.update) await evaluate(shell, node.update);
  }
  return shell.status;
}

/** A compound command without its redirections. */
export async function compound(shell: Shell, node: Compound): Promise<number> {
  switch (node.type) {
    case 'If':
      for (const { condition, body } of node.clauses)
        if (await succeeds(shell, condition)) return runAll(shell, body);
      shell.status = 0;
      return node.elseBody ? runAll(shell, node.elseBody) : 0;
    case 'While':
    case 'Until': {
      let status = 0;
      while ((await succeeds(shell, node.condition)) === (node.type === 'While')) {
        shell.status = 0;
        const goes = await loopBody(shell, node.body);
        status = shell.status;
        if (!goes) break;
      }
      return status;
    }
    case 'For': {
      const words = node.words === null ? shell.positional : await expandWords(shell, node.words);
      shell.status = 0;
      for (const word of words) {
        assign(shell, node.variable, word);
        if (!(await loopBody(shell, node.body))) break;
      }
      return shell.status;
    }
    case 'CStyleFor':
      return counted(shell, node);
    case 'Case':
      return chosen(shell, node);
    case 'Group':
      return runAll(shell, node.body);
    case 'Subshell': {
      const inner = copyOf(shell, shell.fds);
      return finish(inner, () => runAll(inner, node.body));
    }
    case 'ArithmeticCommand':
      return Number((await evaluate(shell, node.expression)) === 0n);
    case 'ConditionalCommand':
      return Number(!(await holds(shell, node.expression)));
  }
}
