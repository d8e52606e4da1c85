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

export function createJournal(window = 50_000, first: Seq = seq(0)): Journal {
  let entries: Entry[] = [];
  let last = first;
  const listeners = new Set<Listener>();
  return {
    append(at, engine, ...facts) {
      const batch = facts.map((fact): Entry => {
        last = seq(last + 1);
        return Object.freeze({ ...fact, seq: last, at, engine });
      });
      for (const entry of batch) entries.push(entry);
      // Dropped in halves, so that a full window costs one copy in many appends.
      if (entries.length > window * 1.5) entries = entries.slice(-window);
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
