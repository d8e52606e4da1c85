/** `sh`, `bash`, `ash`: from their words to what they do. */
import { parse } from 'just-bash';
import { Failure } from '../files/errno';
import { normalize } from '../../model/files/path';
import type { Session } from '../process';
import { fromUtf8, readLine } from '../streams';
import type { Program, Task } from '../task';
import { takeOptions } from './builtins/variables';
import { finish } from './finish';
import { interact } from './interactive';
import { runAll } from './interpreter';
import { assign, ExitShell, type Fd, type Flavour, type Shell } from './state';
import { isWhole, syntaxComplaint } from './syntax';
import type { ScriptNode, Statements } from './ast';

interface Words {
  readonly command?: string;
  readonly script?: string;
  readonly name: string;
  readonly positional: readonly string[];
  readonly options: Set<string>;
  readonly interactive: boolean;
  readonly login: boolean;
}

function read(argv: readonly string[]): Words {
  const options = new Set<string>();
  const [self = 'sh'] = argv;
  let at = 1;
  let reads = false;
  let command = false;
  let interactive = false;
  let login = self.startsWith('-');
  for (; /^[-+]./.test(argv[at] ?? ''); at += 1) {
    const word = argv[at] ?? '';
    if (word === '--') {
      at += 1;
      break;
    }
    if (word === '--login') login = true;
    if (word.startsWith('--')) continue;
    if (/o$/.test(word)) {
      takeOptions({ options }, [word, argv[at + 1] ?? '']);
      at += 1;
      continue;
    }
    if (word.includes('c')) command = true;
    if (word.includes('i')) interactive = true;
    if (word.includes('l')) login = true;
    if (word.includes('s')) reads = true;
    takeOptions(
      { options },
      [word.replace(/[cisl]/g, '')].filter((left) => left.length > 1),
    );
  }
  const rest = argv.slice(at);
  const common = { options, interactive, login };
  if (command) return { ...common, command: rest[0] ?? '', name: rest[1] ?? self, positional: rest.slice(2) };
  if (reads || rest[0] === undefined) return { ...common, name: self, positional: rest };
  return { ...common, script: rest[0], name: rest[0], positional: rest.slice(1) };
}

function start(session: Session, task: Task, flavour: Flavour, words: Words, interactive: boolean): Shell {
  const terminal = task.terminal !== undefined;
  const fds = new Map<number, Fd>([
    [0, { source: task.stdin, terminal }],
    [1, { sink: task.stdout, terminal }],
    [2, { sink: task.stderr, terminal }],
  ]);
  const shell: Shell = {
    session,
    task,
    flavour,
    interactive,
    subshell: false,
    name: words.name,
    cwd: task.cwd,
    status: 0,
    substituted: 0,
    background: '',
    positional: words.positional,
    variables: new Map(),
    functions: new Map(),
    aliases: new Map(),
    traps: new Map(),
    options: words.options,
    jobs: [],
    history: [],
    fds,
    pending: [],
    wake: () => undefined,
    foreground: new Set(),
    control: new AbortController(),
    last: false,
    locals: [],
    tolerant: 0,
    calls: 0,
    steps: 0,
    line: 1,
  };
  for (const [name, value] of Object.entries(task.env))
    if (/^[A-Za-z_]\w*$/.test(name)) assign(shell, name, value, { exported: true });
  assign(shell, 'PWD', task.cwd, { exported: true });
  assign(shell, 'IFS', ' \t\n', { exported: false });
  assign(shell, 'OPTIND', '1');
  if (task.env['PATH'] === undefined)
    assign(shell, 'PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin');
  if (flavour === 'bash') {
    assign(shell, 'SHLVL', String(Number(task.env['SHLVL'] ?? 0) + 1), { exported: true });
    assign(shell, 'HOSTNAME', task.env['HOSTNAME'] ?? session.spec.hostname);
    assign(shell, 'BASH_VERSION', '5.2.15(1)-release');
    assign(shell, 'BASH', '/bin/bash');
  }
  assign(shell, 'SHELL_STARTED', String(Math.floor(task.machine.now() / 1000)), { exported: false });
  return shell;
}

