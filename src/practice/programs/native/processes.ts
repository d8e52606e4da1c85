import { namesOf } from '../files/users';
import { MACHINE_MEMORY } from '../files/virtual';
import type { ProcessRow } from '../../programs';
import type { Task } from '../task';
import { failed, type Native } from './kit';

const clock = (ms: number): string => new Date(ms).toISOString().slice(11, 16);

async function rowsOf(task: Task): Promise<readonly ProcessRow[]> {
  await task.pid();
  return [...(await task.machine.processes())].sort((a, b) => a.pid - b.pid);
}

const table = (rows: readonly (readonly string[])[], widths: readonly number[]): string =>
  rows
    .map((row) =>
      row
        .map((cell, i) =>
          (widths[i] ?? 0) < 0 ? cell.padEnd(-(widths[i] ?? 0)) : cell.padStart(widths[i] ?? 0),
        )
        .join(' ')
        .trimEnd(),
    )
    .join('\n') + '\n';

export const ps: Native = async (task, kit) => {
  const rows = await rowsOf(task);
  const names = await namesOf(task.files, 'passwd');
  const userOf = (row: ProcessRow): string => {
    const uid = /^\d+$/.test(row.user) ? Number(row.user) : undefined;
    return uid === undefined ? row.user || 'root' : (names.get(uid) ?? row.user);
  };
  const argv = (row: ProcessRow): string => row.argv.join(' ');
  const tty = (row: ProcessRow): string => (row.tty ? 'pts/0' : '?');
  const flags = task.argv.slice(1).join(' ');
  const custom = /-o\s*([\w,=]+)/.exec(flags)?.[1];
  if (custom !== undefined) {
    const columns = custom.split(',').map((word) => word.replace(/=.*/, ''));
    const cells: Readonly<Record<string, (row: ProcessRow) => string>> = {
      pid: (row) => String(row.pid),
      ppid: (row) => String(row.ppid),
      user: userOf,
      comm: (row) => (row.argv[0] ?? '').split('/').at(-1) ?? '',
      args: argv,
      cmd: argv,
      tty,
    };
    const heads = custom.includes('=')
      ? []
      : [
          columns.map((word) =>
            word === 'args' || word === 'cmd' || word === 'comm' ? 'COMMAND' : word.toUpperCase(),
          ),
        ];
    await task.out(
      table(
        [...heads, ...rows.map((row) => columns.map((word) => cells[word]?.(row) ?? '-'))],
        columns.map((word) => (/pid/.test(word) ? 7 : -8)),
      ),
    );
    return 0;
  }
  if (kit.busybox) {
    const width = Math.max(5, ...rows.map((row) => String(row.pid).length));
    const lines = rows.map(
      (row) => `${String(row.pid).padStart(width)} ${userOf(row).padEnd(8)}  0:00 ${argv(row)}\n`,
    );
    await task.out(`${'PID'.padEnd(width)} ${'USER'.padEnd(8)} TIME  COMMAND\n${lines.join('')}`);
    return 0;
  }
  if (/\ba?ux?\b|aux/.test(flags) && !flags.startsWith('-e')) {
    const lines = rows.map((row) => [
      userOf(row),
      String(row.pid),
      '0.0',
      '0.0',
      '4624',
      '3728',
      row.tty ? 'pts/0' : '?',
      row.pid === 1 ? 'Ss' : 'S',
      clock(row.startedAt),
      '0:00',
      argv(row),
    ]);
    const heads = ['USER', 'PID', '%CPU', '%MEM', 'VSZ', 'RSS', 'TTY', 'STAT', 'START', 'TIME', 'COMMAND'];
    await task.out(table([heads, ...lines], [-10, 5, 4, 4, 6, 5, -8, -4, 5, 6, -1]));
    return 0;
  }
  if (/-\w*[eA]/.test(flags)) {
    const full = /f/.test(flags);
    const lines = rows.map((row) =>
      full
        ? [
            userOf(row),
            String(row.pid),
            String(row.ppid),
            '0',
            clock(row.startedAt),
            tty(row),
            '00:00:00',
            argv(row),
          ]
        : [String(row.pid), tty(row), '00:00:00', (row.argv[0] ?? '').split('/').at(-1) ?? ''],
    );
    const heads = full
      ? ['UID', 'PID', 'PPID', 'C', 'STIME', 'TTY', 'TIME', 'CMD']
      : ['PID', 'TTY', 'TIME', 'CMD'];
    await task.out(table([heads, ...lines], full ? [-10, 5, 7, 2, 5, -8, 8, -1] : [7, -8, 8, -1]));
    return 0;
  }
  const own = task.terminal ? rows.filter((row) => row.tty) : rows;
  await task.out(
    table(
      [
        ['PID', 'TTY', 'TIME', 'CMD'],
        ...own.map((row) => [
          String(row.pid),
          tty(row),
          '00:00:00',
          (row.argv[0] ?? '').split('/').at(-1) ?? '',
        ]),
      ],
      [7, -8, 8, -1],
    ),
  );
  return 0;
};

async function screen(task: Task): Promise<string> {
  const rows = await rowsOf(task);
  const mib = (part: number): string => ((MACHINE_MEMORY / (1 << 20)) * part).toFixed(1);
  const head = [
    `top - ${new Date(task.machine.now()).toISOString().slice(11, 19)} up 1 day,  0 users,  load average: 0.08, 0.03, 0.01`,
    `Tasks: ${String(rows.length).padStart(3)} total,   1 running, ${String(rows.length - 1).padStart(3)} sleeping,   0 stopped,   0 zombie`,
    '%Cpu(s):  0.3 us,  0.2 sy,  0.0 ni, 99.5 id,  0.0 wa,  0.0 hi,  0.0 si,  0.0 st',
    `MiB Mem :  ${mib(1)} total,   ${mib(0.55)} free,   ${mib(0.2)} used,   ${mib(0.25)} buff/cache`,
    'MiB Swap:      0.0 total,      0.0 free,      0.0 used.',
    '',
    '    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND',
  ];
  const lines = rows.map(
    (row) =>
      `${String(row.pid).padStart(7)} ${(row.user || 'root').padEnd(8)}  20   0    4624   3728   3136 S   0.0   0.0   0:00.00 ${row.argv.join(' ')}`,
  );
  return `${[...head, ...lines].join('\n')}\n`;
}

export const top: Native = async (task) => {
  const flags = task.argv.slice(1).join(' ');
  const times = /n\s*(\d+)/.exec(flags)?.[1];
  const batch = /b/.test(flags);
  if (!task.terminal && !batch) return failed(task, 'top: failed tty get');
  const { terminal } = task;
  let quits = false;
  let wake: () => void = () => undefined;
  if (terminal && !batch) {
    terminal.raw(true);
    void (async () => {
      for (
        let key = await terminal.readRaw();
        key !== undefined && !task.over.aborted;
        key = await terminal.readRaw()
      )
        if (key.includes(113) || key.includes(3)) {
          quits = true;
          wake();
          return;
        }
    })();
  }
  try {
    for (let left = Number(times ?? Number.POSITIVE_INFINITY); left > 0; left -= 1) {
      await task.out((batch ? '' : '\x1b[H\x1b[2J') + (await screen(task)));
      if (left > 1) await Promise.race([task.sleep(3000), new Promise<void>((done) => (wake = done))]);
      if (quits) break;
    }
  } finally {
    if (!batch) terminal?.raw(false);
  }
  return 0;
};
