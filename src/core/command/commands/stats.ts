import { list, object, text } from '../../base/read';
import { shortId } from '../../docker/short-id';
import { formatListing } from '../listing/listing';
import { STATS_TITLES, statsRow } from '../listing/stats-row';
import { checkedName } from '../each';
import type { Answer, Program, Sub } from '../program';
import { expectOk, Failure, failureText, plainly } from '../says';
import type { CommandSpec, Parsed } from '../spec';
import { ask, cut, open, print, together } from '../steps';

export const stats: CommandSpec = {
  name: 'stats',
  aliases: ['container stats'],
  usage: '[OPTIONS] [CONTAINER...]',
  help: 'Prints how much processor time, memory and traffic containers use',
  flags: [
    { long: 'all', short: 'a', type: 'bool', explains: 'lists containers that do not run as well' },
    {
      long: 'format',
      type: 'string',
      explains: 'prints in another form: table, json, or a template such as {{.MemUsage}}',
    },
    { long: 'no-stream', type: 'bool', explains: 'measures once, which takes about two seconds, and ends' },
    { long: 'no-trunc', type: 'bool', explains: 'cuts nothing off: whole ids' },
  ],
  later: [],
  arguments: {
    least: 0,
    most: Infinity,
    complete: ['running'],
    explain: ['a container to measure, by name or id; without one, all that run'],
  },
  interspersed: true,
  program: (parsed) => plainly(measure(parsed)),
};

const COLUMNS = ['ID', 'Name', 'CPUPerc', 'MemUsage', 'MemPerc', 'NetIO', 'BlockIO', 'PIDs'];
const JSON_FIELDS = ['BlockIO', 'CPUPerc', 'Container', 'ID', 'MemPerc', 'MemUsage', 'Name', 'NetIO', 'PIDs'];

/** The CLI listens to events before it lists, though it measures only once; so it is done here. */
function* allNames(parsed: Parsed): Sub<readonly string[]> {
  const events = expectOk(
    yield* open({
      method: 'GET',
      path: '/events',
      query: { filters: '{"type":{"container":true}}' },
      slow: true,
    }),
  );
  const all = parsed.bool('all') ? { query: { all: '1' } } : {};
  const answer = expectOk(yield* ask({ method: 'GET', path: '/containers/json', ...all }));
  yield* cut(events.handle);
  return list(answer.json).map((item) => shortId(text(object(item)['Id'])));
}

/** The engine takes two samples, a second apart. */
function* sample(name: string): Sub<Answer | string> {
  try {
    const path = `/containers/${checkedName(name)}/stats`;
    return expectOk(yield* ask({ method: 'GET', path, query: { stream: '0' }, slow: true }));
  } catch (error) {
    const message = failureText(error);
    if (message === null) throw error;
    return message;
  }
}

function* measure(parsed: Parsed): Program {
  if (!parsed.bool('no-stream'))
    throw new Failure(
      'Cutaway does not print figures that go on changing: add --no-stream, or open a container in the picture',
    );
  const names = parsed.args.length > 0 ? parsed.args : yield* allNames(parsed);
  const samples = yield* together(names.map(sample));
  const failed = samples.filter((each) => typeof each === 'string');
  if (failed.length > 0) throw new Failure(failed.join('\n'));
  const rows = samples.map((each, at) =>
    statsRow(typeof each === 'string' ? {} : each.json, names[at] ?? '', parsed.bool('no-trunc')),
  );
  yield* print(
    'stdout',
    formatListing(
      {
        rows,
        titles: STATS_TITLES,
        columns: COLUMNS,
        json: JSON_FIELDS,
        context: '*container.statsContext',
        failing: 'template parsing error',
      },
      parsed.string('format'),
    ),
  );
  return 0;
}
