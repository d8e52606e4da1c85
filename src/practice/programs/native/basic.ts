import { normalize } from '../../model/files/path';
import { Failure } from '../files/errno';
import { chunksOf } from '../../model/files/content';
import { device } from '../files/devices';
import { encodeRaw, format, unescape } from '../shell/builtins/io';
import { fromUtf8, utf8, type Source } from '../streams';
import type { Task } from '../task';
import { failed, type Kit, type Native } from './kit';

export const nothing: Native = () => Promise.resolve(0);
export const no: Native = () => Promise.resolve(1);

export const echo: Native = async (task) => {
  const newline = task.argv[1] !== '-n';
  const words = task.argv.slice(newline ? 1 : 2);
  const escapes = words[0] === '-e';
  const text = (escapes ? words.slice(1) : words).join(' ');
  await task.stdout.write(encodeRaw((escapes ? unescape(text).text : text) + (newline ? '\n' : '')));
  return 0;
};

export const printf: Native = async (task) => {
  const [, pattern = '', ...words] = task.argv;
  await task.stdout.write(encodeRaw(format(pattern, words)));
  return 0;
};

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** Milliseconds of `1`, `0.5`, `2m`, `infinity`; undefined for what is none. */
export function durationOf(word: string): number | undefined {
  if (/^inf(inity)?$/i.test(word)) return Number.POSITIVE_INFINITY;
  const [, number, unit = 's'] = /^(\d*\.?\d+)([smhd])?$/.exec(word) ?? [];
  return number === undefined ? undefined : Number(number) * (UNITS[unit] ?? 1) * 1000;
}

export const sleep: Native = async (task, kit) => {
  const words = task.argv.slice(1);
  const missing = kit.busybox
    ? 'BusyBox: sleep: missing operand'
    : "sleep: missing operand\nTry 'sleep --help' for more information.";
  if (words.length === 0) return failed(task, missing);
  let ms = 0;
  for (const word of words) {
    const one = durationOf(word);
    if (one === undefined)
      return failed(
        task,
        kit.busybox
          ? `sleep: invalid number '${word}'`
          : `sleep: invalid time interval '${word}'\nTry 'sleep --help' for more information.`,
      );
    ms += one;
  }
  // A timer of the machine holds 24 days at most.
  while (ms > 0) {
    const part = Math.min(ms, 2_000_000_000);
    await task.sleep(part);
    ms -= part;
  }
  return 0;
};

/** Opens a file or a device to read; `-` is standard input. @throws Failure */
export async function opened(task: Task, word: string): Promise<Source | 'folder'> {
  if (word === '-') return task.stdin;
  const path = normalize(word, task.cwd);
  const fds = new Map([[0, { source: task.stdin }]]);
  const known = device(fds, path) ?? device(fds, await task.files.resolve(path));
  if (known?.source) return known.source;
  const node = await task.files.node(path);
  if (node === undefined) throw new Failure('ENOENT', path);
  if (node.kind !== 'file') return 'folder';
  if (!task.files.may(node, 'read')) throw new Failure('EACCES', path);
  const chunks = chunksOf(node.content);
  const back: Uint8Array[] = [];
  return {
    read: () => Promise.resolve(back.shift() ?? (chunks.next().value as Uint8Array | undefined)),
    unread(bytes) {
      if (bytes.length > 0) back.unshift(bytes);
    },
    close: () => undefined,
  };
}

/** Calls `each` for every file, telling those that cannot be read. */
export async function eachFile(
  task: Task,
  words: readonly string[],
  each: (source: Source, word: string) => Promise<void>,
  kit: Kit,
): Promise<number> {
  const name = task.argv[0] ?? '';
  let code = 0;
  for (const word of words.length === 0 ? ['-'] : words) {
    try {
      const source = await opened(task, word);
      if (source === 'folder') {
        code = 1;
        await task.err(`${name}: ${kit.busybox ? 'read error' : word}: Is a directory\n`);
      } else await each(source, word);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      code = 1;
      const prefix =
        kit.busybox && name !== 'cat'
          ? `${name}: ${word}`
          : kit.busybox
            ? `cat: can't open '${word}'`
            : name === 'cat'
              ? `cat: ${word}`
              : `${name}: cannot open '${word}' for reading`;
      await task.err(`${prefix}: ${error.words}\n`);
    }
  }
  return code;
}

export const cat: Native = async (task, kit) => {
  const flags = task.argv
    .slice(1)
    .filter((word) => /^-\w/.test(word))
    .join('');
  const words = task.argv.slice(1).filter((word) => !/^-\w/.test(word));
  let line = 0;
  let start = true;
  const numbered = (bytes: Uint8Array): Uint8Array => {
    let out = '';
    for (const part of fromUtf8(bytes).split(/(?<=\n)/)) {
      if (start && (flags.includes('n') || part !== '\n')) out += `${String((line += 1)).padStart(6)}\t`;
      out += part;
      start = part.endsWith('\n');
    }
    return utf8(flags.includes('E') || flags.includes('A') ? out.replaceAll('\n', '$\n') : out);
  };
  return eachFile(
    task,
    words,
    async (source) => {
      for (let part = await source.read(); part !== undefined; part = await source.read())
        await task.stdout.write(/[nbEA]/.test(flags) ? numbered(part) : part);
    },
    kit,
  );
};

export const yes: Native = async (task) => {
  const line = `${task.argv.slice(1).join(' ') || 'y'}\n`;
  const many = utf8(line.repeat(Math.max(1, Math.floor(8192 / line.length))));
  for (;;) {
    await task.stdout.write(many);
    await new Promise((done) => setImmediate(done));
  }
};
