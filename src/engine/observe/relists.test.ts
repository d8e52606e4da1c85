import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SnapshotEntry } from '../../core/journal/entry';
import type { Cause, Part } from './lists';
import { createRelists } from './relists';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Lists whose answers come when the test says so. */
function made() {
  const open: { part: Part; cause: Cause; answer: () => Promise<void> }[] = [];
  const noted: string[] = [];
  const stop = new AbortController();
  let count = 0;
  const relists = createRelists(
    (part, cause) => {
      count += 1;
      const name = `${part} ${cause} ${String(count)}`;
      return new Promise((resolve) => {
        open.push({
          part,
          cause,
          async answer() {
            resolve({ kind: 'snapshot', cause, part, items: [], name } as unknown as SnapshotEntry);
            await vi.advanceTimersByTimeAsync(0);
          },
        });
      });
    },
    (fact) => noted.push((fact as unknown as { name: string }).name),
    stop.signal,
  );
  return { relists, open, noted, stop };
}

describe('lists in doubt', () => {
  test('are asked for once when events have been silent, and within two seconds of steady events', async () => {
    const { relists, open } = made();
    for (let i = 0; i < 5; i += 1) {
      relists.soon('images');
      await vi.advanceTimersByTimeAsync(200);
    }
    expect(open).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(200);
    expect(open).toHaveLength(1);
    await open[0]?.answer();
    for (let i = 0; i < 11; i += 1) {
      relists.soon('images');
      await vi.advanceTimersByTimeAsync(200);
    }
    expect(open).toHaveLength(2);
  });

  test('are told with their cause, at once where the engine says that many things changed', async () => {
    const { relists, open, noted } = made();
    relists.now('volumes', 'prune');
    await open[0]?.answer();
    expect(noted).toEqual(['volumes prune 1']);
    await relists.idle();
  });

  test('an answer that an event overtook is not believed, and asked for again', async () => {
    const { relists, open, noted } = made();
    relists.now('networks', 'event');
    relists.doubt('networks');
    relists.doubt('volumes');
    await open[0]?.answer();
    expect(noted).toEqual([]);
    let idle = false;
    void relists.idle().then(() => (idle = true));
    await vi.advanceTimersByTimeAsync(300);
    await open[1]?.answer();
    expect(noted).toEqual(['networks event 2']);
    expect(idle).toBe(true);
  });

  test('under steady change an old answer is taken rather than none', async () => {
    const { relists, open, noted } = made();
    relists.now('images', 'event');
    for (let i = 0; i < 4; i += 1) {
      relists.doubt('images');
      await open[i]?.answer();
      await vi.advanceTimersByTimeAsync(300);
    }
    expect(noted).toEqual(['images event 4']);
    expect(open).toHaveLength(5);
  });

  test('nothing is asked after the end', async () => {
    const { relists, open, stop } = made();
    relists.soon('images');
    stop.abort();
    relists.now('volumes', 'prune');
    await vi.advanceTimersByTimeAsync(5000);
    expect(open).toHaveLength(0);
    await relists.idle();
  });
});
