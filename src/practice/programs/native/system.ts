/** What a container says about itself and its kernel. */
import { MACHINE_CPUS, MACHINE_MEMORY } from '../files/virtual';
import { namesOf, userOf } from '../files/users';
import type { Task } from '../task';
import { failed, type Native } from './kit';

export const uname: Native = async (task) => {
  const { kernel } = task.machine;
  const flags = task.argv.slice(1).join('').replaceAll('-', '') || 's';
  const all: readonly (readonly [string, string])[] = [
    ['s', 'Linux'],
    ['n', (await text(task, '/etc/hostname')).trim()],
    ['r', kernel.release],
    ['v', kernel.version],
    ['m', kernel.machine],
    ['o', 'GNU/Linux'],
  ];
  await task.out(
    `${all
      .filter(([flag]) => flags.includes('a') || flags.includes(flag))
      .map(([, word]) => word)
      .join(' ')}\n`,
  );
  return 0;
};

export const text = async (task: Task, path: string): Promise<string> =>
  new TextDecoder().decode(await task.files.read(path).catch(() => new Uint8Array()));

/** The folder as the shell would tell it. */
export const pwd: Native = async (task) => (await task.out(`${task.cwd}\n`), 0);
export const arch: Native = async (task) => (await task.out(`${task.machine.kernel.machine}\n`), 0);

export const hostname: Native = async (task) => {
  const { argv } = task;
  if (argv.some((word) => /^-[iI]$/.test(word))) {
    await task.out(`${(await task.machine.addresses()).map((one) => one.ip).join(' ')}\n`);
    return 0;
  }
  if (argv[1] !== undefined && !argv[1].startsWith('-'))
    return failed(task, 'hostname: sethostname: Operation not permitted');
  await task.out(await text(task, '/etc/hostname'));
  return 0;
};

export const id: Native = async (task) => {
  const flags = task.argv
    .slice(1)
    .filter((word) => word.startsWith('-'))
    .join('');
  const word = task.argv.slice(1).find((one) => !one.startsWith('-'));
  const user = word === undefined ? task.user : await userOf(word, task.files);
  if (user === undefined) return failed(task, `id: '${word ?? ''}': no such user`);
  const group = (await namesOf(task.files, 'group')).get(user.gid);
  const known = (await namesOf(task.files, 'passwd')).get(user.uid);
  const named = (number: number, name: string | undefined): string =>
    `${String(number)}${name === undefined ? '' : `(${name})`}`;
  const name = flags.includes('n');
  if (flags.includes('u')) await task.out(`${name ? (known ?? String(user.uid)) : String(user.uid)}\n`);
  else if (/[gG]/.test(flags)) await task.out(`${name ? (group ?? String(user.gid)) : String(user.gid)}\n`);
  else
    await task.out(
      `uid=${named(user.uid, known)} gid=${named(user.gid, group)} groups=${named(user.gid, group)}\n`,
    );
  return 0;
};

export const whoami: Native = async (task) => {
  const name = (await namesOf(task.files, 'passwd')).get(task.user.uid);
  if (name === undefined)
    return failed(task, `whoami: cannot find name for user ID ${String(task.user.uid)}`);
  await task.out(`${name}\n`);
  return 0;
};

export const groups: Native = async (task) => {
  await task.out(`${(await namesOf(task.files, 'group')).get(task.user.gid) ?? String(task.user.gid)}\n`);
  return 0;
};

export const nproc: Native = async (task) => (await task.out(`${String(MACHINE_CPUS)}\n`), 0);

export const uptime: Native = async (task) => {
  const time = new Date(task.machine.now()).toISOString().slice(11, 19);
  await task.out(` ${time} up 1 day,  0 users,  load average: 0.08, 0.03, 0.01\n`);
  return 0;
};

export const free: Native = async (task, kit) => {
  const flag = task.argv.slice(1).join('');
  const unit = flag.includes('m') ? 1 << 20 : flag.includes('g') ? 1 << 30 : 1024;
  const human = flag.includes('h');
  const shown = (bytes: number): string =>
    (human ? `${(bytes / 1024 ** 3).toFixed(1)}Gi` : String(Math.floor(bytes / unit))).padStart(12);
  const total = MACHINE_MEMORY;
  const parts = [total, total * 0.2, total * 0.55, 0, total * 0.25, total * 0.8];
  const heads = ['total', 'used', 'free', 'shared', kit.busybox ? 'buff/cache' : 'buff/cache', 'available'];
  await task.out(
    `       ${heads.map((word) => word.padStart(12)).join('')}\nMem:   ${parts.map(shown).join('')}\nSwap:  ${[0, 0, 0].map(shown).join('')}\n`,
  );
  return 0;
};

export const df: Native = async (task) => {
  const human = task.argv.slice(1).some((word) => /^-\w*h/.test(word));
  const size = 60_000_000;
  const used = 18_000_000;
  const shown = (kib: number): string =>
    human ? `${(kib / 1024 / 1024).toFixed(kib < 10_000_000 ? 1 : 0)}G` : String(kib);
  const row = (...words: readonly string[]): string =>
    `${(words[0] ?? '').padEnd(20)} ${(words[1] ?? '').padStart(10)} ${(words[2] ?? '').padStart(9)} ${(words[3] ?? '').padStart(9)} ${(words[4] ?? '').padStart(4)} ${words[5] ?? ''}\n`;
  await task.out(
    row(
      'Filesystem',
      human ? 'Size' : '1K-blocks',
      'Used',
      human ? 'Avail' : 'Available',
      'Use%',
      'Mounted on',
    ) +
      row('overlay', shown(size), shown(used), shown(size - used), '30%', '/') +
      row('tmpfs', human ? '64M' : '65536', '0', human ? '64M' : '65536', '0%', '/dev'),
  );
  return 0;
};

