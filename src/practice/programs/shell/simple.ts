/** Simple commands (POSIX 2.9.1): assignments, functions, builtins, programs. */
import { parse } from 'just-bash';
import { utf8 } from '../streams';
import { numberOf } from './arith';
import { setElement, subscriptOf } from './arrays';
import type { Assignment, SimpleCommandNode, WordNode } from './ast';
import { builtins, isSpecial } from './builtins/table';
import { expandText, expandWords } from './expand';
import { runCompound, tell } from './interpreter';
import { redirect, withRedirections } from './redirect';
import { becomeFound, external } from './spawn';
import { assign, environmentOf, ReturnFrom, ShellError, valueOf, type Shell, type Variable } from './state';

const DECLARING = new Set(['export', 'readonly', 'local', 'declare', 'typeset']);
const CALLS = 900;

async function apply(shell: Shell, one: Assignment): Promise<void> {
  const at = subscriptOf(one.name);
  if (one.array) {
    const elements = new Map<string, string>();
    const old = shell.variables.get(one.name);
    if (one.append && old && typeof old.value !== 'string')
      for (const [k, v] of old.value) elements.set(k, v);
    let next = elements.size;
    for (const word of one.array) {
      const [, key, text] = /^\[([^\]]+)\]=([^]*)$/.exec(await expandText(shell, word)) ?? [];
      if (key !== undefined && text !== undefined) {
        elements.set(key, text);
        next = Number(key) + 1;
      } else for (const value of await expandWords(shell, [word])) elements.set(String(next++), value);
    }
    assign(shell, one.name, elements);
    return;
  }
  const value = one.value ? await expandText(shell, one.value) : '';
  if (at) {
    const keyed = shell.variables.get(at.name)?.keyed === true;
    const text = /[$]/.test(at.key)
      ? await expandText(shell, wordIn(at.key))
      : at.key.replace(/^["']|["']$/g, '');
    setElement(shell, at.name, keyed ? text : String(await numberOf(shell, text)), value);
    return;
  }
  assign(shell, one.name, one.append ? (valueOf(shell, one.name) ?? '') + value : value);
}

function wordIn(text: string): WordNode {
  const command = parse(`: ${text}`).statements[0]?.pipelines[0]?.commands[0];
  const word = command?.type === 'SimpleCommand' ? command.args[0] : undefined;
  if (!word) throw new ShellError(`${text}: bad array subscript`);
  return word;
}

/** Words of `export x=$y`: what looks like an assignment is not split. */
async function declared(shell: Shell, words: readonly WordNode[]): Promise<string[]> {
  const out: string[] = [];
  for (const word of words) {
    const [first] = word.parts;
    const plain = first?.type === 'Literal' && /^[A-Za-z_]\w*\+?=/.test(first.value);
    out.push(...(plain ? [await expandText(shell, word)] : await expandWords(shell, [word])));
  }
  return out;
}

async function wordsOf(shell: Shell, node: SimpleCommandNode): Promise<string[]> {
  if (node.name === null) return [];
  const name = await expandWords(shell, [node.name]);
  const declares = DECLARING.has(name[0] ?? '') && shell.flavour !== 'dash';
  const rest = declares ? await declared(shell, node.args) : await expandWords(shell, node.args);
  const aliased = shell.interactive ? shell.aliases.get(name[0] ?? '') : undefined;
  if (aliased !== undefined && node.name.parts[0]?.type === 'Literal') {
    const words = aliased.trim().split(/\s+/);
    return [...words, ...name.slice(1), ...rest];
  }
  return [...name, ...rest];
}

/** Runs with variables that are gone afterwards. */
async function withAssignments<T>(
  shell: Shell,
  all: readonly Assignment[],
  work: () => Promise<T>,
): Promise<T> {
  if (all.length === 0) return work();
  const old = new Map<string, Variable | undefined>(all.map(({ name }) => [name, shell.variables.get(name)]));
  for (const one of all) {
    await apply(shell, one);
    const made = shell.variables.get(one.name);
    if (made) shell.variables.set(one.name, { ...made, exported: true });
  }
  try {
    return await work();
  } finally {
    for (const [name, was] of old)
      if (was === undefined) shell.variables.delete(name);
      else shell.variables.set(name, was);
  }
}

async function call(shell: Shell, argv: readonly string[]): Promise<number> {
  const definition = shell.functions.get(argv[0] ?? '');
  if (!definition) return 127;
  if (shell.calls > CALLS) throw new ShellError(`${argv[0] ?? ''}: maximum function nesting level exceeded`);
  const positional = shell.positional;
  const locals = new Map<string, Variable | undefined>();
  shell.positional = argv.slice(1);
  shell.locals.push(locals);
  shell.calls += 1;
  try {
    return await withRedirections(shell, definition.redirections, () => runCompound(shell, definition.body));
  } catch (error) {
    if (error instanceof ReturnFrom) return error.code;
    throw error;
  } finally {
    shell.calls -= 1;
    shell.locals.pop();
    shell.positional = positional;
    for (const [name, was] of locals)
      if (was === undefined) shell.variables.delete(name);
      else shell.variables.set(name, was);
  }
}

const traced = (words: readonly string[]): string =>
  words
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(' ');

const trace = async (shell: Shell, words: readonly string[]): Promise<void> => {
  await shell.fds.get(2)?.sink?.write(utf8(`+ ${traced(words)}\n`));
};

async function run(shell: Shell, node: SimpleCommandNode, argv: readonly string[]): Promise<number> {
  const [name = ''] = argv;
  if (shell.options.has('xtrace')) await trace(shell, argv);
  if (shell.functions.has(name))
    return withRedirections(shell, node.redirections, () =>
      withAssignments(shell, node.assignments, () => call(shell, argv)),
    );
  const builtin = builtins(shell).get(name);
  if (builtin && isSpecial(name)) {
    for (const one of node.assignments) await apply(shell, one);
    if (name === 'exec' && argv.length === 1) {
      shell.fds = await redirect(shell, node.redirections);
      return 0;
    }
    return withRedirections(shell, node.redirections, () => builtin(shell, argv));
  }
  if (builtin)
    return withRedirections(shell, node.redirections, () =>
      withAssignments(shell, node.assignments, () => builtin(shell, argv)),
    );
  const fds = await redirect(shell, node.redirections);
  if (shell.last && !shell.subshell && shell.traps.size === 0 && shell.calls === 0) {
    shell.fds = fds;
    return withAssignments(shell, node.assignments, () => becomeFound(shell, argv, environmentOf(shell)));
  }
  return withAssignments(shell, node.assignments, () => external(shell, argv, environmentOf(shell), fds));
}

export async function simple(shell: Shell, node: SimpleCommandNode): Promise<number> {
  shell.line = node.line ?? shell.line;
  try {
    shell.substituted = 0;
    const argv = await wordsOf(shell, node);
    if (argv.length === 0) {
      for (const one of node.assignments) {
        await apply(shell, one);
        if (shell.options.has('xtrace'))
          await trace(shell, [`${one.name}=${valueOf(shell, one.name) ?? ''}`]);
      }
      const status = shell.substituted;
      if (node.redirections.length > 0) await redirect(shell, node.redirections);
      return status;
    }
    return await run(shell, node, argv);
  } catch (error) {
    if (error instanceof ShellError) return tell(shell, error);
    throw error;
  }
}
