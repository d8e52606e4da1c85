import { list, object, texts } from '../../base/read';
import { formatTable } from '../../docker/table';
import { checkedName } from '../each';
import type { Program } from '../program';
import { expectOk, plainly } from '../says';
import type { CommandSpec } from '../spec';
import { ask, print } from '../steps';

export const top: CommandSpec = {
  name: 'top',
  aliases: ['container top'],
  usage: 'CONTAINER [ps OPTIONS]',
  help: 'Lists the processes that run in a container',
  flags: [],
  later: [],
  arguments: {
    least: 1,
    most: Infinity,
    complete: ['running', 'none'],
    explain: [
      'the container whose processes to list, by name or id',
      'what the ps of the machine is asked for',
    ],
  },
  interspersed: false,
  program: (parsed) => plainly(listProcesses(parsed.args)),
};

/** Signs that a column has at least: this command's own. */
const NARROWEST = 20;

function* listProcesses([name = '', ...options]: readonly string[]): Program {
  const answer = expectOk(
    yield* ask({
      method: 'GET',
      path: `/containers/${checkedName(name)}/top`,
      ...(options.length > 0 ? { query: { ps_args: options.join(' ') } } : {}),
    }),
  );
  const found = object(answer.json);
  yield* print(
    'stdout',
    formatTable([texts(found['Titles']), ...list(found['Processes']).map(texts)], NARROWEST),
  );
  return 0;
}
