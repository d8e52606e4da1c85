/** Who can reach whom: names, addresses, and whose network a container really has. */
import { text, texts } from '../../../core/base/read';
import type { Container } from '../container/container';
import { isLive, tryContainer } from '../container/find';
import type { Model } from '../state';

/** The container whose network this one uses: its own, or another's by `--network container:NAME`. */
export function networkOwner(model: Model, container: Container): Container {
  const mode = text(container.hostConfig['NetworkMode']);
  if (!mode.startsWith('container:')) return container;
  return tryContainer(model, mode.slice('container:'.length)) ?? container;
}

export const onHostNetwork = (container: Container): boolean =>
  text(container.hostConfig['NetworkMode']) === 'host';

/** What a name means inside a container, undefined when nobody knows it. */
export function resolveName(model: Model, of: Container, name: string): string | undefined {
  const container = networkOwner(model, of);
  const wanted = name.toLowerCase().replace(/\.$/, '');
  if (wanted === 'localhost') return '127.0.0.1';
  const hostname = text(container.config['Hostname']);
  const own = container.endpoints.find((one) => one.ip !== '');
  if (wanted === hostname.toLowerCase()) return own?.ip ?? '127.0.0.1';
  for (const line of texts(container.hostConfig['ExtraHosts'])) {
    const at = line.indexOf(':');
    if (line.slice(0, at) === wanted) return line.slice(at + 1).replace('host-gateway', '172.17.0.1');
  }
  for (const endpoint of container.endpoints) {
    const network = model.networks.get(endpoint.networkId);
    // The first bridge has no resolver: names are known in networks that people made.
    if (!network || network.driver !== 'bridge' || network.name === 'bridge') continue;
    for (const other of model.containers.values()) {
      if (!isLive(other)) continue;
      const there = other.endpoints.find((one) => one.networkId === network.id && one.ip !== '');
      if (!there) continue;
      const names = [other.name, other.id.slice(0, 12), ...there.aliases, `${other.name}.${network.name}`];
      if (names.some((one) => one.toLowerCase() === wanted)) return there.ip;
    }
  }
  return undefined;
}

export type Reach =
  /** The container that has this address, in a network that both are in. */
  | { readonly kind: 'container'; readonly container: Container }
  /** The machine itself: its published ports, and what runs on its own network. */
  | { readonly kind: 'host' }
  | { readonly kind: 'unreachable' };

/** What an address leads to from inside a container. */
export function reach(model: Model, of: Container, ip: string): Reach {
  const container = networkOwner(model, of);
  if (ip.startsWith('127.') || ip === '0.0.0.0') {
    return onHostNetwork(container) ? { kind: 'host' } : { kind: 'container', container };
  }
  for (const endpoint of container.endpoints) {
    if (endpoint.ip === ip) return { kind: 'container', container };
    const network = model.networks.get(endpoint.networkId);
    if (!network || endpoint.ip === '') continue;
    if (network.gateway === ip) return { kind: 'host' };
    const other = model.containers
      .values()
      .find((one) => isLive(one) && one.endpoints.some((e) => e.networkId === network.id && e.ip === ip));
    if (other) return { kind: 'container', container: other };
  }
  if (!onHostNetwork(container)) return { kind: 'unreachable' };
  const any = model.containers.values().find((one) => isLive(one) && one.endpoints.some((e) => e.ip === ip));
  return any ? { kind: 'container', container: any } : { kind: 'unreachable' };
}
