import { confirm } from '../pruning/confirm';
import { filterFlag, FORCE, NO_ARGUMENTS } from '../pruning/flags';
import { pruneNetworks } from '../pruning/prune';
import type { Program } from '../program';
import { plainly } from '../says';
import type { CommandSpec, Parsed } from '../spec';
import { print } from '../steps';

export const networkPrune: CommandSpec = {
  name: 'network prune',
  aliases: [],
  usage: '[OPTIONS]',
  help: 'Removes networks that no container is on',
  flags: [filterFlag('until=24h (made more than a day ago) or label=course'), FORCE],
  later: [],
  arguments: NO_ARGUMENTS,
  interspersed: true,
  program: (parsed) => plainly(prune(parsed)),
};

const WARNING = 'WARNING! This will remove all custom networks not used by at least one container.';

/** No total follows: networks take no room. */
function* prune(parsed: Parsed): Program {
  const sure = parsed.bool('force') || (yield* confirm(WARNING));
  if (!sure) return 0;
  const { said } = yield* pruneNetworks(parsed.list('filter'));
  if (said !== '') yield* print('stdout', `${said}\n`);
  return 0;
}
