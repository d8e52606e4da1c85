import { list, object, text, type Obj } from '../../../core/base/read';
import { readSubnet } from '../network/address';
import { atLeast } from '../reading';
import type { Model } from '../state';
import type { ApiRequest } from '../wire';
import type { Container, Endpoint } from './container';
import { shownPorts } from './ports';

/** One entry of `NetworkSettings.Networks`. */
export function shownEndpoint(model: Model, container: Container, endpoint: Endpoint, newer: boolean): Obj {
  const network = model.networks.get(endpoint.networkId);
  const connected = endpoint.ip !== '';
  const custom = network !== undefined && network.driver === 'bridge' && network.name !== 'bridge';
  const short = container.id.slice(0, 12);
  const aliases = [...endpoint.aliases, ...(custom ? [short] : [])];
  return {
    IPAMConfig: endpoint.ipam,
    Links: endpoint.links,
    Aliases: newer
      ? endpoint.aliases.length > 0
        ? endpoint.aliases
        : null
      : aliases.length > 0
        ? aliases
        : null,
    MacAddress: endpoint.mac,
    // A container gets to know the network when it starts for the first time.
    NetworkID: container.startedAt === null ? '' : endpoint.networkId,
    EndpointID: endpoint.endpointId,
    Gateway: connected ? (network?.gateway ?? '') : '',
    IPAddress: endpoint.ip,
    IPPrefixLen: connected ? (readSubnet(network?.subnet ?? '')?.bits ?? 0) : 0,
    IPv6Gateway: '',
    GlobalIPv6Address: '',
    GlobalIPv6PrefixLen: 0,
    DriverOpts: endpoint.driverOpts,
    ...(newer ? { DNSNames: custom ? [container.name, ...aliases] : null } : {}),
  };
}

export function shownNetworks(model: Model, container: Container, newer: boolean): Obj {
  return Object.fromEntries(
    container.endpoints.map((one) => [
      model.networks.get(one.networkId)?.name ?? one.network,
      shownEndpoint(model, container, one, newer),
    ]),
  );
}

/** `NetworkSettings.Ports`: published ports with their places, exposed ones with null. */
export function portMap(container: Container): Obj {
  if (container.pid === 0) return {};
  const ports: Record<string, unknown> = {};
  for (const port of Object.keys(object(container.config['ExposedPorts']))) ports[port] = null;
  for (const one of shownPorts(container.ports)) {
    const known = list(ports[one.port]);
    ports[one.port] = [...known, { HostIp: one.hostIp, HostPort: String(one.hostPort) }];
  }
  return Object.fromEntries(Object.entries(ports).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** `Ports` of a list: one entry for each place. */
export function portList(container: Container): readonly Obj[] {
  if (container.pid === 0) return [];
  return Object.entries(portMap(container)).flatMap(([port, places]) => {
    const [number = '0', type = 'tcp'] = port.split('/');
    const bare = { PrivatePort: Number(number), Type: type };
    const some = list(places).map((one) => object(one));
    if (some.length === 0) return [bare];
    return some.map((one) => ({
      IP: text(one['HostIp']),
      ...bare,
      PublicPort: Number(text(one['HostPort'])),
    }));
  });
}

export function networkSettings(model: Model, container: Container, request: ApiRequest): Obj {
  const newer = atLeast(request, '1.44');
  const bridge = container.endpoints.find((one) => model.networks.get(one.networkId)?.name === 'bridge');
  const at = bridge ? shownEndpoint(model, container, bridge, newer) : {};
  const key = container.sandbox.slice(0, 12);
  return {
    Bridge: '',
    SandboxID: container.sandbox,
    SandboxKey:
      key === ''
        ? ''
        : `/var/run/docker/netns/${text(container.hostConfig['NetworkMode']) === 'host' ? 'default' : key}`,
    Ports: portMap(container),
    HairpinMode: false,
    LinkLocalIPv6Address: '',
    LinkLocalIPv6PrefixLen: 0,
    SecondaryIPAddresses: null,
    SecondaryIPv6Addresses: null,
    EndpointID: at['EndpointID'] ?? '',
    Gateway: at['Gateway'] ?? '',
    GlobalIPv6Address: '',
    GlobalIPv6PrefixLen: 0,
    IPAddress: at['IPAddress'] ?? '',
    IPPrefixLen: at['IPPrefixLen'] ?? 0,
    IPv6Gateway: '',
    MacAddress: at['MacAddress'] ?? '',
    Networks: shownNetworks(model, container, newer),
  };
}
