import { list } from '../../base/read';
import { CONTAINER_TITLES, containerRow } from '../listing/container-row';
import { readFilters } from '../listing/filters';
import { checkFormat, formatListing, type Listing } from '../listing/listing';
import type { Program } from '../program';
import { expectOk, plainly } from '../says';
import type { CommandSpec, Parsed } from '../spec';
import { ask, now, print } from '../steps';

export const ps: CommandSpec = {
  name: 'ps',
  aliases: ['container ls', 'container list', 'container ps'],
  usage: '[OPTIONS]',
  help: 'Lists containers: the running ones, unless told otherwise',
  flags: [
    { long: 'all', short: 'a', type: 'bool', explains: 'lists stopped containers as well' },
    {
      long: 'filter',
      short: 'f',
      type: 'filter',
      explains: 'lists only those that fit, such as status=exited, name=web or label=course',
    },
    {
      long: 'format',
      type: 'string',
      explains: 'prints in another form: table, json, or a template such as {{.Names}}',
    },
    {
      long: 'last',
      short: 'n',
      type: 'int',
      otherwise: '-1',
      explains: 'lists the last so many that were created, running or not',
    },
    {
      long: 'latest',
      short: 'l',
      type: 'bool',
      explains: 'lists the one that was created last, running or not',
    },
    { long: 'no-trunc', type: 'bool', explains: 'cuts nothing off: whole ids and commands' },
    { long: 'quiet', short: 'q', type: 'bool', explains: 'prints ids alone' },
    {
      long: 'size',
      short: 's',
      type: 'bool',
      explains: 'tells how much each container has written; the engine has to count',
    },
  ],
  later: [],
  arguments: { least: 0, most: 0, complete: [], explain: [] },
  interspersed: true,
  program: (parsed) => plainly(listContainers(parsed)),
};

const COLUMNS = ['ID', 'Image', 'Command', 'RunningFor', 'Status', 'Ports', 'Names'] as const;
const JSON_FIELDS = [
  'Command',
  'CreatedAt',
  'ID',
  'Image',
  'Labels',
  'LocalVolumes',
  'Mounts',
  'Names',
  'Networks',
  'Platform',
  'Ports',
  'RunningFor',
  'Size',
  'State',
  'Status',
] as const;

function* listContainers(parsed: Parsed): Program {
  const format = parsed.string('format');
  const size = parsed.bool('size');
  const listing: Listing = {
    rows: [],
    titles: CONTAINER_TITLES,
    columns: size ? [...COLUMNS, 'Size'] : COLUMNS,
    json: JSON_FIELDS,
    context: '*formatter.ContainerContext',
    failing: 'failed to execute template',
  };
  checkFormat(listing, format);
  const last = parsed.bool('latest') && !parsed.given('last') ? 1 : parsed.number('last');
  const filters = readFilters(parsed.list('filter'));
  // A template that may print the size makes the CLI ask for it, `{{json .}}` included.
  const counts = size || /\{\{[^}]*(\.Size\b|json \.\s*\}\})/.test(format);
  const answer = expectOk(
    yield* ask({
      method: 'GET',
      path: '/containers/json',
      query: {
        ...(parsed.bool('all') ? { all: '1' } : {}),
        ...(filters === undefined ? {} : { filters }),
        ...(last > 0 ? { limit: String(last) } : {}),
        ...(counts ? { size: '1' } : {}),
      },
      slow: counts,
    }),
  );
  const time = yield* now();
  const rows = list(answer.json).map((item) => containerRow(item, parsed.bool('no-trunc'), time));
  if (parsed.bool('quiet') && (format === '' || format === 'table')) {
    yield* print('stdout', rows.map((row) => `${row['ID'] ?? ''}\n`).join(''));
  } else yield* print('stdout', formatListing({ ...listing, rows }, format));
  return 0;
}
