import type { FlagSpec } from '../spec';

/** Flags of `run` and `create` that bound a container, or say how it is started, checked and stopped. */
export const LIMIT_FLAGS: readonly FlagSpec[] = [
  {
    long: 'cpus',
    type: 'cpus',
    explains: 'the most processor time the container may use, such as 0.5 for half of one CPU',
  },
  {
    long: 'health-cmd',
    type: 'string',
    explains: 'a command that is run inside now and then; if it fails, the container counts as unhealthy',
  },
  {
    long: 'health-interval',
    type: 'duration',
    otherwise: '0s',
    explains: 'the time between two such checks, such as 30s',
  },
  {
    long: 'health-retries',
    type: 'int',
    otherwise: '0',
    explains: 'how many checks in a row must fail before the container is unhealthy',
  },
  {
    long: 'health-start-period',
    type: 'duration',
    otherwise: '0s',
    explains: 'the time at the start in which failed checks do not count',
  },
  {
    long: 'health-timeout',
    type: 'duration',
    otherwise: '0s',
    explains: 'the time after which a check that goes on counts as failed',
  },
  {
    long: 'init',
    type: 'bool',
    explains: 'starts a small first process that passes signals on and clears up after dead ones',
  },
  {
    long: 'memory-swap',
    type: 'swap',
    explains: 'the most memory and swap together; -1 for as much swap as there is',
  },
  { long: 'no-healthcheck', type: 'bool', explains: 'leaves out the check that the image brings' },
  {
    long: 'pids-limit',
    type: 'int',
    otherwise: '0',
    explains: 'the most processes that may run inside; -1 for no limit',
  },
  {
    long: 'privileged',
    type: 'bool',
    explains: "gives the program nearly all rights over the engine's machine; seldom needed, never harmless",
  },
  {
    long: 'publish-all',
    short: 'P',
    type: 'bool',
    explains: 'opens a free port of this machine for each port that the image names',
  },
  {
    long: 'read-only',
    type: 'bool',
    explains: "lets the program write to volumes alone, not to the container's own files",
  },
  {
    long: 'stop-signal',
    type: 'string',
    explains: 'the signal by which docker stop asks the program to end, instead of SIGTERM',
  },
  {
    long: 'stop-timeout',
    type: 'int',
    otherwise: '0',
    explains: 'the seconds that docker stop waits before it kills, instead of 10',
  },
  {
    long: 'tmpfs',
    type: 'list',
    explains: 'puts a folder that lives in memory at this path inside; it is gone when the container stops',
  },
];
