/**
 * A file per lab that says who owns it, written before anything else of the lab exists. So what a
 * killed test run leaves behind can be found and removed by the next.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, startOf } from './processes.js';

// Process ids mean nothing after a reboot, and neither does what is in /run.
const RECORDS = '/run/cutaway-labs';

export interface LabRecord {
  /** Name of the lab and of its network namespace. */
  readonly name: string;
  /** The lab's folder, which is deleted with it. */
  readonly dir: string;
  readonly owner: { readonly pid: number; readonly startedAt: string };
}

const fileOf = (name: string): string => join(RECORDS, `${name}.json`);

/** Writes down a new lab of this process. */
export function writeRecord(name: string, dir: string): LabRecord {
  const record: LabRecord = { name, dir, owner: { pid: process.pid, startedAt: startOf(process.pid) ?? '' } };
  mkdirSync(RECORDS, { recursive: true, mode: 0o700 });
  const draft = `${fileOf(name)}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(record));
  renameSync(draft, fileOf(name));
  return record;
}

export function deleteRecord(record: LabRecord): void {
  rmSync(fileOf(record.name), { force: true });
}

/** Whether the process that started a lab still runs. */
export function hasOwner(record: LabRecord): boolean {
  return isAlive(record.owner.pid) && startOf(record.owner.pid) === record.owner.startedAt;
}

function isRecord(value: unknown): value is LabRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { name, dir, owner } = value as Partial<LabRecord>;
  return typeof name === 'string' && typeof dir === 'string' && typeof owner?.pid === 'number';
}

/** All labs written down on this machine, whoever owns them. */
export function readRecords(): LabRecord[] {
  let files: string[];
  try {
    files = readdirSync(RECORDS).filter((file) => file.endsWith('.json'));
  } catch {
    return [];
  }
  return files.flatMap((file) => {
    try {
      const value: unknown = JSON.parse(readFileSync(join(RECORDS, file), 'utf8'));
      return isRecord(value) ? [value] : [];
    } catch {
      // Another run removed it meanwhile.
      return [];
    }
  });
}
