import { checkedThing } from '../each';
import type { Program } from '../program';
import { daemonError, Failure, plainly } from '../says';
import type { CommandSpec, Parsed } from '../spec';
import { ask, err, out } from '../steps';

export const networkRm: CommandSpec = {
  name: 'network rm',
  aliases: ['network remove'],
  usage: 'NETWORK [NETWORK...]',
  help: 'Removes networks that no container is on',
  flags: [{ long: 'force', short: 'f', type: 'bool', explains: 'does not mind networks that are not there' }],
  later: [],
  arguments: {
    least: 1,
    most: Infinity,
    complete: ['network'],
    explain: ['a network to remove, by name or id'],
  },
  interspersed: true,
  program: (parsed) => plainly(removeNetworks(parsed)),
};

/** The CLI looks each one up first: a routing network of a swarm would want a question. */
function* removeNetworks(parsed: Parsed): Program {
  let failed = false;
  for (const typed of parsed.args) {
    const path = `/networks/${checkedThing(typed, 'network')}`;
    yield* ask({ method: 'GET', path });
    const answer = yield* ask({ method: 'DELETE', path, slow: true });
    if (answer.status < 400) yield* out(typed);
    else if (!(parsed.bool('force') && answer.status === 404)) {
      yield* err(daemonError(answer));
      failed = true;
    }
  }
  if (failed) throw new Failure('exit status 1');
  return 0;
}
