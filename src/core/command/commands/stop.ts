import { before } from '../api-age';
import { eachAtOnce } from '../each';
import type { Request, Sub } from '../program';
import { engine } from '../steps';
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

/**
 * The request to stop or restart one container. Only what was given is sent: how long to wait otherwise is the
 * engine's own business. An engine before API 1.42 knows no signal here, and the CLI does not send it one.
 */
export function* graceRequest(parsed: Parsed, action: 'stop' | 'restart', name: string): Sub<Request> {
  const signal = parsed.string('signal');
  const known = signal !== '' && !before((yield* engine()).api, 42);
  return {
    method: 'POST',
    path: `/containers/${name}/${action}`,
    query: {
      ...(parsed.given('timeout') ? { t: String(parsed.number('timeout')) } : {}),
      ...(known ? { signal } : {}),
    },
    slow: true,
  };
}

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
  program: (parsed) => eachAtOnce(parsed.args, (name) => graceRequest(parsed, 'stop', name)),
};
