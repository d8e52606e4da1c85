import { isObject, list, object, text, texts, type Obj } from '../../../core/base/read';
import type { Container } from '../container/container';
import { findContainer, isLive, tryContainer } from '../container/find';
import { prunable, untilOf } from '../container/manage';
import { connectEndpoint, tellNetwork } from '../container/start';
import { filtersOf, hasLabels, neededBody } from '../reading';
import { answer, empty, ok } from '../route';
import type { Model } from '../state';
import { Refused, type Turn } from '../turn';
import type { ApiRequest, Reply } from '../wire';
import { freePool, ipNumber, ipText, overlaps, readSubnet, releaseAddress } from './address';
import { findNetwork, tryNetwork } from './find';
import { PREDEFINED, type Network } from './network';
import { shownNetwork } from './shown';

const FILTERS = ['driver', 'id', 'label', 'name', 'scope', 'type', 'dangling'];

const members = (model: Model, network: Network): readonly Container[] =>
  model.containers.values().filter((one) => one.endpoints.some((e) => e.networkId === network.id));
const active = (model: Model, network: Network): boolean =>
  members(model, network).some((one) =>
    one.endpoints.some((e) => e.networkId === network.id && e.endpointId !== ''),
  );

export function listNetworks(turn: Turn, request: ApiRequest): Reply {
  const filters = filtersOf(request, FILTERS);
  const some = (key: string, test: (value: string) => boolean): boolean => {
    const values = filters.get(key) ?? [];
    return values.length === 0 || values.some(test);
  };
  const networks = turn.model.networks
    .values()
    .filter((one) => some('driver', (value) => value === one.driver))
    .filter((one) => some('id', (value) => one.id.includes(value)))
    .filter((one) => some('name', (value) => one.name.includes(value)))
    .filter(() => some('scope', (value) => value === 'local'))
    .filter((one) => some('type', (value) => (value === 'builtin') === PREDEFINED.has(one.name)))
    .filter((one) =>
      some(
        'dangling',
        (value) =>
          (value === 'true' || value === '1') ===
          (members(turn.model, one).length === 0 && !PREDEFINED.has(one.name)),
      ),
    )
    .filter((one) => hasLabels(one.labels, filters.get('label') ?? []))
    .sort((a, b) => (a.created === b.created ? (a.name < b.name ? -1 : 1) : a.created > b.created ? -1 : 1));
  return ok(networks.map((one) => shownNetwork(turn.model, one, request, false)));
}

export const inspectNetwork = (turn: Turn, request: ApiRequest, name: string): Reply =>
  ok(shownNetwork(turn.model, findNetwork(turn.model, name), request, true));

interface Pool {
  readonly subnet: string;
  readonly gateway: string;
  readonly gatewayTold: boolean;
  readonly ipRange: string;
  readonly asked: boolean;
}

function poolOf(model: Model, ipam: Obj): Pool {
  const config = object(list(ipam['Config'])[0]);
  const asked = text(config['Subnet']);
  const networks = model.networks.values();
  const subnet = asked === '' ? freePool(networks) : asked;
  if (subnet === null) {
    throw new Refused(
      400,
      'could not find an available, non-overlapping IPv4 address pool among the defaults to assign to the network',
    );
  }
  const read = readSubnet(subnet);
  if (!read) throw new Refused(400, `Invalid subnet ${subnet} : invalid CIDR address: ${subnet}`);
  const clash = networks.some((one) => {
    const other = readSubnet(one.subnet);
    return other !== null && overlaps(other, read);
  });
  if (clash) throw new Refused(403, 'Pool overlaps with other one on this address space');
  const gateway = text(config['Gateway']);
  const place = ipNumber(gateway);
  if (gateway !== '' && (place === null || place < read.first || place >= read.first + read.size)) {
    throw new Refused(400, `no matching subnet for gateway ${gateway}`);
  }
  return {
    subnet: `${ipText(read.first)}/${String(read.bits)}`,
    gateway: gateway === '' ? ipText(read.first + 1) : gateway,
    // A gateway that the engine chose in a subnet that was asked for is not told.
    gatewayTold: gateway !== '' || asked === '',
    ipRange: text(config['IPRange']),
    asked: asked !== '',
  };
}

export function createNetwork(turn: Turn, request: ApiRequest): Reply {
  const body = neededBody(request);
  const name = text(body['Name']);
  if (name.trim() === '') throw new Refused(400, 'invalid network name: name is empty');
  if (PREDEFINED.has(name) || name === 'default') {
    throw new Refused(403, `operation is not permitted on predefined ${name} network `);
  }
  if (tryNetwork(turn.model, name)?.name === name)
    throw new Refused(409, `network with name ${name} already exists`);
  const driver = text(body['Driver']) || 'bridge';
  if (driver === 'overlay') {
    throw new Refused(
      503,
      'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.',
    );
  }
  if (driver === 'host' || driver === 'null') {
    throw new Refused(403, `only one instance of "${driver}" network is allowed`);
  }
  if (driver !== 'bridge') throw new Refused(404, `plugin "${driver}" not found`);
  const pool = poolOf(turn.model, object(body['IPAM']));
  const options = object(body['IPAM'])['Options'];
  const network: Network = {
    id: turn.id(),
    name,
    created: turn.tick(),
    driver,
    internal: body['Internal'] === true,
    attachable: body['Attachable'] === true,
    subnet: pool.subnet,
    gateway: pool.gateway,
    gatewayTold: pool.gatewayTold,
    ipRange: pool.ipRange,
    subnetAsked: pool.asked,
    options: object(body['Options']),
    labels: object(body['Labels']),
    ipamOptions: options === undefined || options === null ? null : object(options),
    freeFrom: 2,
  };
  turn.change({ networks: turn.model.networks.set(network.id, network) });
  turn.tell('network', 'create', network.id, { name, type: driver });
  return answer(201, { Id: network.id, Warning: '' });
}

