import { checkHost, checkIp } from '../container/addresses';
import { checkMount } from '../container/mounts';
import type { FlagSpec } from '../spec';

/** Flags of `run` and `create` about the container's networks and names, its files, and where its output goes. */
export const PLACE_FLAGS: readonly FlagSpec[] = [
  {
    long: 'add-host',
    type: 'list',
    check: checkHost,
    explains:
      'a name that the container shall know for an address, written NAME:ADDRESS; host-gateway is this machine',
  },
  {
    long: 'dns',
    type: 'list',
    check: checkIp,
    explains: 'the server that is asked for names, instead of the usual one',
  },
  {
    long: 'dns-option',
    type: 'list',
    formerly: ['dns-opt'],
    explains: 'a setting for looking up names, such as ndots:2',
  },
  { long: 'dns-search', type: 'list', explains: 'a domain in which short names are looked up' },
  { long: 'domainname', type: 'string', explains: 'the domain behind the container’s own host name' },
  {
    long: 'env-file',
    type: 'list',
    explains: 'a file of this machine with environment variables, one NAME=value a line',
  },
  {
    long: 'expose',
    type: 'list',
    explains: 'notes a port on which the program listens; it is not opened to this machine, as -p does',
  },
  { long: 'ip', type: 'string', explains: 'the IPv4 address it gets in its network' },
  { long: 'ip6', type: 'string', explains: 'the IPv6 address it gets in its network' },
  { long: 'label-file', type: 'list', explains: 'a file of this machine with labels, one key=value a line' },
  {
    long: 'link',
    type: 'list',
    completes: 'container',
    explains: 'makes another container known by a name, written NAME[:ALIAS]; networks do it better',
  },
  {
    long: 'log-driver',
    type: 'string',
    explains: 'where the engine keeps what the program prints: json-file, local, none, …',
  },
  { long: 'log-opt', type: 'list', explains: 'a setting for that, such as max-size=10m' },
  {
    long: 'mount',
    type: 'list',
    metavar: 'mount',
    check: checkMount,
    explains:
      'puts a volume, a folder or memory into the container, written type=volume,source=NAME,target=PATH',
  },
  {
    long: 'network-alias',
    type: 'list',
    formerly: ['net-alias'],
    explains: 'one more name by which the others in its network reach it',
  },
  {
    long: 'platform',
    type: 'string',
    explains: 'which kind of machine the image is for, such as linux/arm64, where it comes in several',
  },
  {
    long: 'shm-size',
    type: 'memory',
    explains: 'the size of the memory that its processes share, such as 128m; 64m without it',
  },
  { long: 'storage-opt', type: 'list', explains: 'a setting of the storage, such as size=10G' },
  { long: 'volume-driver', type: 'string', explains: 'what keeps the volumes that -v makes' },
  {
    long: 'volumes-from',
    type: 'list',
    completes: 'container',
    explains: 'puts all volumes and folders of another container into this one, too',
  },
];
