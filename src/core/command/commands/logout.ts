import { serverOf } from '../registries/server';
import type { Program } from '../program';
import { plainly } from '../says';
import type { CommandSpec } from '../spec';
import { dropLogin, err, out } from '../steps';

export const logout: CommandSpec = {
  name: 'logout',
  aliases: [],
  usage: '[SERVER]',
  help: 'Forgets who you are at a registry',
  flags: [],
  later: [],
  arguments: {
    least: 0,
    most: 1,
    complete: ['none'],
    explain: ['the registry; without it, Docker Hub'],
  },
  interspersed: true,
  program: (parsed) => plainly(logOut(parsed.args[0] ?? '')),
};

/** Nothing is asked of the engine: what is forgotten lies with the client. */
function* logOut(typed: string): Program {
  const server = serverOf(typed);
  yield* out(`Removing login credentials for ${server}`);
  const trouble = yield* dropLogin(server);
  if (trouble !== null) yield* err(`WARNING: could not erase credentials:`, `${server}: ${trouble}`);
  return 0;
}
