import { seq, type EngineKey, type HostMs, type Seq } from '../base/brand';
import type { Entry, Fact } from './entry';

/** Called once for each batch, right after it was appended, in order. */
export type Listener = (entries: readonly Entry[]) => void;

/**
 * The one place where entries come into being: append-only, numbered in order of arrival, frozen.
 * Secrets are taken out *before* append, by whoever makes the fact (see `redact`).
 * The journal keeps a bounded window; what falls out of it lives on in the checkpoint that the host keeps.
 */
export interface Journal {
  append(at: HostMs, engine: EngineKey, ...facts: readonly Fact[]): readonly Entry[];
  /** Entries after `after`; null when the window no longer holds the next one: rebuild from a checkpoint. */
  since(after: Seq): readonly Entry[] | null;
  subscribe(listener: Listener): () => void;
  readonly last: Seq;
}

/** About how many bytes of memory a fact takes: what strangers send decides, so the window counts bytes as well. */
export function weight(fact: Fact): number {
  switch (fact.kind) {
    case 'command-output':
      return 200 + fact.text.length * 2;
    case 'snapshot':
      return 200 + fact.items.length * 600;
    case 'exchange-sent':
    case 'exchange-ended':
      return 300 + (fact.body?.length ?? 0) * 2;
    default:
      return 400;
  }
}

export interface JournalWindow {
  /** entries, and bytes by `weight`; whichever is reached first. Half as much again may be held before it is cut. */
  readonly entries: number;
  readonly bytes: number;
}

const WINDOW: JournalWindow = { entries: 50_000, bytes: 64 * 1024 * 1024 };

export function createJournal(window: JournalWindow = WINDOW, first: Seq = seq(0)): Journal {
  let entries: Entry[] = [];
  let bytes = 0;
  let last = first;
  const listeners = new Set<Listener>();

  function cut(): void {
    let kept = 0;
    let from = entries.length;
    while (from > 0 && entries.length - from < window.entries) {
      const next = weight(entries[from - 1] as Entry);
      if (kept + next > window.bytes) break;
      kept += next;
      from -= 1;
    }
    entries = entries.slice(from);
    bytes = kept;
  }

  return {
    append(at, engine, ...facts) {
      const batch = facts.map((fact): Entry => {
        last = seq(last + 1);
        return Object.freeze({ ...fact, seq: last, at, engine });
      });
      for (const entry of batch) {
        entries.push(entry);
        bytes += weight(entry);
      }
      // Cut rarely and much, so that a full window costs one copy in many appends.
      if (entries.length > window.entries * 1.5 || bytes > window.bytes * 1.5) cut();
      for (const listener of listeners) listener(batch);
      return batch;
    },
    since(after) {
      if (after >= last) return [];
      const oldest = entries[0]?.seq ?? seq(last + 1);
      if (after + 1 < oldest) return null;
      return entries.slice(after + 1 - oldest);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get last() {
      return last;
    },
  };
}
