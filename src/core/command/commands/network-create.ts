import { object, text } from '../../base/read';
import { keyValues } from '../container/key-values';
import { before } from '../api-age';
import type { Program } from '../program';
import { expectOk, plainly } from '../says';
import type { CommandSpec, Parsed } from '../spec';
import { ask, engine, err, out } from '../steps';

export const networkCreate: CommandSpec = {
  name: 'network create',
  aliases: [],
  usage: '[OPTIONS] NETWORK',
  help: 'Makes a network, so that containers on it find one another by name',
  flags: [
    {
      long: 'attachable',
      type: 'bool',
      explains: 'lets containers started by hand onto a network of a swarm',
    },
    {
      long: 'driver',
      short: 'd',
      type: 'string',
      otherwise: 'bridge',
      explains: 'who makes the network; bridge is one within this machine',
    },
    {
      long: 'internal',
      type: 'bool',
      explains: 'gives it no way out: its containers reach one another alone',
    },
    { long: 'label', type: 'label', explains: 'a note on the network, written key=value' },
  ],
  later:
    'aux-address config-from config-only gateway ingress ip-range ipam-driver ipam-opt ipv4 ipv6 o/opt scope subnet'.split(
      ' ',
    ),
  arguments: { least: 1, most: 1, complete: ['none'], explain: ['the name of the new network'] },
  interspersed: true,
  program: (parsed) => plainly(createNetwork(parsed)),
};

function* createNetwork(parsed: Parsed): Program {
  const { api } = yield* engine();
  const body = {
    Driver: parsed.string('driver'),
    Scope: '',
    IPAM: { Driver: 'default', Options: {}, Config: [] },
    Internal: parsed.bool('internal'),
    Attachable: parsed.bool('attachable'),
    Ingress: false,
    ConfigOnly: false,
    ConfigFrom: null,
    Options: {},
    Labels: keyValues(parsed.list('label')),
    Name: parsed.args[0] ?? '',
    // From 1.44 on the engine checks by itself.
    ...(before(api, 44) ? { CheckDuplicate: true } : {}),
  };
  const made = object(
    expectOk(yield* ask({ method: 'POST', path: '/networks/create', body, slow: true })).json,
  );
  if (text(made['Warning']) !== '') yield* err(`WARNING: ${text(made['Warning'])}`);
  yield* out(text(made['Id']));
  return 0;
}
