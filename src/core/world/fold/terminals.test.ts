import { expect, test } from 'vitest';
import { commandId, containerId, engineKey, hostMs } from '../../base/brand';
import type { Fact } from '../../journal/entry';
import { createJournal } from '../../journal/journal';
import { fromCheckpoint, toCheckpoint } from '../checkpoint';
import { emptyWorld } from '../world';
import { foldAll } from './index';

const command = commandId('c1');

function worldOf(...facts: readonly Fact[]) {
  return foldAll(emptyWorld(), createJournal().append(hostMs(1), engineKey('e'), ...facts));
}

const begun: readonly Fact[] = [
  { kind: 'command-started', command, text: 'docker run -it busybox', origin: 'prompt' },
  { kind: 'terminal', command, state: 'open' },
];

test('a terminal opens with its command, is attached, outlives it, and goes when it is closed', () => {
  expect(worldOf(...begun).terminals).toEqual([
    { command, text: 'docker run -it busybox', attached: null, exitCode: null },
  ]);
  const attached = { container: containerId('a'), tty: true, input: true, main: true };
  const ended = worldOf(
    ...begun,
    { kind: 'terminal', command, state: 'attached', ...attached },
    { kind: 'command-finished', command, exitCode: 3, took: 5 },
  );
  expect(ended.terminals).toMatchObject([{ attached, exitCode: 3 }]);
  expect(fromCheckpoint(toCheckpoint(ended)).terminals).toEqual(ended.terminals);
  expect(worldOf(...begun, { kind: 'terminal', command, state: 'closed' }).terminals).toEqual([]);
});

test('lines that were left out are counted with those that fell out of the bound', () => {
  const world = worldOf(...begun, {
    kind: 'command-output',
    command,
    stream: 'stdout',
    text: 'last\n',
    left: 1000,
  });
  expect(world.commands.at(-1)).toMatchObject({ dropped: 1000, output: [{ text: 'last' }] });
});
