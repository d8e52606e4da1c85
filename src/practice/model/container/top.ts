import type { Obj } from '../../../core/base/read';
import type { ProcessRow } from '../process-spec';
import { fromMs, iso } from '../text/time';

const CLASSIC = ['UID', 'PID', 'PPID', 'C', 'STIME', 'TTY', 'TIME', 'CMD'];
const WIDE = ['USER', 'PID', '%CPU', '%MEM', 'VSZ', 'RSS', 'TTY', 'STAT', 'START', 'TIME', 'COMMAND'];

/** The processes of a container by their numbers on the host, as `ps -ef` or `ps aux` there would show them. */
export function topTable(rows: readonly ProcessRow[], wide: boolean): Obj {
  const first = rows[0]?.hostPid ?? 1;
  // What started the container: a process of the engine, outside of the container.
  const shim = first - 21;
  const parent = (row: ProcessRow): number => rows.find((one) => one.pid === row.ppid)?.hostPid ?? shim;
  const cells = (row: ProcessRow): readonly string[] => {
    const pid = String(row.hostPid);
    const terminal = row.tty ? 'pts/0' : '?';
    const clock = iso(fromMs(row.startedAt)).slice(11, 16);
    const words = row.argv.join(' ');
    return wide
      ? [row.user, pid, '0.0', '0.0', '0', '0', terminal, 'S', clock, '0:00', words]
      : [row.user, pid, String(parent(row)), '0', clock, terminal, '00:00:00', words];
  };
  return { Processes: rows.map(cells), Titles: wide ? WIDE : CLASSIC };
}
