import { list, number, object, text } from '../../base/read';
import { humanDuration } from '../../docker/duration';
import { shortId } from '../../docker/short-id';
import { formatSize } from '../../docker/size';
import { ellipsis } from '../../docker/width';
import { formatListing, type Row } from '../listing/listing';
import { zonedStamp } from '../listing/zoned-time';
import type { Program } from '../program';
import { expectOk, plainly } from '../says';
import type { CommandSpec, Parsed } from '../spec';
import { ask, now, print } from '../steps';

export const history: CommandSpec = {
  name: 'history',
  aliases: ['image history'],
  usage: '[OPTIONS] IMAGE',
  help: 'Lists the layers of an image, the newest first, and what made each',
  flags: [
    {
      long: 'format',
      type: 'string',
      explains: 'prints in another form: table, json, or a template such as {{.CreatedBy}}',
    },
    {
      long: 'human',
      short: 'H',
      type: 'bool',
      otherwise: 'true',
      explains: 'writes sizes and times in words; with =false as they are',
    },
    { long: 'no-trunc', type: 'bool', explains: 'cuts nothing off: whole ids and commands' },
    { long: 'quiet', short: 'q', type: 'bool', explains: 'prints ids alone' },
  ],
  later: ['platform'],
  arguments: { least: 1, most: 1, complete: ['image'], explain: ['the image, by name or id'] },
  interspersed: true,
  program: (parsed) => plainly(listHistory(parsed)),
};

const COMMAND_WIDTH = 45;

interface Form {
  readonly whole: boolean;
  readonly human: boolean;
  readonly now: number;
}

function rowOf(item: unknown, { whole, human, now }: Form): Row {
  const layer = object(item);
  const id = text(layer['Id']);
  const created = number(layer['Created']) * 1000;
  const made = text(layer['CreatedBy']).replaceAll('\t', ' ');
  const size = number(layer['Size']);
  const at = zonedStamp(created);
  return {
    ID: whole || !id.startsWith('sha256:') ? id : shortId(id),
    CreatedAt: at,
    CreatedSince: human ? `${humanDuration(now - created)} ago` : at,
    CreatedBy: whole ? made : ellipsis(made, COMMAND_WIDTH),
    Size: human ? formatSize(size) : String(size),
    Comment: text(layer['Comment']),
  };
}

const TITLES: Readonly<Record<string, string>> = {
  ID: 'IMAGE',
  CreatedAt: 'CREATED AT',
  CreatedSince: 'CREATED',
  CreatedBy: 'CREATED BY',
  Size: 'SIZE',
  Comment: 'COMMENT',
};

function* listHistory(parsed: Parsed): Program {
  const answer = expectOk(yield* ask({ method: 'GET', path: `/images/${parsed.args[0] ?? ''}/history` }));
  const human = !parsed.given('human') || parsed.bool('human');
  const form = { whole: parsed.bool('no-trunc'), human, now: yield* now() };
  const rows = list(answer.json).map((item) => rowOf(item, form));
  const format = parsed.string('format');
  if (parsed.bool('quiet') && (format === '' || format === 'table')) {
    yield* print('stdout', rows.map((row) => `${row['ID'] ?? ''}\n`).join(''));
    return 0;
  }
  yield* print(
    'stdout',
    formatListing(
      {
        rows,
        titles: TITLES,
        columns: ['ID', human ? 'CreatedSince' : 'CreatedAt', 'CreatedBy', 'Size', 'Comment'],
        json: ['Comment', 'CreatedAt', 'CreatedBy', 'CreatedSince', 'ID', 'Size'],
        context: '*image.historyContext',
        failing: 'template parsing error',
      },
      format,
    ),
  );
  return 0;
}
