import { jobOf, waitFor } from '../jobs';
import { ShellError, type Shell } from '../state';
import { cd, command, evaluate, exec, exit, leave, pwd, source, test, type } from './flow';
import { kill, trap, wait } from './signals';
import { echo, printf, read, write } from './io';
import { declaring, exporting, getopts, lets, locking, setting, shifting, unsetting } from './variables';

export type Builtin = (shell: Shell, argv: readonly string[]) => Promise<number>;

const fine: Builtin = () => Promise.resolve(0);

async function jobs(shell: Shell): Promise<number> {
  for (const job of shell.jobs)
    await write(
      shell,
      `[${String(job.number)}]+  ${(job.code === undefined ? 'Running' : 'Done').padEnd(23)} ${job.words} &\n`,
    );
  return 0;
}

async function foreground(shell: Shell, argv: readonly string[]): Promise<number> {
  const job = jobOf(shell, argv[1] ?? '%%');
  if (!job) throw new ShellError(`${argv[0] ?? 'fg'}: ${argv[1] ?? 'current'}: no such job`);
  await write(shell, `${job.words}\n`);
  for (const one of job.running) shell.foreground.add(one);
  try {
    return argv[0] === 'bg' ? 0 : await waitFor(shell, [job]);
  } finally {
    for (const one of job.running) shell.foreground.delete(one);
  }
}

async function alias(shell: Shell, argv: readonly string[]): Promise<number> {
  for (const word of argv.slice(1)) {
    const [, name, value] = /^([^=]+)=([^]*)$/.exec(word) ?? [];
    if (name !== undefined && value !== undefined) shell.aliases.set(name, value);
    else if (shell.aliases.has(word))
      await write(shell, `alias ${word}='${shell.aliases.get(word) ?? ''}'\n`);
    else throw new ShellError(`alias: ${word}: not found`);
  }
  if (argv.length === 1)
    for (const [name, value] of shell.aliases) await write(shell, `alias ${name}='${value}'\n`);
  return 0;
}

function unalias(shell: Shell, argv: readonly string[]): Promise<number> {
  for (const word of argv.slice(1)) {
    if (word === '-a') shell.aliases.clear();
    shell.aliases.delete(word);
  }
  return Promise.resolve(0);
}

async function history(shell: Shell): Promise<number> {
  await write(shell, shell.history.map((line, i) => `${String(i + 1).padStart(5)}  ${line}\n`).join(''));
  return 0;
}

async function umask(shell: Shell): Promise<number> {
  await write(shell, '0022\n');
  return 0;
}

async function ulimit(shell: Shell, argv: readonly string[]): Promise<number> {
  if (argv[1] === undefined || /^-[Snu]+$/.test(argv[1]))
    await write(shell, argv[1]?.includes('n') === true ? '1048576\n' : 'unlimited\n');
  return 0;
}

async function help(shell: Shell): Promise<number> {
  await write(shell, `The builtins of this shell:\n${[...builtins(shell).keys()].sort().join(' ')}\n`);
  return 0;
}

async function mapfile(shell: Shell, argv: readonly string[]): Promise<number> {
  const name = argv.findLast((word, i) => i > 0 && !word.startsWith('-')) ?? 'MAPFILE';
  const lines = new Map<string, string>();
  for (;;) {
    const status = await read(shell, ['read', '-r', 'REPLY']);
    const line = shell.variables.get('REPLY')?.value;
    if (status !== 0 && (line === '' || line === undefined)) break;
    lines.set(String(lines.size), typeof line === 'string' ? line : '');
  }
  const { assign } = await import('../state');
  assign(shell, name, lines);
  return 0;
}

const POSIX: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  [':', fine],
  ['true', fine],
  ['false', () => Promise.resolve(1)],
  ['echo', echo],
  ['printf', printf],
  ['read', read],
  ['test', test],
  ['[', test],
  ['cd', cd],
  ['pwd', pwd],
  ['exit', exit],
  ['return', leave],
  ['break', leave],
  ['continue', leave],
  ['eval', evaluate],
  ['.', source],
  ['exec', exec],
  ['command', command],
  ['type', type],
  ['trap', trap],
  ['wait', wait],
  ['kill', kill],
  ['jobs', jobs],
  ['fg', foreground],
  ['bg', foreground],
  ['export', exporting],
  ['readonly', locking],
  ['local', declaring],
  ['unset', unsetting],
  ['set', setting],
  ['shift', shifting],
  ['getopts', getopts],
  ['alias', alias],
  ['unalias', unalias],
  ['umask', umask],
  ['ulimit', ulimit],
  ['hash', fine],
  ['times', async (shell) => (await write(shell, '0m0.000s 0m0.000s\n0m0.000s 0m0.000s\n'), 0)],
]);

const BASH: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ...POSIX,
  ['source', source],
  ['declare', declaring],
  ['typeset', declaring],
  ['let', lets],
  ['history', history],
  ['shopt', fine],
  ['help', help],
  ['mapfile', mapfile],
  ['readarray', mapfile],
  ['logout', exit],
  ['disown', fine],
  ['builtin', (shell, argv) => command(shell, argv)],
]);
const ASH: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ...POSIX,
  ['source', source],
  ['let', lets],
  ['history', history],
  ['help', help],
]);

const TABLES = { bash: BASH, ash: ASH, dash: POSIX } as const;

export const builtins = (shell: Pick<Shell, 'flavour'>): ReadonlyMap<string, Builtin> =>
  TABLES[shell.flavour];

/** Special builtins of POSIX 2.14: assignments before them stay. */
const SPECIAL = new Set([
  ':',
  '.',
  'source',
  'break',
  'continue',
  'eval',
  'exec',
  'exit',
  'export',
  'readonly',
  'return',
  'set',
  'shift',
  'times',
  'trap',
  'unset',
]);
export const isSpecial = (name: string): boolean => SPECIAL.has(name);
