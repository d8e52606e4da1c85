import { confirm } from '../pruning/confirm';
import { filterFlag, FORCE, NO_ARGUMENTS } from '../pruning/flags';
import { pruneImages, tellPruned } from '../pruning/prune';
import type { Program } from '../program';
import { plainly } from '../says';
import type { CommandSpec, Parsed } from '../spec';

export const imagePrune: CommandSpec = {
  name: 'image prune',
  aliases: [],
  usage: '[OPTIONS]',
  help: 'Removes images that have no name; with -a, all that no container was made from',
  flags: [
    {
      long: 'all',
      short: 'a',
      type: 'bool',
      explains: 'removes every image that no container was made from, those with a name too',
    },
    filterFlag('until=24h (made more than a day ago) or label=course'),
    FORCE,
  ],
  later: [],
  arguments: NO_ARGUMENTS,
  interspersed: true,
  program: (parsed) => plainly(prune(parsed)),
};

function* prune(parsed: Parsed): Program {
  const all = parsed.bool('all');
  const what = all ? 'images without at least one container associated to them' : 'dangling images';
  const sure = parsed.bool('force') || (yield* confirm(`WARNING! This will remove all ${what}.`));
  if (sure) yield* tellPruned([yield* pruneImages(parsed.list('filter'), all)]);
  return 0;
}
