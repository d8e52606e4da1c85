import type { Program } from '../program';
import { expectOk, plainly } from '../says';
import type { CommandSpec, Parsed } from '../spec';
import { ask } from '../steps';

export const networkDisconnect: CommandSpec = {
  name: 'network disconnect',
  aliases: [],
  usage: '[OPTIONS] NETWORK CONTAINER',
  help: 'Takes a container off a network',
  flags: [
    {
      long: 'force',
      short: 'f',
      type: 'bool',
      explains: 'takes it off even where the container is no longer there',
    },
  ],
  later: [],
  arguments: {
    least: 2,
    most: 2,
    complete: ['network', 'container'],
    explain: ['the network, by name or id', 'the container, by name or id'],
  },
  interspersed: true,
  program: (parsed) => plainly(disconnect(parsed)),
};

function* disconnect(parsed: Parsed): Program {
  const [network = '', container = ''] = parsed.args;
  const body = { Container: container, Force: parsed.bool('force') };
  expectOk(yield* ask({ method: 'POST', path: `/networks/${network}/disconnect`, body, slow: true }));
  return 0;
}
