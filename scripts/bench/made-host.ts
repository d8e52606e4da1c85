import { join } from 'node:path';
import { commandId, containerId, engineKey, engineMs, hostMs, seq } from '../../src/core/base/brand';
import type { Fact } from '../../src/core/journal/entry';
import { createJournal } from '../../src/core/journal/journal';
import { madeContainer, madeImage, madeWorld } from '../../src/core/scene/made-world';
import { toCheckpoint } from '../../src/core/world/checkpoint';
import { foldAll } from '../../src/core/world/fold';
import type { Offer } from '../../src/contract/host';
import { startWebHost } from '../../src/server';
import { ROOT } from '../../e2e/app/serve';

/** A web host without an engine: a world made by hand, and events as an engine would send them. */
export interface MadeHost {
  readonly url: string;
  /** Appends facts; gives the wall clock's milliseconds at which they arrived. */
  tell(...facts: readonly Fact[]): number;
  stop(): Promise<void>;
}

export async function madeHost(n: number): Promise<MadeHost> {
  const journal = createJournal();
  let world = {
    ...madeWorld(
      Array.from({ length: n }, (_, i) =>
        madeContainer(i, { project: n > 2 && i % 3 > 0 ? `project-${String(i % 6)}` : null }),
      ),
      [0, 1, 2, 3, 4].map((i) => madeImage(i)),
    ),
    seq: seq(0),
  };
  journal.subscribe((entries) => {
    world = foldAll(world, entries);
  });
  let first = true;
  const offer: Offer = {
    handlers: {
      run: () => Promise.resolve({ command: commandId('c1') }),
      type: () => Promise.resolve({}),
      resize: () => Promise.resolve({}),
      read: () => Promise.resolve({ at: 0, bytes: '', left: 0, seen: 0, over: true }),
      leave: () => Promise.resolve({}),
      tap: () => Promise.resolve({ address: null, lookOnly: false, lines: [] }),
      interrupt: () => Promise.resolve({}),
      look: () => Promise.resolve({}),
      inspect: () => Promise.resolve({ json: '{}' }),
      follow: () => Promise.resolve({}),
      practice: () => Promise.resolve({ scenes: [] }),
      secrets: () => Promise.resolve({ values: {} }),
    },
    // The made world is in no journal: a client that begins gets it as a checkpoint.
    since: (after) => {
      if (first) {
        first = false;
        return null;
      }
      return journal.since(after);
    },
    checkpoint: () => toCheckpoint(world),
    subscribe: (listener) => journal.subscribe(() => listener()),
    get last() {
      return journal.last;
    },
    soon: (work) => void setImmediate(work),
  };
  const host = await startWebHost({ root: join(ROOT, 'out/renderer'), offer, port: 0 });
  return {
    url: host.url,
    tell(...facts) {
      const at = Date.now();
      journal.append(hostMs(at), engineKey('made'), ...facts);
      return at;
    },
    stop: () => host.close(),
  };
}

/** An event of a container, as an engine words it. */
export function containerEvent(action: string, n: number, more: Readonly<Record<string, string>> = {}): Fact {
  const now = Date.now();
  return {
    kind: 'event',
    type: 'container',
    action,
    id: containerId((0xa000000 + n).toString(16).padStart(64, 'e')),
    attributes: { name: `storm-${String(n)}`, image: 'image-1', ...more },
    time: engineMs(now),
    timeNano: `${String(now)}000000`,
  };
}
