import { object } from '../../base/read';
import { DISK_TITLES, diskUseRows } from '../listing/disk-use';
import { diskUseDetail } from '../listing/disk-use-detail';
import { formatListing } from '../listing/listing';
import { NO_ARGUMENTS } from '../pruning/flags';
import type { Program } from '../program';
import { expectOk, Failure, plainly } from '../says';
import type { CommandSpec, Parsed } from '../spec';
import { ask, now, print } from '../steps';

export const systemDf: CommandSpec = {
  name: 'system df',
  aliases: [],
  usage: '[OPTIONS]',
  help: 'Prints how much room images, containers, volumes and the build cache take, and how much could be freed',
  flags: [
    {
      long: 'format',
      type: 'string',
      explains: 'prints in another form: table, json, or a template such as {{.Size}}',
    },
    { long: 'verbose', short: 'v', type: 'bool', explains: 'lists each image, container and volume' },
  ],
  later: [],
  arguments: NO_ARGUMENTS,
  interspersed: true,
  program: (parsed) => plainly(printUse(parsed)),
};

function* printUse(parsed: Parsed): Program {
  const format = parsed.string('format');
  const verbose = parsed.bool('verbose');
  if (verbose && format !== '' && format !== 'table')
    throw new Failure('Cutaway does not know --format together with -v yet: leave one of them out');
  const usage = object(expectOk(yield* ask({ method: 'GET', path: '/system/df', slow: true })).json);
  if (verbose) {
    yield* print('stdout', diskUseDetail(usage, yield* now()));
    return 0;
  }
  yield* print(
    'stdout',
    formatListing(
      {
        rows: diskUseRows(usage),
        titles: DISK_TITLES,
        columns: ['Type', 'TotalCount', 'Active', 'Size', 'Reclaimable'],
        json: ['Active', 'Reclaimable', 'Size', 'TotalCount', 'Type'],
        context: '*formatter.diskUsageImagesContext',
        failing: 'template parsing error',
      },
      format,
    ),
  );
  return 0;
}
