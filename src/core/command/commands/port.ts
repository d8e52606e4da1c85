import { list, object, text } from '../../base/read';
import { quoteGo } from '../../docker/quote';
import { naturalOrder } from '../../docker/natural-order';
import { checkedName } from '../each';
import type { Program } from '../program';
import { expectOk, Failure, plainly } from '../says';
import type { CommandSpec } from '../spec';
import { ask, print } from '../steps';

export const port: CommandSpec = {
  name: 'port',
  aliases: ['container port'],
  usage: 'CONTAINER [PRIVATE_PORT[/PROTO]]',
  help: 'Prints which ports of this machine lead to which ports of a container',
  flags: [],
  later: [],
  arguments: {
    least: 1,
    most: 2,
    complete: ['running', 'none'],
    explain: ['the container, by name or id', 'one port inside, such as 80 or 53/udp'],
  },
  interspersed: true,
  program: (parsed) => plainly(printPorts(parsed.args[0] ?? '', parsed.args[1])),
};

const address = (binding: unknown): string => {
  const ip = text(object(binding)['HostIp']);
  return `${ip.includes(':') ? `[${ip}]` : ip}:${text(object(binding)['HostPort'])}`;
};

function* printPorts(name: string, wanted: string | undefined): Program {
  const answer = expectOk(yield* ask({ method: 'GET', path: `/containers/${checkedName(name)}/json` }));
  const ports = object(object(object(answer.json)['NetworkSettings'])['Ports']);
  if (wanted === undefined) {
    const lines = Object.keys(ports).flatMap((key) =>
      list(ports[key]).map((each) => `${key} -> ${address(each)}\n`),
    );
    yield* print('stdout', lines.sort(naturalOrder).join(''));
    return 0;
  }
  const [number = '', protocol = 'tcp'] = wanted.split('/');
  if (!/^\d+$/.test(number)) {
    throw new Failure(
      `Error: invalid port (${number}): strconv.ParseUint: parsing ${quoteGo(number)}: invalid syntax`,
    );
  }
  const bindings = list(ports[`${number}/${protocol}`]);
  if (bindings.length === 0) throw new Failure(`Error: No public port '${wanted}' published for ${name}`);
  yield* print(
    'stdout',
    bindings
      .map((each) => `${address(each)}\n`)
      .sort(naturalOrder)
      .join(''),
  );
  return 0;
}