export const mount: Native = async (task) => {
  if (task.argv.length > 1 && !task.argv.includes('-t') && !task.argv.includes('-l'))
    return failed(task, 'mount: permission denied (are you root?)', 32);
  await task.out(
    'overlay on / type overlay (rw,relatime)\nproc on /proc type proc (rw,nosuid,nodev,noexec,relatime)\ntmpfs on /dev type tmpfs (rw,nosuid,size=65536k,mode=755)\nsysfs on /sys type sysfs (ro,nosuid,nodev,noexec,relatime)\n',
  );
  return 0;
};

export const dmesg: Native = (task) =>
  failed(task, 'dmesg: read kernel buffer failed: Operation not permitted');

export const tty: Native = async (task) => {
  await task.out(task.terminal ? '/dev/pts/0\n' : 'not a tty\n');
  return task.terminal ? 0 : 1;
};

export const stty: Native = async (task, kit) => {
  const { terminal } = task;
  if (!terminal)
    return failed(
      task,
      kit.busybox ? 'stty: standard input' : "stty: 'standard input': Inappropriate ioctl for device",
    );
  const [, word] = task.argv;
  if (word === 'size') await task.out(`${String(terminal.rows())} ${String(terminal.columns())}\n`);
  else if (word === '-echo' || word === 'echo') terminal.echo(word === 'echo');
  else if (word === undefined || word === '-a')
    await task.out(
      `speed 38400 baud; rows ${String(terminal.rows())}; columns ${String(terminal.columns())}; line = 0;\n`,
    );
  return 0;
};

export const clear: Native = async (task) => (await task.out('\x1b[H\x1b[2J\x1b[3J'), 0);

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** A time in the words of strftime(3), in UTC. */
export function strftime(pattern: string, at: Date): string {
  const two = (n: number, by = '0'): string => String(n).padStart(2, by);
  const hour = at.getUTCHours();
  const day =
    Math.floor(
      (Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()) -
        Date.UTC(at.getUTCFullYear(), 0, 1)) /
        86_400_000,
    ) + 1;
  const known: Readonly<Record<string, () => string>> = {
    Y: () => String(at.getUTCFullYear()),
    y: () => two(at.getUTCFullYear() % 100),
    m: () => two(at.getUTCMonth() + 1),
    d: () => two(at.getUTCDate()),
    e: () => two(at.getUTCDate(), ' '),
    H: () => two(hour),
    I: () => two(hour % 12 || 12),
    M: () => two(at.getUTCMinutes()),
    S: () => two(at.getUTCSeconds()),
    N: () => `${String(at.getUTCMilliseconds()).padStart(3, '0')}000000`,
    p: () => (hour < 12 ? 'AM' : 'PM'),
    s: () => String(Math.floor(at.getTime() / 1000)),
    j: () => String(day).padStart(3, '0'),
    a: () => (DAYS[at.getUTCDay()] ?? '').slice(0, 3),
    A: () => DAYS[at.getUTCDay()] ?? '',
    b: () => (MONTHS[at.getUTCMonth()] ?? '').slice(0, 3),
    B: () => MONTHS[at.getUTCMonth()] ?? '',
    u: () => String(at.getUTCDay() || 7),
    w: () => String(at.getUTCDay()),
    Z: () => 'UTC',
    z: () => '+0000',
    n: () => '\n',
    t: () => '\t',
    '%': () => '%',
    F: () => strftime('%Y-%m-%d', at),
    T: () => strftime('%H:%M:%S', at),
    R: () => strftime('%H:%M', at),
    D: () => strftime('%m/%d/%y', at),
    c: () => strftime('%a %b %e %T %Y', at),
    x: () => strftime('%m/%d/%y', at),
    X: () => strftime('%T', at),
  };
  return pattern.replace(/%-?([A-Za-z%])/g, (whole, sign: string) => {
    const value = known[sign]?.() ?? whole;
    return whole.includes('-') ? value.replace(/^0+(?=\d)/, '') : value;
  });
}

export const date: Native = async (task) => {
  const words = task.argv.slice(1);
  const given = words.find((word) => word.startsWith('+'));
  const at = words.findIndex((word) => word === '-d' || word === '--date');
  const told = at >= 0 ? words[at + 1] : words.find((word) => word.startsWith('--date='))?.slice(7);
  const read =
    told === undefined
      ? task.machine.now()
      : told.startsWith('@')
        ? Number(told.slice(1)) * 1000
        : told === 'now'
          ? task.machine.now()
          : Date.parse(told);
  if (Number.isNaN(read)) return failed(task, `date: invalid date '${told ?? ''}'`);
  const iso = words.find((word) => /^(-I|--iso-8601)/.test(word));
  const usual =
    iso === undefined
      ? words.includes('-R')
        ? '%a, %d %b %Y %T %z'
        : '%a %b %e %H:%M:%S %Z %Y'
      : iso.includes('s')
        ? '%Y-%m-%dT%H:%M:%S+00:00'
        : '%F';
  await task.out(`${strftime(given?.slice(1) ?? usual, new Date(read))}\n`);
  return 0;
};
