/** A shell at a terminal: prompt, line, run, again. */
import { parse } from 'just-bash';
import { normalize } from '../../model/files/path';
import { builtins } from './builtins/table';
import { runAll, tell } from './interpreter';
import { tellDone } from './jobs';
import { Interrupted } from '../streams';
import { ExitShell, LeaveLoop, ReturnFrom, ShellError, valueOf, type Flavour, type Shell } from './state';
import { isWhole, syntaxComplaint } from './syntax';
import { runTraps } from './traps';
import { editLine, type Editing } from '../tty/editor';
import type { ScriptNode } from './ast';

const PROMPTS: Readonly<Record<Flavour, string>> = { bash: '\\u@\\h:\\w\\$ ', dash: '\\$ ', ash: '\\w \\$ ' };

/** `\u`, `\w` and their kin of a prompt (bash(1), PROMPTING). */
export function promptOf(shell: Shell, pattern: string): string {
  const { user } = shell.task;
  const home = valueOf(shell, 'HOME') ?? user.home;
  const short =
    shell.cwd === home
      ? '~'
      : home !== '/' && shell.cwd.startsWith(`${home}/`)
        ? `~${shell.cwd.slice(home.length)}`
        : shell.cwd;
  const host = shell.session.spec.hostname;
  const known: Readonly<Record<string, string>> = {
    u: user.name,
    h: host.split('.')[0] ?? host,
    H: host,
    w: short,
    W: short.split('/').at(-1) || '/',
    $: user.uid === 0 ? '#' : '$',
    n: '\n',
    e: '\x1b',
    a: '\x07',
    s: shell.flavour === 'bash' ? 'bash' : 'sh',
    v: '5.2',
    '[': '',
    ']': '',
    '\\': '\\',
  };
  return pattern.replace(/\\([uhHwWneasv[\]\\$])/g, (_, sign: string) => known[sign] ?? '');
}

const BUSYBOX = (version: string): string =>
  `\n\nBusyBox ${version} built-in shell (ash)\nEnter 'help' for a list of built-in commands.\n\n`;

async function completions(
  shell: Shell,
  line: string,
): Promise<{ word: string; options: readonly string[] }> {
  const word = /[^\s;|&<>()$`"']*$/.exec(line)?.[0] ?? '';
  const { files } = shell.task;
  const first = /(^|[;|&(])\s*$/.test(line.slice(0, line.length - word.length));
  if (first && !word.includes('/')) {
    const names = new Set([...builtins(shell).keys(), ...shell.functions.keys(), ...shell.aliases.keys()]);
    for (const folder of (valueOf(shell, 'PATH') ?? '').split(':'))
      for (const name of await files.list(folder).catch(() => [])) names.add(name);
    return { word, options: [...names].filter((name) => name.startsWith(word) && word !== '').sort() };
  }
  const at = word.lastIndexOf('/') + 1;
  const folder = normalize(word.slice(0, at) || '.', shell.cwd);
  const start = word.slice(at);
  const options: string[] = [];
  for (const name of await files.list(folder).catch(() => [])) {
    if (!name.startsWith(start) || (name.startsWith('.') && !start.startsWith('.'))) continue;
    const isFolder = (await files.node(normalize(name, folder)).catch(() => undefined))?.kind === 'folder';
    options.push(word.slice(0, at) + name + (isFolder ? '/' : ''));
  }
  return { word, options };
}

/** Reads lines until they are a whole command; undefined at the end of the input. */
async function readCommand(shell: Shell, editing: Editing): Promise<string | undefined> {
  let text = '';
  for (;;) {
    const pattern =
      text === '' ? (valueOf(shell, 'PS1') ?? PROMPTS[shell.flavour]) : (valueOf(shell, 'PS2') ?? '> ');
    const query = shell.flavour === 'ash' ? '\x1b[6n' : '';
    const line = await editLine(editing, promptOf(shell, pattern) + query);
    if (line === 'end') return text === '' ? undefined : text;
    if (line === 'interrupted') {
      shell.status = 130;
      text = '';
      continue;
    }
    text += `${line.line}\n`;
    if (text.trim() === '') return '';
    if (isWhole(text)) return text;
  }
}

async function runLine(shell: Shell, text: string): Promise<void> {
  let script: ScriptNode;
  try {
    script = parse(text);
  } catch (error) {
    await shell.task.err(syntaxComplaint(shell, error, 'stdin'));
    shell.status = 2;
    return;
  }
  shell.control = new AbortController();
  const { signal } = shell.control;
  const stopped = new Promise<'stopped'>((done) => signal.addEventListener('abort', () => done('stopped')));
  const depth = { calls: shell.calls, tolerant: shell.tolerant, fds: shell.fds };
  const work = runAll(shell, script.statements);
  try {
    const first = await Promise.race([work, stopped]);
    if (first !== 'stopped') return;
    // What the interrupted line still has to put back, it puts back before the next one begins.
    await Promise.race([work, new Promise((done) => setTimeout(done, 50))]);
    shell.status = 130;
  } catch (error) {
    if (signal.aborted && (error instanceof ExitShell || error instanceof Interrupted)) shell.status = 130;
    else if (error instanceof ShellError) shell.status = await tell(shell, error);
    else if (error instanceof LeaveLoop || error instanceof ReturnFrom)
      shell.status = error instanceof ReturnFrom ? error.code : 0;
    else throw error;
  } finally {
    work.catch(() => undefined);
    Object.assign(shell, depth);
  }
}

/** A construct of many lines as history keeps it: on one. */
const oneLine = (text: string): string =>
  text.includes('<<')
    ? text
    : text.replace(/\b(then|do|else|in)\n\s*|([{(|]|&&)\n\s*/g, '$1$2 ').replace(/\n\s*/g, '; ');

export async function interact(shell: Shell): Promise<void> {
  const { terminal } = shell.task;
  if (!terminal) return;
  const bash = shell.flavour === 'bash';
  const version = shell.task.env['BUSYBOX_BANNER'];
  if (version !== undefined) await terminal.write(BUSYBOX(version));
  if (bash) await startBash(shell);
  const editing: Editing = {
    terminal,
    history: shell.history,
    before: bash ? '\x1b[?2004h' : '',
    after: bash ? '\x1b[?2004l\r' : '',
    complete: (line) => completions(shell, line),
  };
  for (;;) {
    if (shell.pending.length > 0) await runTraps(shell);
    await tellDone(shell);
    const text = await readCommand(shell, editing);
    if (text === undefined) {
      await terminal.write(bash ? 'exit\n' : '\n');
      return;
    }
    const line = text.trimEnd();
    if (line === '') continue;
    const single = oneLine(line);
    if (shell.history.at(-1) !== single) shell.history.push(single);
    if (bash && /^exit(\s+\d+)?\s*$/.test(line)) await terminal.write('exit\n');
    await runLine(shell, text);
  }
}

/** `.bashrc` of images sets colours and aliases that show nothing here; only its aliases are taken. */
async function startBash(shell: Shell): Promise<void> {
  const path = `${valueOf(shell, 'HOME') ?? shell.task.user.home}/.bashrc`;
  const text = await shell.task.files.read(path).catch(() => undefined);
  if (text === undefined) return;
  for (const [, words] of new TextDecoder().decode(text).matchAll(/^\s*alias (\w+='[^']*')\s*$/gm)) {
    const [, name = '', value = ''] = /^(\w+)='([^']*)'$/.exec(words ?? '') ?? [];
    shell.aliases.set(name, value);
  }
}
