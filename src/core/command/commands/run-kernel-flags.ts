import { checkSysctl, checkUlimit } from '../container/kernel-settings';
import type { FlagSpec } from '../spec';

/** Flags of `run` and `create` about what the kernel lets the container see, do and use. */
export const KERNEL_FLAGS: readonly FlagSpec[] = [
  {
    long: 'cap-add',
    type: 'list',
    explains:
      'gives the program one more right of root, such as NET_ADMIN; the kernel calls them capabilities',
  },
  {
    long: 'cap-drop',
    type: 'list',
    explains: 'takes a right of root away from the program; ALL takes every one',
  },
  {
    long: 'cgroup-parent',
    type: 'string',
    explains: "puts the container's cgroup, which counts and limits what it uses, below this one",
  },
  {
    long: 'cgroupns',
    type: 'string',
    explains: "private: the container sees its own cgroups alone; host: it sees the machine's",
  },
  {
    long: 'cpu-period',
    type: 'int',
    otherwise: '0',
    explains: 'the span in microseconds over which processor time is counted; see --cpu-quota',
  },
  {
    long: 'cpu-quota',
    type: 'int',
    otherwise: '0',
    explains: 'the microseconds of processor time in each such span; --cpus says the same more simply',
  },
  {
    long: 'cpu-rt-period',
    type: 'int',
    otherwise: '0',
    explains: 'the span in microseconds over which real-time processor time is counted',
  },
  {
    long: 'cpu-rt-runtime',
    type: 'int',
    otherwise: '0',
    explains: 'the microseconds of real-time processor time in each such span',
  },
  {
    long: 'cpu-shares',
    short: 'c',
    type: 'int',
    otherwise: '0',
    explains: "the container's weight when processors are short; 1024 is the usual one",
  },
  { long: 'cpuset-cpus', type: 'string', explains: 'the processors it may run on, such as 0-2 or 0,3' },
  { long: 'cpuset-mems', type: 'string', explains: 'the memory nodes it may use, such as 0' },
  {
    long: 'device',
    type: 'list',
    explains: "puts a device of the engine's machine into the container, written PATH[:PATH-INSIDE[:rwm]]",
  },
  {
    long: 'device-cgroup-rule',
    type: 'list',
    explains: 'allows a kind of device by a rule of the kernel, such as "c 1:3 mr"',
  },
  {
    long: 'group-add',
    type: 'list',
    explains: 'makes the program a member of one more group',
  },
  {
    long: 'ipc',
    type: 'string',
    explains: 'whose shared memory it sees: private, shareable, host, none or container:NAME',
  },
  {
    long: 'memory-reservation',
    type: 'memory',
    explains: 'the memory that it is pushed back to when the machine runs short',
  },
  {
    long: 'memory-swappiness',
    type: 'int',
    otherwise: '-1',
    explains: 'how readily its memory is swapped out, 0 to 100',
  },
  {
    long: 'oom-kill-disable',
    type: 'bool',
    explains: 'leaves the program waiting at its memory limit instead of killing it',
  },
  {
    long: 'oom-score-adj',
    type: 'int',
    otherwise: '0',
    explains: 'how readily the kernel kills it when the machine is out of memory, -1000 to 1000',
  },
  {
    long: 'pid',
    type: 'string',
    explains: "whose processes it sees: its own, the machine's (host) or those of container:NAME",
  },
  {
    long: 'runtime',
    type: 'string',
    explains: 'the program that starts the process, instead of runc',
  },
  {
    long: 'security-opt',
    type: 'list',
    explains: 'a setting of the kernel’s guards, such as no-new-privileges or seccomp=unconfined',
  },
  {
    long: 'sysctl',
    type: 'list',
    metavar: 'map',
    check: checkSysctl,
    explains: 'a setting of the kernel for this container alone, written NAME=value',
  },
  {
    long: 'ulimit',
    type: 'list',
    metavar: 'ulimit',
    check: checkUlimit,
    explains: 'a limit for each process inside, written NAME=soft[:hard], such as nofile=1024',
  },
  {
    long: 'userns',
    type: 'string',
    explains: "host: the users inside are the machine's, also where the engine keeps them apart",
  },
  { long: 'uts', type: 'string', explains: "host: the container has the machine's own host name" },
];
