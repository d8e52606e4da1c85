/** Taking labs down: our own at its end, and those whose owner died. */
import { readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { must } from './exec.js';
import { namespaceOf, processesOf, signal } from './processes.js';
import { deleteRecord, hasOwner, readRecords, type LabRecord } from './records.js';
import { until } from './until.js';

function list(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch {
    return [];
  }
}

/** Control groups of containers whose engine had no time to remove them. They are empty by now. */
function removeControlGroups(containers: readonly string[]): void {
  const root = '/sys/fs/cgroup';
  for (const parent of ['.', ...list(root)]) {
    for (const id of containers) {
      try {
        rmdirSync(join(root, parent, 'docker', id));
      } catch {
        // Most hierarchies never had one.
      }
    }
  }
}

/**
 * Ends every process of a lab by its id and removes what the lab made. Mounts go with the last
 * process of the lab's mount namespace: none of them was ever visible outside. May be repeated.
 */
export async function demolish(record: LabRecord): Promise<void> {
  const file = `/run/netns/${record.name}`;
  const namespace = namespaceOf(file);
  if (namespace !== undefined && namespace !== namespaceOf('/proc/self/ns/net')) {
    await until(`the end of the processes of ${record.name}`, () => {
      const pids = processesOf(namespace);
      for (const pid of pids) signal(pid, 'SIGKILL');
      return pids.length === 0;
    });
    await must(['ip', 'netns', 'del', record.name]).catch((error: unknown) => {
      // Someone else may have swept the same lab at the same time.
      if (namespaceOf(file) !== undefined) throw error;
    });
  }
  removeControlGroups(list(join(record.dir, 'data', 'containers')));
  rmSync(record.dir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  deleteRecord(record);
}

/** Removes all labs whose owner is gone. Returns their names. */
export async function sweep(): Promise<string[]> {
  const orphans = readRecords().filter((record) => !hasOwner(record));
  for (const record of orphans) await demolish(record);
  return orphans.map((record) => record.name);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const names = await sweep();
  console.log(names.length === 0 ? 'No lab was left behind.' : `Removed: ${names.join(', ')}`);
}
