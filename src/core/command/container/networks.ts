import { Failure } from '../says';

const BUILT_IN = new Set(['default', 'bridge', 'host', 'none']);
const isUserDefined = (name: string): boolean => !BUILT_IN.has(name) && !name.startsWith('container:');

/** An endpoint without wishes, with all the nulls that the CLI sends. */
export const EMPTY_ENDPOINT = {
  IPAMConfig: null,
  Links: null,
  Aliases: null,
  MacAddress: '',
  DriverOpts: null,
  GwPriority: 0,
  NetworkID: '',
  EndpointID: '',
  Gateway: '',
  IPAddress: '',
  IPPrefixLen: 0,
  IPv6Gateway: '',
  GlobalIPv6Address: '',
  GlobalIPv6PrefixLen: 0,
  DNSNames: null,
} as const;

export interface Networks {
  readonly mode: string;
  readonly endpoints: Readonly<Record<string, typeof EMPTY_ENDPOINT>>;
}

/**
 * Reads `--network`: the first is the container's mode, several become endpoints.
 * Recorded from the CLI: one network that was named leaves the endpoints empty, none named gives `default` one.
 * @throws Failure in the CLI's words
 */
export function readNetworks(names: readonly string[]): Networks {
  if (names.length === 0) return { mode: 'default', endpoints: { default: EMPTY_ENDPOINT } };
  for (const name of names) {
    if (name === '') throw new Failure('no name set for network');
    if (name.includes('=')) {
      throw new Failure(
        `Cutaway does not know the long form of --network yet ("${name}"): write the network's name alone`,
      );
    }
  }
  const mode = names[0] ?? 'default';
  if (names.length === 1) return { mode, endpoints: {} };
  if (names.some(isUserDefined) && !names.every(isUserDefined)) {
    throw new Failure(
      'conflicting options: cannot attach both user-defined and non-user-defined network-modes',
    );
  }
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new Failure(`network "${twice}" is specified multiple times`);
  return { mode, endpoints: Object.fromEntries(names.map((name) => [name, EMPTY_ENDPOINT])) };
}
