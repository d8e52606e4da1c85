/** Package managers. What they install is made here; nothing is fetched from anywhere. */
import { programContent } from '../../model/files/program';
import type { FsNode } from '../../model/files/node';
import { parentOf } from '../../model/files/path';
import { fromUtf8, readLine, utf8 } from '../streams';
import type { Task } from '../task';
import { failed, type Native } from './kit';
import { NAMES, packageOf, PACKAGES, type Package } from './package-list';

const human = (bytes: number): string =>
  bytes < 1_000_000 ? `${String(Math.round(bytes / 1000))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

async function unpack(task: Task, all: readonly (readonly [string, Package])[]): Promise<void> {
  const seconds = Math.floor(task.machine.now() / 1000);
  const node = (content: Extract<FsNode, { kind: 'file' }>['content'], mode: number): FsNode => ({
    kind: 'file',
    mode,
    uid: 0,
    gid: 0,
    mtime: seconds,
    content,
  });
  for (const [name, one] of all) {
    const each = Math.max(1000, Math.floor(one.size / Math.max(1, one.programs.length) / 2));
    for (const program of one.programs)
      await task.files.put(
        `/usr/bin/${program}`,
        node(programContent(NAMES[program] ?? program, each), 0o755),
      );
    await folders(task, `/usr/share/doc/${name}`);
    await task.files.put(
      `/usr/share/doc/${name}/copyright`,
      node({ bulk: `package ${name}`, size: Math.floor(one.size / 2) }, 0o644),
    );
  }
}

async function folders(task: Task, path: string): Promise<void> {
  if (path === '/' || (await task.files.node(path)) !== undefined) return;
  await folders(task, parentOf(path));
  await task.files.folder(path);
}

const STATUS = '/var/lib/dpkg/status';
const LISTS = '/var/lib/apt/lists/practice_Packages';

async function installed(task: Task, path: string, pattern: RegExp): Promise<ReadonlySet<string>> {
  const text = fromUtf8(await task.files.read(path).catch(() => new Uint8Array()));
  return new Set([...text.matchAll(pattern)].map((row) => row[1] ?? ''));
}

async function agrees(task: Task, words: readonly string[]): Promise<boolean> {
  if (words.some((word) => /^-\w*y|^--(yes|assume-yes)$/.test(word))) return true;
  await task.out('Do you want to continue? [Y/n] ');
  const line = await readLine(task.stdin);
  if (line !== undefined && /^(y|yes)?\s*$/i.test(fromUtf8(line))) return true;
  await task.out('Abort.\n');
  return false;
}

async function aptInstall(task: Task, words: readonly string[]): Promise<number> {
  const names = words.slice(1).filter((word) => !word.startsWith('-'));
  const said = words.some((word) => /^-qq/.test(word))
    ? () => Promise.resolve()
    : (text: string) => task.out(text);
  await said('Reading package lists...\nBuilding dependency tree...\nReading state information...\n');
  const listed = (await task.files.node(LISTS)) !== undefined;
  for (const name of names)
    if (!listed || packageOf(name) === undefined)
      return failed(task, `E: Unable to locate package ${name}`, 100);
  const there = await installed(task, STATUS, /^Package: (\S+)$/gm);
  const wanted = names.map((name) => packageOf(name)).filter((one) => one !== undefined);
  const fresh = wanted.filter(([name]) => !there.has(name));
  for (const [name, one] of wanted.filter(([name]) => there.has(name)))
    await said(`${name} is already the newest version (${one.version}).\n`);
  const download = fresh.reduce((sum, [, one]) => sum + one.download, 0);
  const size = fresh.reduce((sum, [, one]) => sum + one.size, 0);
  if (fresh.length > 0)
    await said(`The following NEW packages will be installed:\n  ${fresh.map(([name]) => name).join(' ')}\n`);
  await said(`0 upgraded, ${String(fresh.length)} newly installed, 0 to remove and 0 not upgraded.\n`);
  if (fresh.length === 0) return 0;
  await said(
    `Need to get ${human(download)} of archives.\nAfter this operation, ${human(size)} of additional disk space will be used.\n`,
  );
  if (!(await agrees(task, words))) return 1;
  for (const [i, [name, one]] of fresh.entries()) {
    await said(`Get:${String(i + 1)} practice archive ${name} ${one.version} [${human(one.download)}]\n`);
    await task.sleep(Math.min(1500, one.download / 8000));
  }
  await said(`Fetched ${human(download)} in 1s (${human(download)}/s)\n`);
  for (const [name, one] of fresh)
    await said(
      `Selecting previously unselected package ${name}.\nPreparing to unpack .../${name}_${one.version}.deb ...\nUnpacking ${name} (${one.version}) ...\n`,
    );
  await unpack(task, fresh);
  for (const [name, one] of fresh) {
    await said(`Setting up ${name} (${one.version}) ...\n`);
    await task.files.write(
      STATUS,
      utf8(`\nPackage: ${name}\nStatus: install ok installed\nVersion: ${one.version}\n`),
      { append: true },
    );
  }
  return 0;
}

/** `apt-get` and `apt`. */
export const apt: Native = async (task) => {
  const words = task.argv.slice(1).filter((word) => !word.startsWith('-o'));
  const action = words.find((word) => !word.startsWith('-'));
  if (task.user.uid !== 0 && action !== undefined && action !== 'list')
    return failed(
      task,
      'E: Could not open lock file /var/lib/apt/lists/lock - open (13: Permission denied)\nE: Unable to lock directory /var/lib/apt/lists/',
      100,
    );
  switch (action) {
    case 'update':
      await task.out(
        'Get:1 practice archive InRelease [151 kB]\nGet:2 practice archive/main Packages [8693 kB]\n',
      );
      await task.sleep(600);
      await folders(task, '/var/lib/apt/lists');
      await task.files.put(LISTS, {
        kind: 'file',
        mode: 0o644,
        uid: 0,
        gid: 0,
        mtime: Math.floor(task.machine.now() / 1000),
        content: { bulk: 'package lists', size: 17_400_000 },
      });
      await task.out('Fetched 8844 kB in 1s (8844 kB/s)\nReading package lists...\n');
      return 0;
    case 'install':
      return aptInstall(task, [action, ...words.filter((word) => word !== action)]);
    case 'remove':
    case 'purge':
      return aptRemove(
        task,
        words.filter((word) => !word.startsWith('-') && word !== action),
      );
    case 'upgrade':
    case 'dist-upgrade':
    case 'autoremove':
      await task.out(
        'Reading package lists...\nBuilding dependency tree...\nReading state information...\n0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.\n',
      );
      return 0;
    case 'clean':
    case 'autoclean':
      return 0;
    case 'search':
    case 'list':
      await task.out(
        Object.entries(PACKAGES)
          .map(([name, one]) => `${name}/practice ${one.version}\n`)
          .join(''),
      );
      return 0;
    default:
      await task.out('apt of the practice engine: update, install, remove, upgrade, clean, list\n');
      return action === undefined ? 0 : 100;
  }
};

async function aptRemove(task: Task, names: readonly string[]): Promise<number> {
  await task.out('Reading package lists...\nBuilding dependency tree...\nReading state information...\n');
  for (const word of names) {
    const found = packageOf(word);
    if (!found) return failed(task, `E: Unable to locate package ${word}`, 100);
    await removeFiles(task, found);
    const text = fromUtf8(await task.files.read(STATUS));
    await task.files.write(
      STATUS,
      utf8(text.replace(new RegExp(`\\nPackage: ${found[0]}\\n[^]*?(?=\\nPackage: |$)`), '')),
    );
    await task.out(`Removing ${found[0]} (${found[1].version}) ...\n`);
  }
  return 0;
}

async function removeFiles(task: Task, [name, one]: readonly [string, Package]): Promise<void> {
  for (const path of [...one.programs.map((program) => `/usr/bin/${program}`), `/usr/share/doc/${name}`])
    if ((await task.files.link(path)) !== undefined) await task.files.remove(path);
}

const WORLD = '/etc/apk/world';

export const apk: Native = async (task) => {
  const words = task.argv.slice(1);
  const action = words.find((word) => !word.startsWith('-'));
  const names = words.filter(
    (word, i) =>
      !word.startsWith('-') &&
      word !== action &&
      !/^(-t|--virtual|-X|--repository)$/.test(words[i - 1] ?? '') &&
      !/^\.|^https?:/.test(word),
  );
  const index =
    'fetch https://dl-cdn.alpinelinux.org/alpine/main/APKINDEX.tar.gz (practice)\nfetch https://dl-cdn.alpinelinux.org/alpine/community/APKINDEX.tar.gz (practice)\n';
  switch (action) {
    case 'update':
      await task.out(`${index}OK: 25396 distinct packages available\n`);
      return 0;
    case 'upgrade':
      await task.out('OK: 8 MiB in 16 packages\n');
      return 0;
    case 'add': {
      if (!words.includes('-q')) await task.out(index);
      const unknown = names.find((name) => packageOf(name) === undefined);
      if (unknown !== undefined)
        return failed(
          task,
          `ERROR: unable to select packages:\n  ${unknown} (no such package):\n    required by: world[${unknown}]`,
        );
      const there = await installed(task, WORLD, /^(\S+)$/gm);
      const fresh = names
        .map((name) => packageOf(name))
        .filter((one) => one !== undefined)
        .filter(([name]) => !there.has(name));
      for (const [i, one] of fresh.entries()) {
        await task.sleep(Math.min(1200, one[1].download / 8000));
        await task.out(
          `(${String(i + 1)}/${String(fresh.length)}) Installing ${one[0]} (${one[1].version})\n`,
        );
        await unpack(task, [one]);
        await task.files.write(WORLD, utf8(`${one[0]}\n`), { append: true });
      }
      if (fresh.length > 0) await task.out('Executing busybox.trigger\n');
      await task.out(
        `OK: ${String(8 + Math.ceil(fresh.reduce((sum, [, one]) => sum + one.size, 0) / 1e6))} MiB in ${String(16 + fresh.length)} packages\n`,
      );
      return 0;
    }
    case 'del':
      for (const name of names) {
        const found = packageOf(name);
        if (!found) continue;
        await removeFiles(task, found);
        await task.out(`(1/1) Purging ${found[0]} (${found[1].version})\n`);
        const text = fromUtf8(await task.files.read(WORLD));
        await task.files.write(
          WORLD,
          utf8(
            text
              .split('\n')
              .filter((row) => row !== found[0])
              .join('\n'),
          ),
        );
      }
      await task.out('OK: 8 MiB in 16 packages\n');
      return 0;
    case 'info':
    case 'list':
      await task.out(fromUtf8(await task.files.read(WORLD)));
      return 0;
    default:
      await task.out('apk-tools 2.14.9, of the practice engine: add, del, update, upgrade, info\n');
      return action === undefined ? 0 : 1;
  }
};

export const dpkg: Native = async (task) => {
  const there = [...(await installed(task, STATUS, /^Package: (\S+)$/gm))].sort();
  if (task.argv[1] === '-l' || task.argv[1] === '--list')
    await task.out(there.map((name) => `ii  ${name}\n`).join(''));
  else if (task.argv[1] === '--print-architecture')
    await task.out(task.machine.kernel.machine === 'aarch64' ? 'arm64\n' : 'amd64\n');
  else return failed(task, 'dpkg: the practice engine plays -l and --print-architecture', 2);
  return 0;
};
