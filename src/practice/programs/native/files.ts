import { baseOf, normalize } from '../../model/files/path';
import { userOf } from '../files/users';
import { Failure } from '../files/errno';
import { opened } from './basic';
import { grow } from './grow';
import { device } from '../files/devices';
import type { Task } from '../task';
import { failed, type Native } from './kit';

async function each(
  task: Task,
  path: string,
  recursive: boolean,
  work: (path: string) => Promise<void>,
): Promise<void> {
  await work(path);
  if (!recursive || (await task.files.link(path))?.kind !== 'folder') return;
  for (const name of await task.files.list(path)) await each(task, normalize(name, path), true, work);
}

export const chown: Native = async (task) => {
  const flags = task.argv
    .slice(1)
    .filter((word) => word.startsWith('-'))
    .join('');
  const [owner = '', ...paths] = task.argv.slice(1).filter((word) => !word.startsWith('-'));
  const group = task.argv[0]?.endsWith('chgrp') === true;
  const user = group ? undefined : await userOf(owner.replace(/:$/, ''), task.files);
  const rows = await task.files.read('/etc/group').catch(() => new Uint8Array());
  const gid = group
    ? (new RegExp(`^${owner.replace(/\W/g, '')}:[^:]*:(\\d+)`, 'm').exec(
        new TextDecoder().decode(rows),
      )?.[1] ?? owner)
    : undefined;
  if (!group && user === undefined) return failed(task, `chown: invalid user: '${owner}'`);
  let code = 0;
  for (const word of paths) {
    try {
      if ((await task.files.node(normalize(word, task.cwd))) === undefined) throw new Failure('ENOENT', word);
      await each(task, normalize(word, task.cwd), flags.includes('R'), (path) =>
        task.files.change(
          path,
          group
            ? { gid: Number(gid) }
            : owner.includes(':')
              ? { uid: user?.uid ?? 0, gid: user?.gid ?? 0 }
              : { uid: user?.uid ?? 0 },
        ),
      );
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      code = await failed(
        task,
        error.errno === 'ENOENT'
          ? `chown: cannot access '${word}': ${error.words}`
          : `chown: changing ownership of '${word}': ${error.words}`,
      );
    }
  }
  return code;
};

export const mktemp: Native = async (task) => {
  const folder = task.argv.includes('-d');
  const pattern = task.argv.slice(1).find((word) => !word.startsWith('-')) ?? '/tmp/tmp.XXXXXXXXXX';
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  const path = normalize(
    pattern.replace(/X{3,}$/, (all) =>
      all.replace(/X/g, () => letters[Math.floor(Math.random() * letters.length)] ?? 'x'),
    ),
    task.cwd,
  );
  if (folder) await task.files.folder(path, 0o700);
  else await task.files.write(path, new Uint8Array(), { mode: 0o600 });
  await task.out(`${path}\n`);
  return 0;
};

const bytesOf = (word: string | undefined, otherwise: number): number => {
  const [, number, unit = ''] = /^(\d+)([kKMGwbc]?)B?$/.exec(word ?? '') ?? [];
  if (number === undefined) return otherwise;
  return Number(number) * ({ k: 1024, K: 1024, M: 1 << 20, G: 1 << 30, w: 2, b: 512 }[unit] ?? 1);
};

