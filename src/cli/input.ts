import { spawnSync } from 'node:child_process';
import type { Input } from '../engine/act/input';

/** What is typed into this process, or piped into it. Nothing is read before it is wanted. */
export const processInput = (): Input => ({
  get stream() {
    return process.stdin;
  },
  tty: process.stdin.isTTY,
  raw(on) {
    if (!process.stdin.isTTY) return;
    process.stdin.setRawMode(on);
    // Node leaves the terminal's output processing on, which gives a program's line ends a second carriage return.
    // What was before comes back with `setRawMode(false)`, and by Node itself however this process ends.
    if (on && process.platform !== 'win32')
      spawnSync('stty', ['-opost'], { stdio: ['inherit', 'ignore', 'ignore'] });
  },
  size: () => (process.stdout.isTTY ? { rows: process.stdout.rows, columns: process.stdout.columns } : null),
  onResize(changed) {
    process.stdout.on('resize', changed);
    return () => void process.stdout.off('resize', changed);
  },
});
