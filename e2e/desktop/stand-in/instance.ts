import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { userData } from './chromium';

/** What a later instance tells the first one. */
export interface Told {
  readonly argv: string[];
  readonly folder: string;
  readonly more: unknown;
}

const LOCK = join(userData, 'instance.lock');
const TOLD = /^instance-\d+\.json$/;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * One program for each folder of user data: the first has the lock, the others tell it that they were started.
 * @returns whether this is the first
 */
export function lockInstance(more: unknown, onTold: (told: Told) => void): boolean {
  if (existsSync(LOCK) && isAlive(Number(readFileSync(LOCK, 'utf8')))) {
    const told: Told = { argv: process.argv, folder: process.cwd(), more };
    const file = join(userData, `instance-${String(process.pid)}.json`);
    // Written aside first: what the other one finds is whole.
    writeFileSync(`${file}.part`, JSON.stringify(told));
    renameSync(`${file}.part`, file);
    return false;
  }
  writeFileSync(LOCK, String(process.pid));
  process.on('exit', () => rmSync(LOCK, { force: true }));
  setInterval(() => {
    for (const name of existsSync(userData) ? readdirSync(userData) : []) {
      if (!TOLD.test(name)) continue;
      const file = join(userData, name);
      const told = JSON.parse(readFileSync(file, 'utf8')) as Told;
      rmSync(file);
      onTold(told);
    }
  }, 50).unref();
  return true;
}
