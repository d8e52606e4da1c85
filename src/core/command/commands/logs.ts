import { containerId } from '../../base/brand';
import { flag, object, text } from '../../base/read';
import { engineTimestamp } from '../../docker/timestamp';
import { quoteGo } from '../../docker/quote';
import type { Program } from '../program';
import { expectOk, Failure, plainly } from '../says';
import type { CommandSpec, Parsed } from '../spec';
import { ask, follow, join, now } from '../steps';

export const logs: CommandSpec = {
  name: 'logs',
  aliases: ['container logs'],
  usage: '[OPTIONS] CONTAINER',
  help: 'Prints what the program in a container has printed so far',
  flags: [
    { long: 'details', type: 'bool', explains: 'adds notes that the log driver was asked to keep' },
    {
      long: 'follow',
      short: 'f',
      type: 'bool',
      explains: 'goes on printing until the program ends or you press Ctrl-C',
    },
    {
      long: 'since',
      type: 'string',
      explains: 'prints only what came after this time, such as 10m (ten minutes ago) or 2024-05-02T08:00:00',
    },
    {
      long: 'tail',
      short: 'n',
      type: 'string',
      otherwise: 'all',
      explains: 'prints only so many lines from the end',
    },
    { long: 'timestamps', short: 't', type: 'bool', explains: 'puts the time before each line' },
    { long: 'until', type: 'string', explains: 'prints only what came before this time' },
  ],
  later: [],
  arguments: {
    least: 1,
    most: 1,
    complete: ['container'],
    explain: ['the container whose output to print, by name or id'],
  },
  interspersed: true,
  program: (parsed) => plainly(printLogs(parsed)),
};

/** Asks for the container first: whether it has a terminal decides how its output is packed. */
function* printLogs(parsed: Parsed): Program {
  const found = expectOk(yield* ask({ method: 'GET', path: `/containers/${parsed.args[0] ?? ''}/json` }));
  const container = object(found.json);
  const id = containerId(text(container['Id']));
  const time = yield* now();
  const moment = (long: 'since' | 'until'): Readonly<Record<string, string>> => {
    const source = parsed.string(long);
    if (source === '') return {};
    const seconds = engineTimestamp(source, time);
    if (seconds === null)
      throw new Failure(
        `invalid value for ${quoteGo(long)}: failed to parse value as time or duration: ${quoteGo(source)}`,
      );
    return { [long]: seconds };
  };
  const opened = yield* follow(
    {
      method: 'GET',
      path: `/containers/${id}/logs`,
      query: {
        stderr: '1',
        stdout: '1',
        ...(parsed.bool('details') ? { details: '1' } : {}),
        ...(parsed.bool('follow') ? { follow: '1' } : {}),
        ...moment('since'),
        ...moment('until'),
        tail: parsed.string('tail'),
        ...(parsed.bool('timestamps') ? { timestamps: '1' } : {}),
      },
      slow: true,
    },
    id,
    flag(object(container['Config'])['Tty']),
  );
  expectOk(opened);
  yield* join(opened.handle);
  return 0;
}
