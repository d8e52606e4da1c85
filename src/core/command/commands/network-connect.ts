import type { Program } from '../program';
import { expectOk, plainly } from '../says';
import type { CommandSpec, Parsed } from '../spec';
import { EMPTY_ENDPOINT } from '../container/networks';
import { ask } from '../steps';

export const networkConnect: CommandSpec = {
  name: 'network connect',
  aliases: [],
  usage: '[OPTIONS] NETWORK CONTAINER',
  help: 'Connects a container to one more network',
  flags: [
    {
      long: 'alias',
      type: 'list',
      metavar: 'strings',
      explains: 'a further name by which others on this network find the container',
    },
  ],
  later: ['driver-opt', 'gw-priority', 'ip', 'ip6', 'link', 'link-local-ip'],
  arguments: {
    least: 2,
    most: 2,
    complete: ['network', 'container'],
    explain: ['the network, by name or id', 'the container, by name or id'],
  },
  interspersed: true,
  program: (parsed) => plainly(connect(parsed)),
};

function* connect(parsed: Parsed): Program {
  const [network = '', container = ''] = parsed.args;
  const aliases = parsed.list('alias').flatMap((each) => each.split(','));
  const body = {
    Container: container,
    EndpointConfig: { ...EMPTY_ENDPOINT, IPAMConfig: {}, Aliases: aliases, DriverOpts: {} },
  };
  expectOk(yield* ask({ method: 'POST', path: `/networks/${network}/connect`, body, slow: true }));
  return 0;
}
