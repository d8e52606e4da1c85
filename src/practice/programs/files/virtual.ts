/** `/proc`, `/dev`, `/sys` and the three files of `/etc` that the engine lays over every image. */
import type { FsNode } from '../../model/files/node';
import { baseOf, parentOf } from '../../model/files/path';
import type { ProcessHost, ProcessRow, ProcessSpec } from '../../programs';
import { utf8 } from '../streams';
import type { Virtual } from './files';

/** Memory of the machine that `/proc/meminfo` and `free` tell. */
export const MACHINE_MEMORY = 8 * 1024 ** 3;
export const MACHINE_CPUS = 4;

const file = (text: string, mode = 0o444): FsNode => ({
  kind: 'file',
  mode,
  uid: 0,
  gid: 0,
  mtime: 0,
  content: { bytes: utf8(text) },
});
const link = (target: string): FsNode => ({ kind: 'link', mode: 0o777, uid: 0, gid: 0, mtime: 0, target });
const FOLDER: FsNode = { kind: 'folder', mode: 0o555, uid: 0, gid: 0, mtime: 0 };

const DEVICES = ['full', 'null', 'ptmx', 'random', 'tty', 'urandom', 'zero'];
const DEV_LINKS: Readonly<Record<string, string>> = {
  fd: '/proc/self/fd',
  stdin: '/proc/self/fd/0',
  stdout: '/proc/self/fd/1',
  stderr: '/proc/self/fd/2',
};

export function meminfo(): string {
  const rows = {
    MemTotal: 1,
    MemFree: 0.55,
    MemAvailable: 0.8,
    Buffers: 0.02,
    Cached: 0.25,
    SwapTotal: 0,
    SwapFree: 0,
  };
  return Object.entries(rows)
    .map(([name, part]) => {
      const kib = Math.floor((MACHINE_MEMORY / 1024) * part);
      return `${`${name}:`.padEnd(16)}${String(kib).padStart(8)} kB\n`;
    })
    .join('');
}

const cpuinfo = (): string =>
  Array.from(
    { length: MACHINE_CPUS },
    (_, i) => `processor\t: ${String(i)}\nmodel name\t: Practice CPU\n\n`,
  ).join('');

const status = (row: ProcessRow): string => {
  const name = baseOf(row.argv[0] ?? '');
  return `Name:\t${name}\nUmask:\t0022\nState:\tS (sleeping)\nTgid:\t${String(row.pid)}\nPid:\t${String(row.pid)}\nPPid:\t${String(row.ppid)}\nThreads:\t1\nNSpid:\t${String(row.hostPid)}\t${String(row.pid)}\n`;
};

type Told = (spec: ProcessSpec, host: ProcessHost) => string;

const TEXTS: ReadonlyMap<string, Told> = new Map<string, Told>([
  ['/proc/version', (_, { kernel }) => `Linux version ${kernel.release} ${kernel.version}\n`],
  ['/proc/meminfo', meminfo],
  ['/proc/cpuinfo', cpuinfo],
  ['/proc/loadavg', () => '0.08 0.03 0.01 1/128 1\n'],
  ['/proc/uptime', (_, host) => `${String((host.now() / 1000) % 1_000_000)} 0.00\n`],
  ['/proc/sys/kernel/hostname', (spec) => `${spec.hostname}\n`],
  ['/proc/sys/kernel/osrelease', (_, { kernel }) => `${kernel.release}\n`],
  [
    '/proc/mounts',
    () =>
      'overlay / overlay rw,relatime 0 0\nproc /proc proc rw 0 0\ntmpfs /dev tmpfs rw 0 0\nsysfs /sys sysfs ro 0 0\n',
  ],
  ['/proc/self/cgroup', () => '0::/\n'],
  ['/proc/1/cgroup', () => '0::/\n'],
  ['/sys/fs/cgroup/memory.max', (spec) => (spec.memoryLimit > 0 ? `${String(spec.memoryLimit)}\n` : 'max\n')],
  [
    '/sys/fs/cgroup/memory/memory.limit_in_bytes',
    (spec) => `${spec.memoryLimit > 0 ? String(spec.memoryLimit) : '9223372036854771712'}\n`,
  ],
]);

