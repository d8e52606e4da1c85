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

type Endpoint = Readonly<Record<string, unknown>>;

export interface Networks {
  readonly mode: string;
  readonly endpoints: Readonly<Record<string, Endpoint>>;
}

/** What is wished of the first network by flags of its own. */
export interface Wishes {
  readonly aliases: readonly string[];
  /** Empty: the engine chooses. */
  readonly ip: string;
  readonly ip6: string;
}

interface Wanted extends Wishes {
  readonly name: string;
  readonly macAddress: string;
  readonly options: Readonly<Record<string, string>>;
}

const NO_WISHES: Wishes = { aliases: [], ip: '', ip6: '' };

/** `name=lan,alias=web,ip=172.20.0.5`, or the name alone. @throws Failure in the CLI's words */
function readNetwork(spec: string): Wanted {
  const wanted = { name: '', aliases: [] as string[], ip: '', ip6: '', macAddress: '', options: {} };
  if (!spec.includes('=')) return { ...wanted, name: spec };
  for (const field of spec.split(',')) {
    const equals = field.indexOf('=');
    const [key, value] = [field.slice(0, equals).trim().toLowerCase(), field.slice(equals + 1).trim()];
    if (equals < 0) throw new Failure(`invalid field "${field}"`);
    if (key === 'name') wanted.name = value;
    else if (key === 'alias') wanted.aliases.push(value);
    else if (key === 'ip') wanted.ip = value;
    else if (key === 'ip6') wanted.ip6 = value;
    else if (key === 'mac-address') wanted.macAddress = value;
    else if (key === 'driver-opt') {
      const [name = '', setting = ''] = value.split('=', 2);
      wanted.options = { ...wanted.options, [name]: setting };
    } else throw new Failure(`invalid field key ${key}`);
  }
  return wanted;
}

function endpointOf({ aliases, ip, ip6, macAddress, options }: Wanted): Endpoint {
  const addresses = {
    ...(ip === '' ? {} : { IPv4Address: ip }),
    ...(ip6 === '' ? {} : { IPv6Address: ip6 }),
  };
  return {
    ...EMPTY_ENDPOINT,
    IPAMConfig: Object.keys(addresses).length > 0 ? addresses : null,
    Aliases: aliases.length > 0 ? aliases : null,
    MacAddress: macAddress,
    DriverOpts: Object.keys(options).length > 0 ? options : null,
  };
}

const isPlain = (wanted: Wanted): boolean =>
  JSON.stringify(endpointOf(wanted)) === JSON.stringify(EMPTY_ENDPOINT);

/**
 * Reads `--network`: the first is the container's mode, several become endpoints.
 * Recorded from the CLI: one network that was named leaves the endpoints empty, none named gives `default` one.
 * @param wishes of the flags `--network-alias`, `--ip`, `--ip6`, for the first network
 * @throws Failure in the CLI's words
 */
export function readNetworks(specs: readonly string[], wishes: Wishes = NO_WISHES): Networks {
  const all = (specs.length === 0 ? ['default'] : specs).map(readNetwork);
  const wanted = all.map((each, at) =>
    at > 0
      ? each
      : {
          ...each,
          aliases: [...each.aliases, ...wishes.aliases],
          ip: wishes.ip === '' ? each.ip : wishes.ip,
          ip6: wishes.ip6 === '' ? each.ip6 : wishes.ip6,
        },
  );
  const names = wanted.map(({ name }) => name);
  if (names.includes('')) throw new Failure('no name set for network');
  if (names.length > 1 && names.some(isUserDefined) && !names.every(isUserDefined)) {
    throw new Failure(
      'conflicting options: cannot attach both user-defined and non-user-defined network-modes',
    );
  }
  const aliased = wanted.find((each) => each.aliases.length > 0 && !isUserDefined(each.name));
  if (aliased) throw new Failure('network-scoped aliases are only supported for user-defined networks');
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new Failure(`network "${twice}" is specified multiple times`);
  const [first] = wanted;
  const alone = specs.length === 1 && first !== undefined && isPlain(first);
  return {
    mode: names[0] ?? 'default',
    endpoints: alone ? {} : Object.fromEntries(wanted.map((each) => [each.name, endpointOf(each)])),
  };
}