export const dd: Native = async (task) => {
  const words = new Map(
    task.argv.slice(1).map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]),
  );
  const block = bytesOf(words.get('bs'), 512);
  const count = words.has('count') ? bytesOf(words.get('count'), 0) : Number.POSITIVE_INFINITY;
  const input = await opened(task, words.get('if') ?? '-');
  if (input === 'folder') return failed(task, `dd: error reading '${words.get('if') ?? ''}': Is a directory`);
  const target = words.get('of');
  const path = target === undefined ? undefined : normalize(target, task.cwd);
  const known = path === undefined ? undefined : device(new Map([[1, { sink: task.stdout }]]), path);
  if (block > 1 << 23) {
    task.memory(block);
    await task.sleep(30);
  }
  const from = task.machine.now();
  let left = block * count;
  let done = 0;
  const kept: Uint8Array[] = [];
  while (left > 0) {
    const part = await input.read();
    if (part === undefined) break;
    const now = part.subarray(0, Math.min(part.length, left));
    left -= now.length;
    done += now.length;
    if (known?.sink) await known.sink.write(now);
    else if (path === undefined) await task.stdout.write(now);
    else kept.push(now);
    if (done > 1 << 28) await task.sleep(1);
  }
  if (path !== undefined && !known) await task.files.write(path, Buffer.concat(kept));
  const blocks = Math.floor(done / block);
  const rest = done % block > 0 ? 1 : 0;
  const seconds = Math.max(0.001, (task.machine.now() - from) / 1000);
  const line = `${String(blocks)}+${String(rest)} records`;
  await task.err(
    `${line} in\n${line} out\n${String(done)} bytes (${(done / 1e6).toFixed(1)} MB) copied, ${seconds.toFixed(3)} s, ${(done / 1e6 / seconds).toFixed(1)} MB/s\n`,
  );
  return 0;
};

/** Takes memory on purpose: `stress --vm 1 --vm-bytes 200M`. */
export const stress: Native = async (task) => {
  const words = task.argv.slice(1);
  const value = (name: string): string | undefined => {
    const at = words.findIndex((word) => word === name || word.startsWith(`${name}=`));
    return at < 0 ? undefined : words[at]?.includes('=') === true ? words[at]?.split('=')[1] : words[at + 1];
  };
  const size = bytesOf(value('--vm-bytes'), 256 << 20) * Number(value('--vm') ?? value('-m') ?? 0);
  await task.out(
    `${baseOf(task.argv[0] ?? 'stress')}: info: [${String(await task.pid())}] dispatching hogs: ${value('--cpu') ?? value('-c') ?? '0'} cpu, 0 io, ${value('--vm') ?? value('-m') ?? '0'} vm, 0 hdd\n`,
  );
  await grow(task, 1 << 22, 1 << 24, size);
  task.memory(size);
  const seconds = value('--timeout') ?? value('-t');
  await (seconds === undefined ? task.forever() : task.sleep(Number.parseFloat(seconds) * 1000));
  return 0;
};

export const pager: Native = async (task, kit) => {
  await kit.spawn([
    'cat',
    ...task.argv.slice(1).filter((word) => !word.startsWith('-') && !word.startsWith('+')),
  ]);
  return 0;
};

export const editor: Native = (task) =>
  failed(
    task,
    `${task.argv[0] ?? ''}: the practice engine has no full-screen editor. Write files with: cat > FILE, then Ctrl-D; or from outside with: docker cp`,
  );

export const sync: Native = () => Promise.resolve(0);

/** `adduser`, `useradd`: a row in `/etc/passwd` and in `/etc/group`, and a home. */
export const addUser: Native = async (task) => {
  const words = task.argv.slice(1);
  const name = words.findLast((word) => /^[a-z_][\w-]*$/.test(word));
  if (name === undefined) return failed(task, `${task.argv[0] ?? ''}: no name given`);
  if (await userOf(name, task.files))
    return failed(task, `${task.argv[0] ?? ''}: user '${name}' already exists`, 9);
  const rows = new TextDecoder().decode(await task.files.read('/etc/passwd'));
  const used = [...rows.matchAll(/^[^:]*:[^:]*:(\d+)/gm)]
    .map((row) => Number(row[1]))
    .filter((uid) => uid >= 1000 && uid < 60_000);
  const uid = Math.max(999, ...used) + 1;
  const line = (text: string): Uint8Array => new TextEncoder().encode(text);
  const group = task.argv[0]?.includes('group') === true;
  await task.files.write('/etc/group', line(`${name}:x:${String(uid)}:\n`), { append: true });
  if (group) return 0;
  await task.files.write(
    '/etc/passwd',
    line(`${name}:x:${String(uid)}:${String(uid)}::/home/${name}:/bin/sh\n`),
    { append: true },
  );
  if ((await task.files.node('/home')) !== undefined) {
    await task.files.folder(`/home/${name}`).catch(() => undefined);
    await task.files.change(`/home/${name}`, { uid, gid: uid }).catch(() => undefined);
  }
  return 0;
};
