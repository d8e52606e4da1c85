import { quoteGo } from '../../docker/quote';
import { engineTimestamp } from '../../docker/timestamp';
import { eventFields, eventLine } from '../listing/event-line';
import { readFilters } from '../listing/filters';
import { readTemplate, runTemplate } from '../listing/go-template';
import { worded } from '../listing/template-error';
import type { Program } from '../program';
import { expectOk, Failure, plainly } from '../says';
import type { CommandSpec, Parsed } from '../spec';
import { now, open, out, rawLine } from '../steps';

export const events: CommandSpec = {
  name: 'events',
  aliases: ['system events'],
  usage: '[OPTIONS]',
  help: 'Prints what happens on the engine as it happens, until you press Ctrl-C',
  flags: [
    {
      long: 'filter',
      short: 'f',
      type: 'filter',
      explains: 'prints only those that fit, such as type=container, event=die or container=web',
    },
    {
      long: 'format',
      type: 'string',
      explains: 'prints in another form: json, or a template such as {{.Action}}',
    },
    {
      long: 'since',
      type: 'string',
      explains: 'begins with what happened after this time, such as 10m (ten minutes ago)',
    },
    { long: 'until', type: 'string', explains: 'ends at this time; 0s means now' },
  ],
  later: [],
  arguments: { least: 0, most: 0, complete: [], explain: [] },
  interspersed: true,
  program: (parsed) => plainly(follow(parsed)),
};

const WORDS = { syntax: 'Error parsing format', field: 'Error parsing format' } as const;
const CODES = { syntax: 64, field: 64 } as const;

/** @throws Failure before anything is asked where the format asks for what no event has */
function printerOf(format: string): (raw: string) => string {
  if (format === '') return eventLine;
  if (format === 'json' || format === '{{json .}}') return (raw) => raw;
  const missing = (field: string) => `can't evaluate field ${field} in type *events.Message`;
  try {
    const template = readTemplate(format);
    const run = (raw: string) => runTemplate(template, eventFields(raw), { source: format, missing });
    run('{}');
    return run;
  } catch (error) {
    throw worded(error, WORDS, CODES);
  }
}

function* follow(parsed: Parsed): Program {
  const printed = printerOf(parsed.string('format'));
  const time = yield* now();
  const moment = (long: 'since' | 'until'): Readonly<Record<string, string>> => {
    const source = parsed.string(long);
    if (source === '') return {};
    const seconds = engineTimestamp(source, time);
    if (seconds === null) throw new Failure(`failed to parse value as time or duration: ${quoteGo(source)}`);
    return { [long]: seconds };
  };
  const filters = readFilters(parsed.list('filter'));
  const opened = expectOk(
    yield* open({
      method: 'GET',
      path: '/events',
      query: { ...(filters === undefined ? {} : { filters }), ...moment('since'), ...moment('until') },
      slow: true,
    }),
  );
  for (;;) {
    const raw = yield* rawLine(opened.handle);
    if (raw === undefined) return 0;
    yield* out(printed(raw));
  }
}
