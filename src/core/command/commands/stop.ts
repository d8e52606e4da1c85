import { eachAtOnce } from '../each';
import type { CommandSpec, FlagSpec, Parsed } from '../spec';

export const GRACE_FLAGS: readonly FlagSpec[] = [
  {
    long: 'signal',
    short: 's',
    type: 'string',
    explains: 'the signal to ask with, instead of the one the image names (SIGTERM, mostly)',
  },
  {
    long: 'timeout',
    short: 't',
    type: 'int',
    otherwise: '0',
    formerly: ['time'],
    explains: 'seconds to wait before the program is killed; without it, 10',
  },
];

/** Only what was given is sent: how long to wait otherwise is the engine's own business. */
export const graceQuery = (parsed: Parsed): Readonly<Record<string, string>> => ({
  ...(parsed.given('timeout') ? { t: String(parsed.number('timeout')) } : {}),
  ...(parsed.string('signal') === '' ? {} : { signal: parsed.string('signal') }),
});

export const stop: CommandSpec = {
  name: 'stop',
  aliases: ['container stop'],
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  help: 'Asks the programs in containers to end, and kills them if they do not',
  flags: GRACE_FLAGS,
  later: [],
  arguments: {
    least: 1,
    most: Infinity,
    complete: ['running'],
    explain: ['a container to stop, by name or id'],
  },
  interspersed: true,
  program: (parsed) =>
    eachAtOnce(parsed.args, (name) => ({
      method: 'POST',
      path: `/containers/${name}/stop`,
      query: graceQuery(parsed),
      slow: true,
    })),
};
