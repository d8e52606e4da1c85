import { checkedThing, messages } from '../each';
import type { Program, Sub } from '../program';
import { expectOk, outcome } from '../says';
import type { CommandSpec, Parsed } from '../spec';
import { ask, out } from '../steps';

export const volumeRm: CommandSpec = {
  name: 'volume rm',
  aliases: ['volume remove'],
  usage: '[OPTIONS] VOLUME [VOLUME...]',
  help: 'Removes volumes with all files in them, if no container uses them',
  flags: [{ long: 'force', short: 'f', type: 'bool', explains: 'does not mind volumes that are not there' }],
  later: [],
  arguments: { least: 1, most: Infinity, complete: ['volume'], explain: ['a volume to remove, by name'] },
  interspersed: true,
  program: removeVolumes,
};

function* removeVolumes(parsed: Parsed): Program {
  const results: (string | null)[] = [];
  for (const name of parsed.args) results.push(yield* outcome(removeOne(name, parsed.bool('force'))));
  return yield* messages(results);
}

function* removeOne(name: string, force: boolean): Sub<void> {
  expectOk(
    yield* ask({
      method: 'DELETE',
      path: `/volumes/${checkedThing(name, 'volume')}`,
      ...(force ? { query: { force: '1' } } : {}),
      slow: true,
    }),
  );
  yield* out(name);
}
