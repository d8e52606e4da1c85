import { confirm } from '../pruning/confirm';
import { filterFlag, FORCE, NO_ARGUMENTS } from '../pruning/flags';
import { pruneContainers, tellPruned } from '../pruning/prune';
import type { Program } from '../program';
import { plainly } from '../says';
import type { CommandSpec, Parsed } from '../spec';

export const containerPrune: CommandSpec = {
  name: 'container prune',
  aliases: [],
  usage: '[OPTIONS]',
  help: 'Removes all containers that do not run',
  flags: [filterFlag('until=24h (made more than a day ago) or label=course'), FORCE],
  later: [],
  arguments: NO_ARGUMENTS,
  interspersed: true,
  program: (parsed) => plainly(prune(parsed)),
};

function* prune(parsed: Parsed): Program {
  const sure = parsed.bool('force') || (yield* confirm('WARNING! This will remove all stopped containers.'));
  if (sure) yield* tellPruned([yield* pruneContainers(parsed.list('filter'))]);
  return 0;
}
