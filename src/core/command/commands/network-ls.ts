import { list, object, text } from '../../base/read';
import { naturalOrder } from '../../docker/natural-order';
import { shortId } from '../../docker/short-id';
import { readFilters } from '../listing/filters';
import { formatListing, type Row } from '../listing/listing';
import type { Program } from '../program';
import { expectOk, plainly } from '../says';
import type { CommandSpec, Parsed } from '../spec';
import { ask, print } from '../steps';

export const networkLs: CommandSpec = {
  name: 'network ls',
  aliases: ['network list'],
  usage: '[OPTIONS]',
  help: 'Lists networks',
  flags: [
    {
      long: 'filter',
      short: 'f',
      type: 'filter',
      explains: 'lists only those that fit, such as driver=bridge or name=lan',
    },
    {
      long: 'format',
      type: 'string',
      explains: 'prints in another form: table, json, or a template such as {{.Name}}',
    },
    { long: 'no-trunc', type: 'bool', explains: 'cuts nothing off: whole ids' },
    { long: 'quiet', short: 'q', type: 'bool', explains: 'prints ids alone' },
  ],
  later: [],
  arguments: { least: 0, most: 0, complete: [], explain: [] },
  interspersed: true,
  program: (parsed) => plainly(listNetworks(parsed)),
};

/** `2026-11-25T13:34:33.4Z` as Go's default prints a time of UTC. */
const goTime = (source: string): string => source.replace(/^(.+)T(.+)Z$/, '$1 $2 +0000 UTC');
const pairs = (value: unknown): string =>
  Object.entries(object(value))
    .map(([key, each]) => `${key}=${text(each)}`)
    .sort()
    .join(',');

function rowOf(item: unknown, whole: boolean): Row {
  const network = object(item);
  const id = text(network['Id']);
  return {
    CreatedAt: goTime(text(network['Created'])),
    Driver: text(network['Driver']),
    ID: whole ? id : shortId(id),
    IPv4: String(network['EnableIPv4'] === true),
    IPv6: String(network['EnableIPv6'] === true),
    Internal: String(network['Internal'] === true),
    Labels: pairs(network['Labels']),
    Name: text(network['Name']),
    Scope: text(network['Scope']),
  };
}

const TITLES: Readonly<Record<string, string>> = {
  CreatedAt: 'CREATED AT',
  Driver: 'DRIVER',
  ID: 'NETWORK ID',
  IPv4: 'IPV4',
  IPv6: 'IPV6',
  Internal: 'INTERNAL',
  Labels: 'LABELS',
  Name: 'NAME',
  Scope: 'SCOPE',
};

function* listNetworks(parsed: Parsed): Program {
  const filters = readFilters(parsed.list('filter'));
  const answer = expectOk(
    yield* ask({
      method: 'GET',
      path: '/networks',
      ...(filters === undefined ? {} : { query: { filters } }),
    }),
  );
  const rows = list(answer.json)
    .map((item) => rowOf(item, parsed.bool('no-trunc')))
    .sort((a, b) => naturalOrder(a['Name'] ?? '', b['Name'] ?? ''));
  const format = parsed.string('format');
  if (parsed.bool('quiet') && format === '') {
    yield* print('stdout', rows.map((row) => `${row['ID'] ?? ''}\n`).join(''));
    return 0;
  }
  const columns = ['ID', 'Name', 'Driver', 'Scope'];
  yield* print(
    'stdout',
    formatListing(
      {
        rows,
        titles: TITLES,
        columns,
        json: Object.keys(TITLES),
        context: '*network.networkContext',
        failing: 'template parsing error',
      },
      format,
    ),
  );
  return 0;
}
