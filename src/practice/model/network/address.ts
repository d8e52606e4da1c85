/** IPv4 addresses as numbers, subnets, and who holds which address. */
import type { Model } from '../state';
import type { Network } from './network';

export function ipNumber(source: string): number | null {
  const parts = source.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return null;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}

export const ipText = (value: number): string =>
  [24, 16, 8, 0].map((shift) => String(Math.floor(value / 2 ** shift) % 256)).join('.');

export interface Subnet {
  readonly first: number;
  readonly bits: number;
  readonly size: number;
}

/** `172.18.0.0/16`; null for what is none. */
export function readSubnet(source: string): Subnet | null {
  const [ip = '', bits = ''] = source.split('/');
  const value = ipNumber(ip);
  const length = Number(bits);
  if (value === null || !/^\d{1,2}$/.test(bits) || length > 32) return null;
  const size = 2 ** (32 - length);
  return { first: value - (value % size), bits: length, size };
}

export const overlaps = (a: Subnet, b: Subnet): boolean =>
  a.first < b.first + b.size && b.first < a.first + a.size;

/** The pools from which networks without a subnet are served, in order. (libnetwork, ipamutils: local scope) */
const POOLS: readonly string[] = [
  ...Array.from({ length: 15 }, (_, i) => `172.${String(17 + i)}.0.0/16`),
  ...Array.from({ length: 16 }, (_, i) => `192.168.${String(16 * i)}.0/20`),
];

/** The first pool that no network overlaps; null when all are taken. */
export function freePool(networks: readonly Network[]): string | null {
  const taken = networks.map((one) => readSubnet(one.subnet)).filter((one) => one !== null);
  const free = POOLS.find((pool) => {
    const subnet = readSubnet(pool);
    return subnet !== null && !taken.some((one) => overlaps(one, subnet));
  });
  return free ?? null;
}

export const macOf = (ip: string): string =>
  `02:42:${ip
    .split('.')
    .map((part) => Number(part).toString(16).padStart(2, '0'))
    .join(':')}`;

const leaseKey = (network: Network, ip: string): string => `${network.id.slice(0, 12)} ${ip}`;

/** Takes an address for an endpoint: the one asked for, else the lowest that is free. Null when there is none. */
export function takeAddress(
  model: Model,
  network: Network,
  endpoint: string,
  asked: string,
): { readonly model: Model; readonly ip: string } | null {
  const subnet = readSubnet(network.ipRange === '' ? network.subnet : network.ipRange);
  const whole = readSubnet(network.subnet);
  if (!subnet || !whole) return { model, ip: '' };
  const free = (ip: string): boolean => ip !== network.gateway && !model.leases.has(leaseKey(network, ip));
  if (asked !== '') {
    if (!free(asked)) return null;
    return { model: { ...model, leases: model.leases.set(leaseKey(network, asked), endpoint) }, ip: asked };
  }
  const last = Math.min(subnet.first + subnet.size, whole.first + whole.size - 1);
  for (let at = subnet.first + Math.max(1, network.freeFrom); at < last; at += 1) {
    const ip = ipText(at);
    if (!free(ip)) continue;
    const next = { ...network, freeFrom: at - subnet.first + 1 };
    return {
      model: {
        ...model,
        leases: model.leases.set(leaseKey(network, ip), endpoint),
        networks: model.networks.set(network.id, next),
      },
      ip,
    };
  }
  return null;
}

export function releaseAddress(model: Model, network: Network, ip: string): Model {
  if (ip === '') return model;
  const subnet = readSubnet(network.ipRange === '' ? network.subnet : network.ipRange);
  const place = (ipNumber(ip) ?? 0) - (subnet?.first ?? 0);
  const now = model.networks.get(network.id) ?? network;
  return {
    ...model,
    leases: model.leases.delete(leaseKey(network, ip)),
    networks: model.networks.has(network.id)
      ? model.networks.set(network.id, { ...now, freeFrom: Math.min(now.freeFrom, Math.max(1, place)) })
      : model.networks,
  };
}
