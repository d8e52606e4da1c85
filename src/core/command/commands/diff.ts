import { list, number, object, text } from '../../base/read';
import { checkedName } from '../each';
import type { Program } from '../program';
import { expectOk, plainly } from '../says';
import type { CommandSpec } from '../spec';
import { ask, out } from '../steps';

export const diff: CommandSpec = {
  name: 'diff',
  aliases: ['container diff'],
  usage: 'CONTAINER',
  help: 'Lists the files that a container added (A), changed (C) or deleted (D) since it was made',
  flags: [],
  later: [],
  arguments: {
    least: 1,
    most: 1,
    complete: ['container'],
    explain: ['the container whose writable layer to list, by name or id'],
  },
  interspersed: true,
  program: (parsed) => plainly(listChanges(parsed.args[0] ?? '')),
};

/** The engine's kinds by number: changed, added, deleted. */
const KINDS = ['C', 'A', 'D'] as const;

function* listChanges(name: string): Program {
  const answer = expectOk(
    yield* ask({ method: 'GET', path: `/containers/${checkedName(name)}/changes`, slow: true }),
  );
  const lines = list(answer.json)
    .map(object)
    .map((change) => `${KINDS[number(change['Kind'])] ?? ''} ${text(change['Path'])}`);
  if (lines.length > 0) yield* out(...lines);
  return 0;
}
