import type { Obj } from '../../../core/base/read';
import type { ProcessRow } from '../process-spec';
import { fromMs, iso } from '../text/time';

const CLASSIC = ['uid', 'pid', 'ppid', 'c', 'stime', 'tty', 'time', 'cmd'];
const WIDE = ['user', 'pid', '%cpu', '%mem', 'vsz', 'rss', 'tty', 'stat', 'start', 'bsdtime', 'command'];

/** Titles that are not the column's name in capitals. */
const TITLES: Readonly<Record<string, string>> = {
  bsdtime: 'TIME',
  args: 'COMMAND',
  comm: 'COMMAND',
  tname: 'TTY',
};

/** The columns that are asked for: those of `-o`, of `aux`, else those of `-ef`. */
function columnsOf(psArgs: string): readonly string[] {
  const asked = /(?:^|\s)-?o\s*([\w%,]+)/.exec(psArgs)?.[1];
  if (asked !== undefined) return asked.split(',');
  return /a.*u|u.*x/.test(psArgs) ? WIDE : CLASSIC;
}

/** The processes of a container by their numbers on the host, as `ps` there would show them. */
export function topTable(rows: readonly ProcessRow[], psArgs: string): Obj {
  const columns = columnsOf(psArgs);
  const first = rows[0]?.hostPid ?? 1;
  // What started the container: a process of the engine, outside of the container.
  const shim = first - 21;
  const parent = (row: ProcessRow): number => rows.find((one) => one.pid === row.ppid)?.hostPid ?? shim;
  const cell = (row: ProcessRow, column: string): string => {
    switch (column) {
      case 'uid':
      case 'user':
        return row.user;
      case 'pid':
        return String(row.hostPid);
      case 'ppid':
        return String(parent(row));
      case 'tty':
      case 'tname':
        return row.tty ? 'pts/0' : '?';
      case 'stime':
      case 'start':
        return iso(fromMs(row.startedAt)).slice(11, 16);
      case 'time':
        return '00:00:00';
      case 'bsdtime':
        return '0:00';
      case 'stat':
        return 'S';
      case '%cpu':
      case '%mem':
        return '0.0';
      case 'cmd':
      case 'args':
      case 'command':
        return row.argv.join(' ');
      case 'comm':
        return row.argv[0] ?? '';
      default:
        return '0';
    }
  };
  return {
    Processes: rows.map((row) => columns.map((column) => cell(row, column))),
    Titles: columns.map((column) => TITLES[column] ?? column.toUpperCase()),
  };
}