const FOLDERS: ReadonlySet<string> = (() => {
  const all = new Set(['/proc', '/dev', '/sys', '/proc/self', '/proc/self/fd', '/proc/thread-self']);
  for (const path of TEXTS.keys()) for (let at = parentOf(path); at !== '/'; at = parentOf(at)) all.add(at);
  return all;
})();

const NET = '/sys/class/net';

const ETC: ReadonlySet<string> = new Set(['/etc/hostname', '/etc/hosts', '/etc/resolv.conf']);

/** Costs nothing until a path of the kernel's is asked for: every idle process has one. */
export function virtualOf(spec: ProcessSpec, host: ProcessHost): Virtual {
  async function etc(path: string): Promise<string> {
    if (path === '/etc/hostname') return `${spec.hostname}\n`;
    if (path === '/etc/resolv.conf') return 'nameserver 127.0.0.11\noptions ndots:0\n';
    const own = (await host.addresses()).map(({ ip }) => `${ip}\t${spec.hostname}\n`).join('');
    return `127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\n${own}`;
  }

  /** The container's own network devices, as its network namespace has them. */
  async function devices(): Promise<readonly string[]> {
    return [...(await host.addresses()).map((_, i) => `eth${String(i)}`), 'lo'];
  }

  async function process(path: string): Promise<FsNode | undefined> {
    const [, word = '', what] = /^\/proc\/(self|\d+)(?:\/(\w+))?$/.exec(path) ?? [];
    if (word === '') return undefined;
    const pid = word === 'self' ? spec.pid : Number(word);
    const row = (await host.processes()).find((one) => one.pid === pid);
    if (row === undefined) return undefined;
    if (what === undefined) return FOLDER;
    if (what === 'cmdline') return file(row.argv.map((arg) => `${arg}\0`).join(''));
    if (what === 'comm') return file(`${baseOf(row.argv[0] ?? '')}\n`);
    if (what === 'status') return file(status(row));
    if (what === 'environ')
      return file(
        Object.entries(spec.env)
          .map(([k, v]) => `${k}=${v}\0`)
          .join(''),
        0o400,
      );
    if (what === 'cwd') return link(spec.cwd);
    return undefined;
  }

  return {
    async get(path) {
      if (ETC.has(path)) {
        const own = await host.files.get(path);
        if (own?.kind === 'file' && 'bytes' in own.content && own.content.bytes.length > 0) return own;
        return own?.kind === 'link' ? own : file(await etc(path), 0o644);
      }
      if (!/^\/(proc|dev|sys)(\/|$)/.test(path)) return undefined;
      const told = TEXTS.get(path);
      if (told) return file(told(spec, host));
      if (FOLDERS.has(path) || path === '/sys/class' || path === NET) return FOLDER;
      if (parentOf(path) === NET) return (await devices()).includes(baseOf(path)) ? FOLDER : undefined;
      if (parentOf(path) === '/dev') {
        if (DEVICES.includes(baseOf(path))) return file('', 0o666);
        const target = DEV_LINKS[baseOf(path)];
        return target === undefined ? undefined : link(target);
      }
      if (/^\/proc\/self\/fd\/[012]$/.test(path)) return file('', 0o666);
      return process(path);
    },
    async list(path) {
      if (path === '/sys') return ['class', 'fs'];
      if (path === '/sys/class') return ['net'];
      if (path === NET) return devices();
      if (path === '/dev') return [...DEVICES, ...Object.keys(DEV_LINKS)].sort();
      const names = [...FOLDERS, ...TEXTS.keys()]
        .filter((one) => parentOf(one) === path)
        .map((one) => baseOf(one));
      if (path === '/proc') names.push(...(await host.processes()).map((row) => String(row.pid)));
      if (/^\/proc\/(self|\d+)$/.test(path)) names.push('cmdline', 'comm', 'cwd', 'environ', 'status');
      return names.length === 0 ? undefined : [...new Set(names)].sort();
    },
  };
}
