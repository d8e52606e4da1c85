import { expectOk, Failure, failureText, daemonError } from '../says';
import { messages } from '../each';
import type { Program, Sub } from '../program';
import type { CommandSpec, Parsed } from '../spec';
import { ask, err, out, together } from '../steps';

export const rm: CommandSpec = {
  name: 'rm',
  aliases: ['container rm', 'container remove'],
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  help: 'Removes containers',
  flags: [
    {
      long: 'force',
      short: 'f',
      type: 'bool',
      explains: 'removes it even while it runs: its program is killed first',
    },
    {
      long: 'volumes',
      short: 'v',
      type: 'bool',
      explains: 'removes the volumes without a name that belong to it as well',
    },
  ],
  later: ['l/link'],
  arguments: {
    least: 1,
    most: Infinity,
    complete: ['container'],
    explain: ['a container to remove, by name or id'],
  },
  interspersed: true,
  program: removeAll,
};

interface Removal {
  /** null: gone */
  readonly message: string | null;
  readonly missing: boolean;
}

function* removeOne(name: string, query: Readonly<Record<string, string>>): Sub<Removal> {
  try {
    const trimmed = name.replace(/^\/+|\/+$/g, '');
    if (trimmed === '') throw new Failure('container name cannot be empty');
    const answer = yield* ask({ method: 'DELETE', path: `/containers/${trimmed}`, query, slow: true });
    if (answer.status === 404) return { message: daemonError(answer), missing: true };
    expectOk(answer);
    return { message: null, missing: false };
  } catch (error) {
    const message = failureText(error);
    if (message === null) throw error;
    return { message, missing: false };
  }
}

/** With -f a missing container is told, but is no failure: what was wanted is so. */
function* removeAll(parsed: Parsed): Program {
  const force = parsed.bool('force');
  const query = { ...(force ? { force: '1' } : {}), ...(parsed.bool('volumes') ? { v: '1' } : {}) };
  const removals = yield* together(parsed.args.map((name) => removeOne(name, query)));
  const failed: string[] = [];
  for (const [at, name] of parsed.args.entries()) {
    const removal = removals[at];
    if (removal?.message == null) yield* out(name);
    else if (force && removal.missing) yield* err(removal.message);
    else failed.push(removal.message);
  }
  return yield* messages(failed);
}