/** One command without pipes and lists: the shell becomes it, as all three do. */
function alone(statements: Statements): boolean {
  const [statement] = statements;
  const pipeline = statement?.pipelines[0];
  return (
    statements.length === 1 &&
    statement?.background === false &&
    statement.pipelines.length === 1 &&
    pipeline?.commands.length === 1 &&
    !pipeline.negated &&
    pipeline.timed !== true
  );
}

async function runText(shell: Shell, text: string, where: string): Promise<void> {
  let script: ScriptNode;
  try {
    script = parse(text);
  } catch (error) {
    await shell.task.err(syntaxComplaint(shell, error, where));
    throw new ExitShell(2);
  }
  const wrong = script.statements.find((one) => one.deferredError !== undefined);
  if (wrong?.deferredError && !text.trimEnd().includes('\n')) {
    await shell.task.err(
      syntaxComplaint(shell, new Error(wrong.deferredError.message), where, text.trimEnd()),
    );
    throw new ExitShell(2);
  }
  shell.last =
    where === '-c' &&
    alone(script.statements) &&
    script.statements[0]?.pipelines[0]?.commands[0]?.type === 'SimpleCommand';
  await runAll(shell, script.statements);
}

/** Lines from standard input, run as soon as they are a whole command. */
async function runInput(shell: Shell): Promise<void> {
  let text = '';
  for (;;) {
    const line = await readLine(shell.task.stdin);
    text += line === undefined ? '' : fromUtf8(line);
    if (line !== undefined && !isWhole(text)) continue;
    if (text.trim() !== '') await runText(shell, text, 'stdin');
    text = '';
    if (line === undefined) return;
  }
}

export const shellProgram =
  (session: Session, flavour: Flavour): Program =>
  async (task) => {
    const words = read(task.argv);
    const interactive =
      words.command === undefined && words.script === undefined && task.terminal !== undefined;
    const shell = start(session, task, flavour, words, interactive || words.interactive);
    task.terminal?.onSignal((signal) => {
      const children = [...shell.foreground];
      for (const one of children) one.deliver(signal);
      if (signal === 'SIGINT' && (shell.interactive || (flavour === 'bash' && children.length > 0)))
        shell.control.abort();
      else if (!shell.interactive) task.raise(signal);
    });
    if (shell.interactive)
      for (const name of ['SIGTERM', 'SIGINT', 'SIGQUIT']) task.handle(name, () => undefined);
    return finish(shell, async () => {
      if (words.login) await profile(shell, '/etc/profile');
      if (words.command !== undefined) await runText(shell, words.command, '-c');
      else if (words.script !== undefined) await runFile(shell, words.script);
      else if (interactive) await interact(shell);
      else await runInput(shell);
    });
  };

async function profile(shell: Shell, path: string): Promise<void> {
  const text = await shell.task.files.read(path).catch(() => undefined);
  if (text !== undefined) await runText(shell, fromUtf8(text), path);
}

async function runFile(shell: Shell, word: string): Promise<void> {
  try {
    await runText(shell, fromUtf8(await shell.task.files.read(normalize(word, shell.cwd))), word);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { flavour } = shell;
    const said =
      flavour === 'bash'
        ? `${shell.task.argv[0] ?? 'bash'}: ${word}: ${error.words}\n`
        : flavour === 'dash'
          ? `${shell.task.argv[0] ?? 'sh'}: 0: cannot open ${word}: No such file\n`
          : `${shell.task.argv[0] ?? 'sh'}: can't open '${word}': ${error.words}\n`;
    await shell.task.err(said);
    throw new ExitShell(
      flavour === 'dash' ? 2 : flavour === 'ash' ? 2 : error.errno === 'ENOENT' ? 127 : 126,
    );
  }
}
