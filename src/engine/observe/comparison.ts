import { containerId } from '../../core/base/brand';
import { list, number, object, text } from '../../core/base/read';
import type { ChangesEntry, Fact } from '../../core/journal/entry';
import type { Session } from '../connect/session';
import { askOne } from './ask';

/** So many are told; the others are counted. */
const MOST = 200;
const LONGEST = 512;
/** Milliseconds between two questions while somebody looks. No event tells that a program wrote a file. */
const AGAIN = 2000;
const KINDS = ['C', 'A', 'D'] as const;

/** Reads `/containers/{id}/changes`: kind 0 is changed, 1 added, 2 deleted; null where nothing changed. */
export function readChanges(id: string, answer: unknown): ChangesEntry {
  const rows = list(answer);
  return {
    kind: 'changes',
    container: containerId(id),
    items: rows.slice(0, MOST).map((item) => {
      const row = object(item);
      return { kind: KINDS[number(row['Kind'])] ?? 'C', path: text(row['Path']).slice(0, LONGEST) };
    }),
    total: rows.length,
  };
}

/** What the writable layers of a few containers hold, asked on demand and told only where it is news. */
export function createComparison(session: Session, append: (fact: Fact) => void, stopped: AbortSignal) {
  let wanted: readonly string[] = [];
  let timer: NodeJS.Timeout | null = null;
  const told = new Map<string, string>();

  async function ask(id: string): Promise<void> {
    const answer = await askOne(session, `/containers/${id}/changes`, stopped);
    const entry = readChanges(id, answer);
    const news = JSON.stringify(entry);
    if (!wanted.includes(id) || told.get(id) === news) return;
    told.set(id, news);
    append(entry);
  }

  async function round(): Promise<void> {
    timer = null;
    for (const id of wanted) await ask(id).catch(() => undefined);
    if (wanted.length > 0 && !stopped.aborted && timer === null)
      timer = setTimeout(() => void round(), AGAIN).unref();
  }

  return {
    compare(ids: readonly string[]): void {
      if (ids.length === wanted.length && ids.every((id, i) => id === wanted[i])) return;
      wanted = [...ids];
      for (const id of told.keys()) if (!wanted.includes(id)) told.delete(id);
      if (timer !== null) clearTimeout(timer);
      timer = null;
      if (wanted.length > 0) void round();
    },
  };
}
