import type { Obj } from '../../../core/base/read';
import { atLeast } from '../reading';
import type { Model } from '../state';
import { iso } from '../text/time';
import type { ApiRequest } from '../wire';
import { readSubnet } from './address';
import type { Network } from './network';

/** A network as inspect shows it; lists leave its containers out. */
export function shownNetwork(model: Model, network: Network, request: ApiRequest, containers: boolean): Obj {
  const bits = String(readSubnet(network.subnet)?.bits ?? 0);
  const members = containers
    ? model.containers.values().flatMap((container) =>
        container.endpoints
          .filter((one) => one.networkId === network.id && one.endpointId !== '')
          .map((one) => [
            container.id,
            {
              Name: container.name,
              EndpointID: one.endpointId,
              MacAddress: one.mac,
              IPv4Address: one.ip === '' ? '' : `${one.ip}/${bits}`,
              IPv6Address: '',
            },
          ]),
      )
    : [];
  const pool = {
    Subnet: network.subnet,
    ...(network.ipRange === '' ? {} : { IPRange: network.ipRange }),
    ...(network.gateway === '' || !network.gatewayTold ? {} : { Gateway: network.gateway }),
  };
  return {
    Name: network.name,
    Id: network.id,
    Created: iso(network.created),
    Scope: 'local',
    Driver: network.driver,
    ...(atLeast(request, '1.47') ? { EnableIPv4: true } : {}),
    EnableIPv6: false,
    IPAM: {
      Driver: 'default',
      Options: network.ipamOptions,
      Config: network.subnet === '' ? [] : [pool],
    },
    Internal: network.internal,
    Attachable: network.attachable,
    Ingress: false,
    ConfigFrom: { Network: '' },
    ConfigOnly: false,
    Containers: Object.fromEntries(members) as Obj,
    Options: network.options,
    Labels: network.labels,
  };
}
