import { before } from '../api-age';
import { confirm } from '../pruning/confirm';
import { filterFlag, FORCE, NO_ARGUMENTS } from '../pruning/flags';
import { pruneVolumes, tellPruned } from '../pruning/prune';
import type { Program } from '../program';
import { Failure, plainly } from '../says';
import type { CommandSpec, Parsed } from '../spec';
import { engine } from '../steps';

export const volumePrune: CommandSpec = {
  name: 'volume prune',
  aliases: [],
  usage: '[OPTIONS]',
  help: 'Removes volumes that no container uses, with all that is in them',
  flags: [
    {
      long: 'all',
      short: 'a',
      type: 'bool',
      explains: 'removes volumes with a name as well; an engine before API 1.42 does so anyway',
    },
    filterFlag('label=course'),
    FORCE,
  ],
  later: [],
  arguments: NO_ARGUMENTS,
  interspersed: true,
  program: (parsed) => plainly(prune(parsed)),
};

const hasAll = (filters: readonly string[]): boolean =>
  filters.some((filter) => filter.toLowerCase().startsWith('all='));

/** Since API 1.42 the engine spares volumes with a name, unless it is asked for all. */
function* prune(parsed: Parsed): Program {
  const { api } = yield* engine();
  const all = parsed.bool('all');
  const filters = parsed.list('filter');
  if (parsed.given('all') && before(api, 42))
    throw new Failure(`"--all" requires API version 1.42, but the Docker daemon API version is ${api}`);
  if (all && hasAll(filters))
    throw new Failure('conflicting options: cannot specify both --all and --filter all=1');
  const which = before(api, 42) || all ? 'all' : 'anonymous';
  const warning = `WARNING! This will remove ${which} local volumes not used by at least one container.`;
  const sure = parsed.bool('force') || (yield* confirm(warning));
  if (sure) yield* tellPruned([yield* pruneVolumes(filters, all)]);
  return 0;
}
