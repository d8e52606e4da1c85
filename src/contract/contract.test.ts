import { describe, expect, test } from 'vitest';
import { engineKey, hostMs, seq } from '../core/base/brand';
import type { Entry, Fact } from '../core/journal/entry';
import { createJournal } from '../core/journal/journal';
import { toCheckpoint, type Checkpoint } from '../core/world/checkpoint';
import { foldAll } from '../core/world/fold';
import { emptyWorld } from '../core/world/world';
import { CallError, type Handlers } from './calls';
import { createClient } from './client';
import { serve, type Offer } from './host';
import { memoryPair } from './memory';

const gap: Fact = { kind: 'gap', reason: 'dropped' };
const turn = async (times = 20): Promise<void> => {
  for (let i = 0; i < times; i += 1) await Promise.resolve();
};

function set(entries = 50_000) {
  const journal = createJournal({ entries, bytes: 1e9 });
  let world = emptyWorld();
  journal.subscribe((entries) => (world = foldAll(world, entries)));
  const handlers: Handlers = {
    run: () => Promise.resolve({ command: 'c1' }),
    interrupt: () =>
      Promise.reject(new CallError({ code: 'gone', message: 'It is over.', hint: 'Nothing to do.' })),
    type: () => Promise.resolve({}),
    resize: () => Promise.resolve({}),
    read: () => Promise.resolve({ at: 0, bytes: '', left: 0, seen: 0, over: true }),
    leave: () => Promise.resolve({}),
    tap: () => Promise.resolve({ address: null, lookOnly: false, lines: [] }),
    look: () => Promise.resolve({}),
    inspect: () => Promise.reject(new Error('boom')),
    follow: () => Promise.resolve({}),
    practice: () => Promise.resolve({ scenes: [] }),
    secrets: ({ holes }) =>
      Promise.resolve({ values: Object.fromEntries(holes.map((hole) => [String(hole), 'x'])) }),
  };
  const offer: Offer = {
    handlers,
    since: (after) => journal.since(after),
    checkpoint: () => toCheckpoint(world),
    subscribe: (listener) => journal.subscribe(() => listener()),
    get last() {
      return journal.last;
    },
    soon: (work) => void Promise.resolve().then(work),
  };
  const [near, far] = memoryPair();
  serve(far, offer);
  const got = { checkpoints: [] as Checkpoint[], entries: [] as Entry[], closed: 0 };
  const client = createClient(near, {
    checkpoint: (checkpoint) => got.checkpoints.push(checkpoint),
    entries: (entries) => got.entries.push(...entries),
    closed: () => (got.closed += 1),
  });
  const add = (n = 1): void =>
    void journal.append(hostMs(1), engineKey('e'), ...Array.from({ length: n }, () => gap));
  return { client, near, got, add };
}

describe('the contract', () => {
  test('begins with a checkpoint, then gives every later entry once and in order', async () => {
    const { client, got, add } = set();
    add(3);
    client.follow(null);
    await turn();
    expect(got.checkpoints.map((c) => c.seq)).toEqual([3]);
    add(2);
    await turn();
    expect(got.entries.map((e) => e.seq)).toEqual([4, 5]);
  });

  test('goes on where a client left off, or starts over where the journal no longer reaches back', async () => {
    const { client, got, add } = set(10);
    add(12);
    client.follow(10);
    await turn();
    expect(got.checkpoints).toEqual([]);
    expect(got.entries.map((e) => e.seq)).toEqual([11, 12]);
    add(60);
    client.follow(3);
    await turn();
    expect(got.checkpoints.at(-1)?.seq).toBe(72);
    expect(got.entries.map((e) => e.seq)).toEqual([11, 12]);
  });

  test('sends no more than its window to a client that takes nothing in, and goes on when it does', async () => {
    const { client, got, add } = set();
    client.follow(null);
    await turn();
    add(9000);
    await turn(200);
    expect(got.entries.length).toBeLessThanOrEqual(5000);
    expect(got.entries.length).toBeGreaterThan(0);
    for (let i = 0; i < 10; i += 1) {
      client.ack(got.entries.at(-1)?.seq ?? 0);
      await turn(50);
    }
    expect(got.entries.map((e) => e.seq)).toEqual(Array.from({ length: 9000 }, (_, i) => i + 1));
  });

  test('answers calls, with trouble in words where they fail', async () => {
    const { client } = set();
    await expect(client.call('run', { text: 'docker ps', origin: 'prompt' })).resolves.toEqual({
      command: 'c1',
    });
    await expect(client.call('secrets', { holes: [3] })).resolves.toEqual({ values: { 3: 'x' } });
    await expect(client.call('interrupt', { command: 'c1' })).rejects.toMatchObject({
      trouble: { code: 'gone', hint: 'Nothing to do.' },
    });
    await expect(client.call('inspect', { of: 'image', id: 'x' })).rejects.toMatchObject({
      trouble: { code: 'fault', message: 'boom' },
    });
  });

  test('refuses a call that is unknown or badly formed, and ends a connection that speaks something else', async () => {
    const { client, near, got } = set();
    await expect(client.call('nosuch' as 'run', { text: '', origin: 'prompt' })).rejects.toMatchObject({
      trouble: { code: 'no-such-call' },
    });
    await expect(
      client.call('run', { text: 3 } as unknown as { text: string; origin: 'prompt' }),
    ).rejects.toMatchObject({ trouble: { code: 'bad-request' } });
    await expect(client.call('run', { text: 'x'.repeat(70_000), origin: 'prompt' })).rejects.toMatchObject({
      trouble: { code: 'bad-request' },
    });
    near.send({ hello: 'there' });
    await turn();
    expect(got.closed).toBe(1);
  });

  test('fails what waits when the connection ends', async () => {
    const { client, near } = set();
    const call = client.call('look', { ids: [], load: [], sizes: [] });
    near.close();
    await expect(call).rejects.toMatchObject({ trouble: { code: 'closed' } });
  });
});

test('sequence numbers survive the wire as numbers', () => {
  expect(JSON.parse(JSON.stringify({ seq: seq(4) }))).toEqual({ seq: 4 });
});
