import type { FlagSpec } from '../spec';
import { KERNEL_FLAGS } from './run-kernel-flags';
import { LIMIT_FLAGS } from './run-limits';
import { PLACE_FLAGS } from './run-place-flags';

/** Flags that `run` and `create` share. Explanations are ours; names, types and defaults are the CLI's. */
export const CREATE_FLAGS: readonly FlagSpec[] = [
  ...LIMIT_FLAGS,
  ...KERNEL_FLAGS,
  ...PLACE_FLAGS,
  { long: 'entrypoint', type: 'string', explains: 'starts this program instead of the one the image starts' },
  {
    long: 'env',
    short: 'e',
    type: 'env',
    secret: true,
    explains:
      'sets an environment variable inside the container, written NAME=value; NAME alone takes the value it has here',
  },
  {
    long: 'hostname',
    short: 'h',
    type: 'string',
    explains: 'the name the container has for itself; without it, the first digits of its id',
  },
  {
    long: 'interactive',
    short: 'i',
    type: 'bool',
    explains: 'keeps the input open, so that you can type to the program',
  },
  {
    long: 'label',
    short: 'l',
    type: 'label',
    explains: 'a note on the container, written key=value; docker ps --filter label=key finds it',
  },
  {
    long: 'memory',
    short: 'm',
    type: 'memory',
    explains:
      'the most memory the container may use, such as 256m or 1g; a program that takes more is killed',
  },
  {
    long: 'name',
    type: 'string',
    explains: 'the name to call the container by; without it the engine makes one up',
  },
  {
    long: 'network',
    type: 'list',
    metavar: 'network',
    formerly: ['net'],
    completes: 'network',
    explains: 'the network the container is connected to; without it, the one called bridge',
  },
  {
    long: 'publish',
    short: 'p',
    type: 'list',
    explains:
      'opens a port of this machine and sends what comes there to a port inside, written OUTSIDE:INSIDE',
  },
  {
    long: 'pull',
    type: 'string',
    otherwise: 'missing',
    explains: 'when to fetch the image: always, missing (only when it is not here) or never',
  },
  { long: 'quiet', short: 'q', type: 'bool', explains: 'does not print the progress of fetching the image' },
  {
    long: 'restart',
    type: 'string',
    otherwise: 'no',
    explains: 'what the engine does when the program ends: no, on-failure[:times], always or unless-stopped',
  },
  {
    long: 'rm',
    type: 'bool',
    explains: 'removes the container, and volumes without a name, when its program ends',
  },
  { long: 'tty', short: 't', type: 'bool', explains: 'gives the program a terminal of its own' },
  {
    long: 'user',
    short: 'u',
    type: 'string',
    explains: 'the user, and after a colon the group, that the program runs as',
  },
  {
    long: 'volume',
    short: 'v',
    type: 'list',
    completes: 'volume',
    explains: 'puts a volume or a folder of this machine into the container, written WHAT:PATH-INSIDE[:ro]',
  },
  { long: 'workdir', short: 'w', type: 'string', explains: 'the folder inside in which the program starts' },
];

export const DETACH: FlagSpec = {
  long: 'detach',
  short: 'd',
  type: 'bool',
  explains: 'leaves the container running in the background and prints its id',
};

/** Flags of the real command for which the container's own settings are not understood yet. */
export const CREATE_LATER: readonly string[] = (
  'annotation a/attach blkio-weight blkio-weight-device cidfile cpu-count cpu-percent device-read-bps device-read-iops ' +
  'device-write-bps device-write-iops disable-content-trust gpus health-start-interval io-maxbandwidth io-maxiops ' +
  'isolation kernel-memory link-local-ip mac-address use-api-socket'
).split(' ');
