import { flag, list, number, object, text } from '../../base/read';
import { ellipsis } from '../../docker/width';
import { readFilters } from '../listing/filters';
import { formatListing, type Row } from '../listing/listing';
import type { Program } from '../program';
import { expectOk, plainly } from '../says';
import type { CommandSpec, Parsed } from '../spec';
import { ask, print } from '../steps';

export const search: CommandSpec = {
  name: 'search',
  aliases: [],
  usage: '[OPTIONS] TERM',
  help: 'Looks for images on Docker Hub, or on the registry that the term begins with',
  flags: [
    {
      long: 'filter',
      short: 'f',
      type: 'filter',
      explains: 'lists only those that fit, such as is-official=true or stars=100',
    },
    {
      long: 'format',
      type: 'string',
      explains: 'prints in another form: table, json, or a template such as {{.Name}}',
    },
    { long: 'limit', type: 'int', otherwise: '0', explains: 'the most images to list; without it 25' },
    { long: 'no-trunc', type: 'bool', explains: 'cuts nothing off: whole descriptions' },
  ],
  later: [],
  arguments: { least: 1, most: 1, complete: ['none'], explain: ['a part of the name or the description'] },
  interspersed: true,
  program: (parsed) => plainly(searchImages(parsed)),
};

const DESCRIPTION_WIDTH = 45;

/** Yes and no are words in JSON and a mark in a table. */
function rowOf(item: unknown, whole: boolean, json: boolean): Row {
  const found = object(item);
  const said = text(found['description']).replaceAll(/[\n\r]/g, ' ');
  const mark = (value: unknown) => (json ? String(flag(value)) : flag(value) ? '[OK]' : '');
  return {
    Description: whole ? said : ellipsis(said, DESCRIPTION_WIDTH),
    IsAutomated: mark(found['is_automated']),
    IsOfficial: mark(found['is_official']),
    Name: text(found['name']),
    StarCount: String(number(found['star_count'])),
  };
}

const TITLES: Readonly<Record<string, string>> = {
  Description: 'DESCRIPTION',
  IsAutomated: 'AUTOMATED',
  IsOfficial: 'OFFICIAL',
  Name: 'NAME',
  StarCount: 'STARS',
};

function* searchImages(parsed: Parsed): Program {
  const filters = readFilters(parsed.list('filter'));
  const limit = parsed.number('limit');
  const answer = expectOk(
    yield* ask({
      method: 'GET',
      path: '/images/search',
      query: {
        ...(filters === undefined ? {} : { filters }),
        ...(limit > 0 ? { limit: String(limit) } : {}),
        term: parsed.args[0] ?? '',
      },
      slow: true,
    }),
  );
  const format = parsed.string('format');
  const json = format === 'json' || format === '{{json .}}';
  const rows = list(answer.json).map((item) => rowOf(item, parsed.bool('no-trunc'), json));
  yield* print(
    'stdout',
    formatListing(
      {
        rows,
        titles: TITLES,
        columns: ['Name', 'Description', 'StarCount', 'IsOfficial'],
        json: Object.keys(TITLES),
        context: '*registry.searchContext',
        failing: 'template parsing error',
      },
      format,
    ),
  );
  return 0;
}
