import type { Input } from '../engine/act/input';

/** What is typed into this process, or piped into it. Nothing is read before it is wanted. */
export const processInput = (): Input => ({
  get stream() {
    return process.stdin;
  },
  tty: process.stdin.isTTY,
  raw(on) {
    if (process.stdin.isTTY) process.stdin.setRawMode(on);
  },
  size: () => (process.stdout.isTTY ? { rows: process.stdout.rows, columns: process.stdout.columns } : null),
  onResize(changed) {
    process.stdout.on('resize', changed);
    return () => void process.stdout.off('resize', changed);
  },
});