export function connect(turn: Turn, request: ApiRequest, name: string): Reply {
  const body = neededBody(request);
  const network = findNetwork(turn.model, name);
  const container = findContainer(turn.model, text(body['Container']));
  const config = object(body['EndpointConfig']);
  if (network.driver === 'host') {
    throw new Refused(403, 'container cannot be disconnected from host network or connected to host network');
  }
  if (text(container.hostConfig['NetworkMode']) === 'host') {
    throw new Refused(
      403,
      'container cannot be disconnected from host network or connected to another network',
    );
  }
  if (container.endpoints.some((one) => one.networkId === network.id)) {
    throw new Refused(403, `endpoint with name ${container.name} already exists in network ${network.name}`);
  }
  if (network.name === 'none' && container.endpoints.length > 0) {
    throw new Refused(
      403,
      'container cannot be connected to multiple networks with one of the networks in private (none) mode',
    );
  }
  const wanted = {
    network: network.name,
    networkId: network.id,
    endpointId: '',
    ip: '',
    mac: text(config['MacAddress']),
    aliases: texts(config['Aliases']),
    ipam: given(config['IPAMConfig']),
    links: list(config['Links']).length > 0 ? texts(config['Links']) : null,
    driverOpts: given(config['DriverOpts']),
  };
  const live = isLive(container);
  const endpoint = live ? connectEndpoint(turn, wanted, network) : wanted;
  const kept = container.endpoints.filter((one) => turn.model.networks.get(one.networkId)?.name !== 'none');
  turn.put(container.id, { endpoints: [...kept, endpoint] });
  if (live) tellNetwork(turn, 'connect', network, container.id);
  return empty(200);
}

/** What was sent is shown again, an empty object too. */
const given = (value: unknown): Obj | null => (isObject(value) ? value : null);

export function disconnect(turn: Turn, request: ApiRequest, name: string): Reply {
  const body = neededBody(request);
  const network = findNetwork(turn.model, name);
  const asked = text(body['Container']);
  if (body['Force'] === true && !tryContainer(turn.model, asked)) {
    throw new Refused(404, `endpoint ${asked} not found`);
  }
  const container = findContainer(turn.model, asked);
  const endpoint = container.endpoints.find((one) => one.networkId === network.id);
  if (network.driver === 'host') {
    throw new Refused(
      403,
      'container cannot be disconnected from host network or connected to another network',
    );
  }
  if (!endpoint) {
    const the = isLive(container) ? '' : 'the ';
    throw new Refused(403, `container ${container.id} is not connected to ${the}network ${network.name}`);
  }
  turn.change(releaseAddress(turn.model, network, endpoint.ip));
  turn.put(container.id, { endpoints: container.endpoints.filter((one) => one !== endpoint) });
  if (endpoint.endpointId !== '') {
    // The engine tells of it twice.
    tellNetwork(turn, 'disconnect', network, container.id);
    tellNetwork(turn, 'disconnect', network, container.id);
  }
  return empty(200);
}

export function removeNetwork(turn: Turn, name: string): Reply {
  const network = findNetwork(turn.model, name);
  if (PREDEFINED.has(network.name)) {
    throw new Refused(403, `${network.name} is a pre-defined network and cannot be removed`);
  }
  if (active(turn.model, network)) {
    throw new Refused(
      403,
      `error while removing network: network ${network.name} id ${network.id} has active endpoints`,
    );
  }
  drop(turn, network);
  return empty(204);
}

function drop(turn: Turn, network: Network): void {
  turn.change({ networks: turn.model.networks.delete(network.id) });
  turn.tell('network', 'destroy', network.id, { name: network.name, type: network.driver });
}

export function pruneNetworks(turn: Turn, request: ApiRequest): Reply {
  const filters = filtersOf(request, ['label', 'label!', 'until']);
  const until = untilOf(filters, turn.now);
  const meant = turn.model.networks
    .values()
    .filter((one) => !PREDEFINED.has(one.name) && !active(turn.model, one))
    .filter((one) => until === null || one.created < until)
    .filter((one) => prunable(one.labels, filters))
    .sort((a, b) => (a.created < b.created ? -1 : 1));
  for (const one of meant) drop(turn, one);
  turn.tell('network', 'prune', '', { reclaimed: '0' });
  return ok({ NetworksDeleted: meant.length > 0 ? meant.map((one) => one.name) : null });
}
