import { confirm } from '../pruning/confirm';
import { filterFlag, FORCE, NO_ARGUMENTS } from '../pruning/flags';
import {
  pruneBuildCache,
  pruneContainers,
  pruneImages,
  pruneNetworks,
  pruneVolumes,
  tellPruned,
  type Pruned,
} from '../pruning/prune';
import type { Program } from '../program';
import { Failure, plainly } from '../says';
import type { CommandSpec, Parsed } from '../spec';

export const systemPrune: CommandSpec = {
  name: 'system prune',
  aliases: [],
  usage: '[OPTIONS]',
  help: 'Removes what is not in use: containers that do not run, networks, images, build cache',
  flags: [
    {
      long: 'all',
      short: 'a',
      type: 'bool',
      explains: 'removes every image that no container was made from, those with a name too',
    },
    filterFlag('until=24h (made more than a day ago) or label=course'),
    FORCE,
    {
      long: 'volumes',
      type: 'bool',
      explains: 'removes volumes without a name that no container uses, with all that is in them',
    },
  ],
  later: [],
  arguments: NO_ARGUMENTS,
  interspersed: true,
  program: (parsed) => plainly(prune(parsed)),
};

function warning(parsed: Parsed): string {
  const all = parsed.bool('all');
  const items = [
    'all stopped containers',
    'all networks not used by at least one container',
    ...(parsed.bool('volumes') ? ['all anonymous volumes not used by at least one container'] : []),
    all ? 'all images without at least one container associated to them' : 'all dangling images',
    all ? 'all build cache' : 'unused build cache',
  ];
  const filters = [...parsed.list('filter')].sort();
  return [
    'WARNING! This will remove:',
    ...items.map((item) => `  - ${item}`),
    '',
    ...(filters.length === 0
      ? []
      : ['  Items to be pruned will be filtered with:', ...filters.map((each) => `  - ${each}`), '']),
  ].join('\n');
}

/** One after the other, so that an image of a container that goes can go as well. */
function* prune(parsed: Parsed): Program {
  const filters = parsed.list('filter');
  const all = parsed.bool('all');
  const volumes = parsed.bool('volumes');
  if (volumes && filters.some((each) => each.startsWith('until=')))
    throw new Failure('ERROR: The "until" filter is not supported with "--volumes"');
  const sure = parsed.bool('force') || (yield* confirm(warning(parsed)));
  if (!sure) return 0;
  const parts: Pruned[] = [yield* pruneContainers(filters), yield* pruneNetworks(filters)];
  if (volumes) parts.push(yield* pruneVolumes(filters, false));
  parts.push(yield* pruneImages(filters, all), yield* pruneBuildCache(filters, all));
  yield* tellPruned(parts);
  return 0;
}
