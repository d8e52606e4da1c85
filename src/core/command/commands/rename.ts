import type { Program } from '../program';
import { daemonError, Failure, plainly } from '../says';
import type { CommandSpec } from '../spec';
import { ask, err } from '../steps';

export const rename: CommandSpec = {
  name: 'rename',
  aliases: ['container rename'],
  usage: 'CONTAINER NEW_NAME',
  help: 'Gives a container another name',
  flags: [],
  later: [],
  arguments: {
    least: 2,
    most: 2,
    complete: ['container', 'none'],
    explain: ['the container, by name or id', 'its new name'],
  },
  interspersed: true,
  program: (parsed) => plainly(renameOne(parsed.args[0]?.trim() ?? '', parsed.args[1]?.trim() ?? '')),
};

function* renameOne(old: string, name: string): Program {
  if (old === '' || name === '') throw new Failure('Error: Neither old nor new names may be empty');
  const answer = yield* ask({ method: 'POST', path: `/containers/${old}/rename`, query: { name } });
  if (answer.status < 400) return 0;
  yield* err(daemonError(answer));
  throw new Failure(`Error: failed to rename container named ${old}`);
}
