import { list, object, texts } from '../../base/read';
import { parseMemory } from '../../docker/size';
import { nanoCpus } from '../container/cpus';
import { readRestartPolicy } from '../container/restart-policy';
import { checkedName } from '../each';
import type { Program } from '../program';
import { expectOk, Failure, failureText, plainly } from '../says';
import type { CommandSpec, FlagSpec, Parsed } from '../spec';
import { ask, err, out } from '../steps';

const FLAGS: readonly FlagSpec[] = [
  {
    long: 'cpu-period',
    type: 'int',
    otherwise: '0',
    explains: 'the length of a turn, for --cpu-quota, in millionths of a second',
  },
  {
    long: 'cpu-quota',
    type: 'int',
    otherwise: '0',
    explains: 'the processor time the container gets in each turn',
  },
  {
    long: 'cpu-shares',
    short: 'c',
    type: 'int',
    otherwise: '0',
    explains: 'its weight when containers want more processor time than there is; without it 1024',
  },
  {
    long: 'cpus',
    type: 'cpus',
    explains: 'the most processor time the container may use, such as 0.5 for half of one CPU',
  },
  { long: 'cpuset-cpus', type: 'string', explains: 'the CPUs it may run on, such as 0-2 or 0,1' },
  { long: 'cpuset-mems', type: 'string', explains: 'the memory nodes it may use, such as 0-2 or 0,1' },
  {
    long: 'memory',
    short: 'm',
    type: 'memory',
    explains: 'the most memory the container may use, such as 256m or 1g',
  },
  {
    long: 'memory-reservation',
    type: 'memory',
    explains: 'the memory it is pushed back to when the machine runs short',
  },
  {
    long: 'memory-swap',
    type: 'swap',
    explains: 'the most memory and swap together; -1 for as much swap as there is',
  },
  {
    long: 'pids-limit',
    type: 'int',
    otherwise: '0',
    explains: 'the most processes at a time; -1 for any number',
  },
  {
    long: 'restart',
    type: 'string',
    explains: 'what the engine does when the program ends: no, on-failure[:times], always or unless-stopped',
  },
];

export const update: CommandSpec = {
  name: 'update',
  aliases: ['container update'],
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  help: 'Changes the limits of containers, also while they run',
  flags: FLAGS,
  later: ['blkio-weight', 'cpu-rt-period', 'cpu-rt-runtime', 'kernel-memory'],
  arguments: {
    least: 1,
    most: Infinity,
    complete: ['container'],
    explain: ['a container to change, by name or id'],
  },
  interspersed: true,
  program: (parsed) => plainly(updateAll(parsed)),
};

const bytes = (parsed: Parsed, long: string): number =>
  parsed.given(long) ? (parseMemory(parsed.string(long)) ?? 0) : 0;

/** Field for field what the CLI sends (recorded: `update`). A zero leaves a setting as it is. */
function bodyOf(parsed: Parsed): Readonly<Record<string, unknown>> {
  const pids = parsed.number('pids-limit');
  return {
    CpuShares: parsed.number('cpu-shares'),
    Memory: bytes(parsed, 'memory'),
    NanoCpus: parsed.given('cpus') ? nanoCpus(parsed.string('cpus')) : 0,
    CgroupParent: '',
    BlkioWeight: 0,
    BlkioWeightDevice: null,
    BlkioDeviceReadBps: null,
    BlkioDeviceWriteBps: null,
    BlkioDeviceReadIOps: null,
    BlkioDeviceWriteIOps: null,
    CpuPeriod: parsed.number('cpu-period'),
    CpuQuota: parsed.number('cpu-quota'),
    CpuRealtimePeriod: 0,
    CpuRealtimeRuntime: 0,
    CpusetCpus: parsed.string('cpuset-cpus'),
    CpusetMems: parsed.string('cpuset-mems'),
    Devices: null,
    DeviceCgroupRules: null,
    DeviceRequests: null,
    MemoryReservation: bytes(parsed, 'memory-reservation'),
    MemorySwap: parsed.string('memory-swap') === '-1' ? -1 : bytes(parsed, 'memory-swap'),
    MemorySwappiness: null,
    OomKillDisable: null,
    PidsLimit: pids === 0 ? null : pids,
    Ulimits: null,
    CpuCount: 0,
    CpuPercent: 0,
    IOMaximumIOps: 0,
    IOMaximumBandwidth: 0,
    RestartPolicy: readRestartPolicy(parsed.string('restart')),
  };
}

/** One after the other; warnings follow all names, on standard output as in the CLI. */
function* updateAll(parsed: Parsed): Program {
  if (!FLAGS.some((flag) => parsed.given(flag.long)))
    throw new Failure('you must provide one or more flags when using this command');
  const body = bodyOf(parsed);
  const warnings: string[] = [];
  const failed: string[] = [];
  for (const name of parsed.args) {
    try {
      const path = `/containers/${checkedName(name)}/update`;
      const answer = expectOk(yield* ask({ method: 'POST', path, body, slow: true }));
      yield* out(name);
      warnings.push(...texts(list(object(answer.json)['Warnings'])));
    } catch (error) {
      const message = failureText(error);
      if (message === null) throw error;
      failed.push(message);
    }
  }
  if (warnings.length > 0) yield* out(...warnings);
  if (failed.length > 0) yield* err(...failed);
  return failed.length > 0 ? 1 : 0;
}
