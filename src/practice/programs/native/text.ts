/** `head`, `tail`, `tee`: what passes on a part of what it reads. */
import { normalize } from '../../model/files/path';
import { Failure } from '../files/errno';
import { concat, fromUtf8 } from '../streams';
import type { Task } from '../task';
import { eachFile } from './basic';
import { grow } from './grow';
import { failed, type Native } from './kit';

/** The number after `-n`, `-c`, or as `-5`; with K, M, G. */
function countOf(words: readonly string[]): {
  count: string;
  bytes: boolean;
  follow: boolean;
  quiet: boolean;
  files: readonly string[];
} {
  let count = '10';
  let bytes = false;
  let follow = false;
  let quiet = false;
  const files: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const [, flag, value] = /^-(?:-(?:lines|bytes)=)?([nc])?([-+]?\d+[kKMGb]*)$/.exec(word) ?? [];
    if (value !== undefined && word !== '-') {
      count = value;
      bytes = flag === 'c' || word.startsWith('--bytes');
    } else if (word === '-n' || word === '-c') {
      count = words[(at += 1)] ?? '10';
      bytes = word === '-c';
    } else if (/^-(f|F|-follow.*)$/.test(word)) follow = true;
    else if (/^-[fn]{2}$/.test(word)) {
      follow = true;
      count = words[(at += 1)] ?? '10';
    } else if (/^-(q|-quiet)$/.test(word)) quiet = true;
    else if (word === '-' || !word.startsWith('-')) files.push(word);
  }
  return { count, bytes, follow, quiet, files };
}

const sizeOf = (word: string): number => {
  const [, number = '0', unit = ''] = /^[-+]?(\d+)([kKMGb]?)/.exec(word) ?? [];
  return Number(number) * ({ k: 1024, K: 1024, M: 1 << 20, G: 1 << 30, b: 512 }[unit] ?? 1);
};

export const head: Native = async (task, kit) => {
  const how = countOf(task.argv.slice(1));
  const limit = sizeOf(how.count);
  const many = how.files.length > 1 && !how.quiet;
  return eachFile(
    task,
    how.files,
    async (source, word) => {
      if (many) await task.out(`==> ${word === '-' ? 'standard input' : word} <==\n`);
      if (how.count.startsWith('-')) {
        const parts: Uint8Array[] = [];
        for (let part = await source.read(); part !== undefined; part = await source.read()) parts.push(part);
        const lines = fromUtf8(concat(parts)).split(/(?<=\n)/);
        await task.out(lines.slice(0, -limit).join(''));
        return;
      }
      let left = limit;
      while (left > 0) {
        const part = await source.read();
        if (part === undefined) return;
        let end = 0;
        if (how.bytes) {
          end = Math.min(left, part.length);
          left -= end;
        } else
          while (left > 0 && end < part.length) {
            const next = part.indexOf(10, end);
            end = next < 0 ? part.length : next + 1;
            if (next >= 0) left -= 1;
          }
        source.unread(part.subarray(end));
        await task.stdout.write(part.subarray(0, end));
      }
    },
    kit,
  );
};

export const tail: Native = async (task, kit) => {
  const how = countOf(task.argv.slice(1));
  const limit = sizeOf(how.count);
  const many = how.files.length > 1 && !how.quiet;
  const paths = how.files.map((word) => normalize(word, task.cwd));
  if (paths.includes('/dev/zero')) {
    await grow(task, 1 << 22, 1 << 23, 2 ** 34);
    return failed(task, 'tail: memory exhausted');
  }
  const code = await eachFile(
    task,
    how.files,
    async (source, word) => {
      if (many) await task.out(`==> ${word === '-' ? 'standard input' : word} <==\n`);
      let kept: Uint8Array = new Uint8Array();
      let held = 0;
      for (let part = await source.read(); part !== undefined; part = await source.read()) {
        held += part.length;
        kept = concat([kept, part]);
        // Without a line end nothing can be let go.
        if (!how.bytes && kept.length > 1 << 20 && kept.includes(10) && !how.count.startsWith('+'))
          kept = lastLines(kept, limit);
        if (kept.length > 1 << 20) task.memory((1 << 22) + held);
      }
      const from = how.count.startsWith('+');
      if (how.bytes)
        await task.stdout.write(
          from ? kept.subarray(limit - 1) : kept.subarray(Math.max(0, kept.length - limit)),
        );
      else if (from)
        await task.out(
          fromUtf8(kept)
            .split(/(?<=\n)/)
            .slice(Math.max(0, limit - 1))
            .join(''),
        );
      else await task.stdout.write(lastLines(kept, limit));
    },
    kit,
  );
  return how.follow && code === 0 ? follow(task, paths) : code;
};

function lastLines(bytes: Uint8Array, count: number): Uint8Array {
  if (count === 0) return new Uint8Array();
  let at = bytes.length - 1;
  for (let left = count; left > 0 && at > 0; left -= 1) {
    at = bytes.lastIndexOf(10, at - 1);
    if (at < 0) return bytes;
  }
  return at <= 0 ? bytes : bytes.slice(at + 1);
}

/** Between two looks at a file that is followed, in milliseconds. */
const LOOK = 500;

async function follow(task: Task, paths: readonly string[]): Promise<number> {
  const files = paths.filter((path) => !path.startsWith('/dev/'));
  if (files.length === 0) return task.forever();
  const sizes = new Map<string, number>();
  const sizeNow = async (path: string): Promise<Uint8Array> =>
    task.files.read(path).catch(() => new Uint8Array());
  for (const path of files) sizes.set(path, (await sizeNow(path)).length);
  for (;;) {
    await task.sleep(LOOK);
    for (const path of files) {
      const bytes = await sizeNow(path);
      const from = sizes.get(path) ?? 0;
      if (bytes.length > from) await task.stdout.write(bytes.subarray(from));
      sizes.set(path, bytes.length);
    }
  }
}

export const tee: Native = async (task) => {
  const append = task.argv.includes('-a');
  const words = task.argv.slice(1).filter((word) => !word.startsWith('-'));
  const paths = words.map((word) => normalize(word, task.cwd));
  let code = 0;
  const good: string[] = [];
  for (const [i, path] of paths.entries()) {
    try {
      await task.files.write(path, new Uint8Array(), { append });
      good.push(path);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      code = 1;
      await task.err(`tee: ${words[i] ?? ''}: ${error.words}\n`);
    }
  }
  for (let part = await task.stdin.read(); part !== undefined; part = await task.stdin.read()) {
    await task.stdout.write(part);
    for (const path of good) await task.files.write(path, part, { append: true });
  }
  return code;
};
