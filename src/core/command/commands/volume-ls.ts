import { list, object, text } from '../../base/read';
import { naturalOrder } from '../../docker/natural-order';
import { readFilters } from '../listing/filters';
import { formatListing, type Row } from '../listing/listing';
import type { Program } from '../program';
import { expectOk, plainly } from '../says';
import type { CommandSpec, Parsed } from '../spec';
import { ask, print } from '../steps';

export const volumeLs: CommandSpec = {
  name: 'volume ls',
  aliases: ['volume list'],
  usage: '[OPTIONS]',
  help: 'Lists volumes',
  flags: [
    {
      long: 'filter',
      short: 'f',
      type: 'filter',
      explains: 'lists only those that fit, such as dangling=true (in no use) or name=notes',
    },
    {
      long: 'format',
      type: 'string',
      explains: 'prints in another form: table, json, or a template such as {{.Name}}',
    },
    { long: 'quiet', short: 'q', type: 'bool', explains: 'prints names alone' },
  ],
  later: ['cluster'],
  arguments: { least: 0, most: 0, complete: [], explain: [] },
  interspersed: true,
  program: (parsed) => plainly(listVolumes(parsed)),
};

const pairs = (value: unknown): string =>
  Object.entries(object(value))
    .map(([key, each]) => `${key}=${text(each)}`)
    .sort()
    .join(',');

function rowOf(item: unknown): Row {
  const volume = object(item);
  return {
    Availability: 'N/A',
    Driver: text(volume['Driver']),
    Group: 'N/A',
    Labels: pairs(volume['Labels']),
    Links: 'N/A',
    Mountpoint: text(volume['Mountpoint']),
    Name: text(volume['Name']),
    Scope: text(volume['Scope']),
    Size: 'N/A',
    Status: 'N/A',
  };
}

const TITLES: Readonly<Record<string, string>> = {
  Availability: 'AVAILABILITY',
  Driver: 'DRIVER',
  Group: 'GROUP',
  Labels: 'LABELS',
  Links: 'LINKS',
  Mountpoint: 'MOUNTPOINT',
  Name: 'VOLUME NAME',
  Scope: 'SCOPE',
  Size: 'SIZE',
  Status: 'STATUS',
};

function* listVolumes(parsed: Parsed): Program {
  const filters = readFilters(parsed.list('filter'));
  const answer = expectOk(
    yield* ask({ method: 'GET', path: '/volumes', ...(filters === undefined ? {} : { query: { filters } }) }),
  );
  const rows = list(object(answer.json)['Volumes'])
    .map(rowOf)
    .sort((a, b) => naturalOrder(a['Name'] ?? '', b['Name'] ?? ''));
  const format = parsed.string('format');
  if (parsed.bool('quiet') && format === '') {
    yield* print('stdout', rows.map((row) => `${row['Name'] ?? ''}\n`).join(''));
    return 0;
  }
  const columns = ['Driver', 'Name'];
  yield* print(
    'stdout',
    formatListing(
      {
        rows,
        titles: TITLES,
        columns,
        json: Object.keys(TITLES),
        context: '*formatter.volumeContext',
        failing: 'template parsing error',
      },
      format,
    ),
  );
  return 0;
}
