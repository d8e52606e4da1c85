import { expect, test } from 'vitest';
import { commandId, engineKey, engineMs, exchangeId, hostMs, type ContainerId } from '../base/brand';
import type { Fact } from '../journal/entry';
import { createJournal } from '../journal/journal';
import { changedBy } from './changed-by';
import { emptyWorld } from '../world/world';
import { foldAll } from '../world/fold';

const ID = 'a'.repeat(64) as ContainerId;
const command = commandId('c1');

const sent = (n: number, method: string, path: string, body: string | null = null): Fact => ({
  kind: 'exchange-sent',
  exchange: exchangeId(`c1.${String(n)}`),
  command,
  n,
  method,
  path: `/v1.47${path}`,
  body,
});
const ended = (n: number, body: string | null): Fact => ({
  kind: 'exchange-ended',
  exchange: exchangeId(`c1.${String(n)}`),
  took: 1,
  bytes: 2,
  sent: 5,
  cut: null,
  body,
});
const event = (type: string, action: string, id: string, attributes: Record<string, string> = {}): Fact => ({
  kind: 'event',
  type,
  action,
  id,
  attributes,
  time: engineMs(1),
  timeNano: '1',
});

/** One entry after the other, a second apart. */
function worldOf(...facts: readonly Fact[]) {
  const journal = createJournal();
  return facts.reduce(
    (world, fact, i) => foldAll(world, journal.append(hostMs(i * 1000), engineKey('e'), fact)),
    emptyWorld(),
  );
}

const RUN: readonly Fact[] = [
  { kind: 'command-started', command, text: 'docker run busybox', origin: 'prompt' },
  sent(1, 'POST', '/containers/create', '{"Image":"busybox"}'),
  event('container', 'create', ID, { name: 'lab' }),
  ended(1, `{"Id":"${ID}"}`),
  sent(2, 'POST', `/containers/${ID}/attach`),
  sent(3, 'POST', `/containers/${ID}/start`),
  event('network', 'connect', 'n1', { container: ID, name: 'bridge' }),
  event('container', 'start', ID, { name: 'lab' }),
  event('container', 'start', 'b'.repeat(64), { name: 'other' }),
];

test('events are put behind the request that asked for the change', () => {
  const [one, two, three] = worldOf(...RUN).commands[0]?.exchanges ?? [];
  expect(one?.followed.map((e) => e.action)).toEqual(['create']);
  expect(two?.followed).toEqual([]);
  expect(three?.followed).toMatchObject([
    { type: 'network', action: 'connect', name: 'bridge', after: 1000 },
    { type: 'container', action: 'start', name: 'lab', after: 2000 },
  ]);
  expect(one).toMatchObject({ sent: 5, bytes: 2 });
});

test('what a request changed is told from them', () => {
  const world = worldOf(...RUN);
  const [one, two, three] = world.commands[0]?.exchanges ?? [];
  const keys = (exchange: typeof one) =>
    exchange ? changedBy(exchange, world).map(({ kind, id }) => `${kind} ${id}`) : [];
  expect(keys(one)).toEqual([`container ${ID}`]);
  expect(keys(two)).toEqual([]);
  expect(keys(three)).toEqual([`container ${ID}`, 'network bridge']);
});

test('what happens long after a command is not its doing', () => {
  const world = worldOf(
    ...RUN,
    { kind: 'command-finished', command, exitCode: 0, took: 1 },
    ...Array.from({ length: 12 }, () => event('network', 'create', 'x')),
    event('container', 'die', ID),
  );
  expect(world.commands[0]?.exchanges[2]?.followed).toHaveLength(2);
});

test('a command of another client gets its name once its requests tell it', () => {
  const world = worldOf(
    { kind: 'command-started', command, text: 'docker …', origin: 'tap' },
    { kind: 'command-named', command, text: 'docker ps' },
  );
  expect(world.commands).toMatchObject([{ text: 'docker ps', origin: 'tap' }]);
});
