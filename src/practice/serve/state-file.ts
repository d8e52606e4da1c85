/** The state on disk: written a moment after each change and at the end, read at the start. */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { list, object, text } from '../../core/base/read';
import { decode, encode, restore, save } from '../model/persist';
import type { Catalogue } from '../model/registry';
import type { Model } from '../model/state';
import type { LogLine } from './logs';
import type { Machine } from './machine';

/** Milliseconds that changes are gathered before they are written, at least. */
const PAUSE = 1000;
/** A large machine is written less often: its writing takes at most a part of the time. */
const SHARE = 20;

export interface Saved {
  readonly model: Model;
  readonly logs: ReadonlyMap<string, readonly LogLine[]>;
}

/** The state in a file; null when there is none that can be read. */
export async function readState(path: string, catalogue: Catalogue): Promise<Saved | null> {
  try {
    const source = object(JSON.parse(await readFile(path, 'utf8')) as unknown);
    const model = restore(catalogue, source['model']);
    if (!model) return null;
    const logs = list(source['logs']).map((pair): [string, readonly LogLine[]] => [
      text(list(pair)[0]),
      decode(list(pair)[1]) as readonly LogLine[],
    ]);
    return { model, logs: new Map(logs) };
  } catch {
    // A file that is torn or of another kind counts as none: the machine begins anew.
    return null;
  }
}

export async function writeState(path: string, machine: Machine): Promise<void> {
  const data = {
    model: save(machine.model),
    logs: [...machine.logs.all()].map(([id, lines]) => [id, encode(lines)]),
  };
  const beside = `${path}.new`;
  await writeFile(beside, JSON.stringify(data), { mode: 0o600 });
  await rename(beside, path);
}

/** Writes after changes, one write at a time. Gives what writes for the last time. */
export function keepState(path: string, machine: Machine): () => Promise<void> {
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();
  let pause = PAUSE;
  const write = (): Promise<void> => {
    timer = null;
    // A disk that refuses must not end the engine; the next change tries again.
    writing = writing
      .then(async () => {
        const began = performance.now();
        await writeState(path, machine);
        pause = Math.max(PAUSE, (performance.now() - began) * SHARE);
      })
      .catch(() => undefined);
    return writing;
  };
  machine.onChange(() => {
    timer ??= setTimeout(() => void write(), pause).unref();
  });
  return async () => {
    if (timer) clearTimeout(timer);
    await write();
  };
}
