/** What /proc says about processes. Everything here tolerates processes that end meanwhile. */
import { readdirSync, readFileSync, statSync } from 'node:fs';

interface Stat {
  readonly state: string;
  readonly parent: number;
  /** In clock ticks since the machine started: together with the id it names a process for good. */
  readonly startedAt: string;
}

function readStat(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may contain anything, so count fields from the last parenthesis.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', parent: Number(fields[1]), startedAt: fields[19] ?? '' };
  } catch {
    return undefined;
  }
}

/** The moment a process started, in clock ticks since boot; undefined when it is gone. */
export function startOf(pid: number): string | undefined {
  return readStat(pid)?.startedAt;
}

/** Whether a process runs (or is stopped). One that only waits to be reaped does not count. */
export function isAlive(pid: number): boolean {
  const state = readStat(pid)?.state;
  return state !== undefined && state !== 'Z' && state !== 'X';
}

/** Whether a process is held by SIGSTOP. */
export function isStopped(pid: number): boolean {
  return readStat(pid)?.state === 'T';
}

/** Sends a signal; a process that is already gone is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** Identity of the network namespace that a file (under /run/netns or /proc/PID/ns) stands for. */
export function namespaceOf(file: string): string | undefined {
  try {
    const { dev, ino } = statSync(file);
    return `${dev}:${ino}`;
  } catch {
    return undefined;
  }
}

/**
 * Processes of a network namespace and all their descendants, which may live in namespaces of their
 * own as containers do. Descendants come before their ancestors.
 */
export function processesOf(namespace: string): number[] {
  const children = new Map<number, number[]>();
  const roots: number[] = [];
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry);
    if (!Number.isInteger(pid) || !isAlive(pid)) continue;
    const parent = readStat(pid)?.parent ?? 0;
    children.set(parent, [...(children.get(parent) ?? []), pid]);
    if (namespaceOf(`/proc/${pid}/ns/net`) === namespace) roots.push(pid);
  }
  const found = new Set<number>();
  const visit = (pid: number): void => {
    if (found.has(pid)) return;
    for (const child of children.get(pid) ?? []) visit(child);
    found.add(pid);
  };
  roots.forEach(visit);
  return [...found];
}
