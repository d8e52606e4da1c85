import { number, object } from '../../base/read';
import { checkedName, messages } from '../each';
import type { Program, Sub } from '../program';
import { expectOk, outcome } from '../says';
import type { CommandSpec } from '../spec';
import { ask, out } from '../steps';

export const wait: CommandSpec = {
  name: 'wait',
  aliases: ['container wait'],
  usage: 'CONTAINER [CONTAINER...]',
  help: 'Waits until containers end, then prints their exit codes',
  flags: [],
  later: [],
  arguments: {
    least: 1,
    most: Infinity,
    complete: ['running'],
    explain: ['a container to wait for, by name or id'],
  },
  interspersed: true,
  program: (parsed) => waitForAll(parsed.args),
};

function* waitForAll(names: readonly string[]): Program {
  const results: (string | null)[] = [];
  for (const name of names) results.push(yield* outcome(waitForOne(name)));
  return yield* messages(results);
}

function* waitForOne(name: string): Sub<void> {
  const answer = expectOk(
    yield* ask({ method: 'POST', path: `/containers/${checkedName(name)}/wait`, slow: true }),
  );
  yield* out(String(number(object(answer.json)['StatusCode'])));
}
