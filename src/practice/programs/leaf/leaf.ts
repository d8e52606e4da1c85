/** Programs that just-bash has: everything between `awk` and `xargs` that only reads and writes. */
import { Bash, getCommandNames, type CommandName } from 'just-bash';
import type { Files } from '../files/files';
import { concat, drain, utf8, type Source } from '../streams';
import type { Task } from '../task';
import { fileSystemOf } from './filesystem';

const NAMES: ReadonlySet<string> = new Set<string>(getCommandNames());
export const isLeaf = (name: string): boolean => NAMES.has(name);

/** Words that are no options from which on a filter reads files and not its standard input. */
const OPERANDS: Readonly<Record<string, number>> = {
  grep: 2,
  egrep: 2,
  fgrep: 2,
  sed: 2,
  awk: 2,
  jq: 2,
  yq: 2,
  tr: Number.POSITIVE_INFINITY,
  xargs: Number.POSITIVE_INFINITY,
  ...Object.fromEntries(
    'cat sort uniq wc head tail cut rev nl fold expand unexpand strings split column od base64 md5sum sha1sum sha256sum gzip gunzip zcat tac paste comm join'
      .split(' ')
      .map((name) => [name, 1]),
  ),
};

/** Filters that treat each line by itself, so that a slow input is answered line by line. */
const BY_LINE = new Set(['grep', 'egrep', 'fgrep', 'tr', 'cut', 'rev', 'fold', 'expand', 'unexpand', 'sed']);
/** Options after which they no longer do. */
const WHOLE = /^-(?!-)[A-Za-z]*[cnlLmABCqszo]|^--/;

/** An archive comes from standard input when no file is named, or when `-` is. */
function tarReads(words: readonly string[]): boolean {
  const [flags = ''] = words;
  return /[tx]/.test(flags) && (!flags.includes('f') || words.includes('-'));
}

function readsInput(argv: readonly string[]): boolean {
  if (argv[0] === 'tar') return tarReads(argv.slice(1));
  const needs = OPERANDS[argv[0] ?? ''];
  if (needs === undefined) return false;
  const words = argv.slice(1);
  const operands = words.filter(
    (word, i) =>
      !/^-./.test(word) &&
      !(/^-[nceFfdkotwm]$/.test(words[i - 1] ?? '') && argv[0] !== 'wc' && argv[0] !== 'grep'),
  );
  const given = words.some((word) => /^-[ef]$/.test(word)) && needs === 2 ? 1 : needs;
  return words.includes('-') || operands.length < given;
}

/** No limits but time: a process that goes on for ever is ended by whoever ends processes. */
const LIMITS = Object.fromEntries(
  [
    'maxCommandCount',
    'maxLoopIterations',
    'maxAwkIterations',
    'maxSedIterations',
    'maxJqIterations',
    'maxWorkUnits',
    'maxTraversalWork',
    'maxGlobOperations',
  ].map((name) => [name, 50_000_000]),
);

const benches = new WeakMap<Files, Bash>();

function benchOf(files: Files, seconds: () => number): Bash {
  const known = benches.get(files);
  if (known) return known;
  const bench = new Bash({
    fs: fileSystemOf(files, seconds),
    commands: [...NAMES].filter((name) => name !== 'bash' && name !== 'sh') as CommandName[],
    cwd: '/',
    defenseInDepth: false,
    executionLimits: LIMITS,
  });
  benches.set(files, bench);
  return bench;
}

const latin1 = (bytes: Uint8Array): string => {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
};

/**
 * just-bash gives text where bytes are UTF-8, otherwise one sign for each byte, and does not say which. What holds
 * signs beyond a byte is text; archives, and what holds control signs, are bytes.
 */
function outputBytes(name: string, text: string): Uint8Array {
  const beyond = /[^\x00-\xff]/.test(text);
  const binary = name === 'gzip' || name === 'tar' || /[\x00-\x06\x0e-\x1a]/.test(text);
  return binary && !beyond ? Uint8Array.from(text, (sign) => sign.charCodeAt(0)) : utf8(text);
}

/** What its own words lack: a failure of the file system as it says it, and busybox's way of saying things. */
function reworded(text: string, name: string, busybox: boolean): string {
  const plain = text.replace(
    /(?:E[A-Z]+): ([a-z -]+), \w+ '([^']*)'/g,
    (_, words: string) => words.charAt(0).toUpperCase() + words.slice(1),
  );
  if (!busybox) return plain;
  return plain
    .replace(/: cannot (create directory|remove|stat|rmdir|move|create regular file) /g, ": can't $1 ")
    .replace(new RegExp(`^${name}: cannot (?:touch|access) '([^']*)': `, 'gm'), `${name}: $1: `);
}

export async function runLeaf(task: Task, name: string, busybox: boolean): Promise<number> {
  const seconds = (): number => Math.floor(task.machine.now() / 1000);
  const bench = benchOf(task.files, seconds);
  const args = task.argv.slice(1);
  const whole = async (bytes: Uint8Array): Promise<number> => {
    const result = await bench.exec(name, {
      args: [...args],
      env: { ...task.env },
      replaceEnv: true,
      cwd: task.cwd,
      stdin: latin1(bytes),
      stdinKind: 'bytes',
      rawScript: true,
      signal: task.over,
    });
    const out = outputBytes(name, result.stdout);
    if (result.stderr !== '') await task.err(reworded(result.stderr, name, busybox));
    if (out.length > 0) await task.stdout.write(out);
    return result.exitCode;
  };
  if (!readsInput([name, ...args])) return whole(new Uint8Array());
  const slow =
    BY_LINE.has(name) &&
    !args.some((word) => WHOLE.test(word)) &&
    (name !== 'sed' || /^s(.).*\1.*\1[gI]*$/.test(args[0] ?? ''));
  return slow ? byLine(task.stdin, whole) : whole(await all(task));
}

async function all(task: Task): Promise<Uint8Array> {
  return drain(task.stdin, (held) => held > 1_000_000 && task.memory(4_000_000 + held * 2));
}

/** Feeds what is there, up to the last line end. Zero when any part was. */
async function byLine(source: Source, run: (bytes: Uint8Array) => Promise<number>): Promise<number> {
  let kept: Uint8Array = new Uint8Array();
  let code: number | undefined;
  for (;;) {
    const part = await source.read();
    const held = part === undefined ? kept : concat([kept, part]);
    const end = part === undefined ? held.length : held.lastIndexOf(10) + 1;
    if (end > 0 || (part === undefined && code === undefined)) {
      const one = await run(held.subarray(0, end));
      code = code === undefined ? one : Math.min(code, one);
    }
    kept = held.slice(end);
    if (part === undefined) return code ?? 0;
  }
}
