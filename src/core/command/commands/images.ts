import { list } from '../../base/read';
import { readFilters } from '../listing/filters';
import { IMAGE_TITLES, imageRows } from '../listing/image-rows';
import { formatListing } from '../listing/listing';
import type { Program } from '../program';
import { expectOk, plainly } from '../says';
import type { CommandSpec, Parsed } from '../spec';
import { ask, now, print } from '../steps';

export const images: CommandSpec = {
  name: 'images',
  aliases: ['image ls', 'image list'],
  usage: '[OPTIONS] [REPOSITORY[:TAG]]',
  help: 'Lists the images that are here',
  flags: [
    { long: 'all', short: 'a', type: 'bool', explains: 'lists the steps in between of built images as well' },
    {
      long: 'digests',
      type: 'bool',
      explains: "adds a column with each image's digest, the fingerprint a registry knows it by",
    },
    {
      long: 'filter',
      short: 'f',
      type: 'filter',
      explains: 'lists only those that fit, such as dangling=true or reference=web:*',
    },
    {
      long: 'format',
      type: 'string',
      explains: 'prints in another form: table, json, or a template such as {{.Repository}}',
    },
    { long: 'no-trunc', type: 'bool', explains: 'cuts nothing off: whole ids' },
    { long: 'quiet', short: 'q', type: 'bool', explains: 'prints ids alone' },
  ],
  later: ['tree'],
  arguments: { least: 0, most: 1, complete: ['image'], explain: ['lists only the images of this name'] },
  interspersed: true,
  program: (parsed) => plainly(listImages(parsed)),
};

const JSON_FIELDS = [
  'Containers',
  'CreatedAt',
  'CreatedSince',
  'Digest',
  'ID',
  'Repository',
  'SharedSize',
  'Size',
  'Tag',
  'UniqueSize',
  'VirtualSize',
] as const;

function* listImages(parsed: Parsed): Program {
  const format = parsed.string('format');
  const name = parsed.args[0] ?? '';
  const filters = readFilters(parsed.list('filter'), name === '' ? [] : [['reference', name]]);
  const answer = expectOk(
    yield* ask({
      method: 'GET',
      path: '/images/json',
      query: { ...(parsed.bool('all') ? { all: '1' } : {}), ...(filters === undefined ? {} : { filters }) },
    }),
  );
  const time = yield* now();
  const digests = parsed.bool('digests');
  const plain = format === '' || format === 'table';
  // Templates see the digests when they ask for them, even without the flag.
  const wanted = digests || /\{\{[^}]*\.Digest\b/.test(format);
  const quiet = parsed.bool('quiet') && plain;
  const rows = list(answer.json).flatMap((item) => imageRows(item, parsed.bool('no-trunc'), wanted, time));
  if (quiet) {
    yield* print('stdout', rows.map((row) => `${row['ID'] ?? ''}\n`).join(''));
    return 0;
  }
  const columns = ['Repository', 'Tag', ...(digests ? ['Digest'] : []), 'ID', 'CreatedSince', 'Size'];
  const text = formatListing(
    {
      rows,
      titles: IMAGE_TITLES,
      columns,
      json: JSON_FIELDS,
      context: '*formatter.imageContext',
      failing: 'template parsing error',
    },
    format,
  );
  yield* print('stdout', text);
  return 0;
}
