import type { Environment } from '../program';
import { Failure } from '../says';
import type { Parsed } from '../spec';
import { parseMemory } from '../../docker/size';
import { nanoCpus } from './cpus';
import { readHealth } from './health';
import { kernelSettings } from './kernel-settings';
import { keyValues } from './key-values';
import { readNetworks } from './networks';
import { placeSettings, readExpose } from './place-settings';
import { readPublish } from './publish';
import { isNoRestart, readRestartPolicy } from './restart-policy';
import { absolute, readVolumes } from './volumes';

/** `NAME` alone takes its value from the client's environment, and is sent alone where that has none. */
export function readEnv(
  values: readonly string[],
  variable: Environment['variable'],
): readonly string[] | null {
  if (values.length === 0) return null;
  return values.map((each) => {
    if (each.includes('=')) return each;
    const value = variable(each);
    return value === undefined ? each : `${each}=${value}`;
  });
}

const bytes = (parsed: Parsed, flag: string): number =>
  parsed.given(flag) ? (parseMemory(parsed.string(flag)) ?? 0) : 0;

/** `/path` or `/path:options` */
function tmpfs(values: readonly string[]): { readonly Tmpfs?: Readonly<Record<string, string>> } {
  if (values.length === 0) return {};
  const pairs = values.map((each): [string, string] => {
    const colon = each.indexOf(':');
    return colon < 0 ? [each, ''] : [each.slice(0, colon), each.slice(colon + 1)];
  });
  return { Tmpfs: Object.fromEntries(pairs) };
}

/** What files of the client's say, beside the flags. */
export interface Files {
  readonly env: readonly string[];
  readonly labels: readonly string[];
}

/**
 * The body of POST /containers/create, field for field what the CLI sends (recorded: `run-present` and others).
 * @throws Failure in the CLI's words where flags contradict or cannot be read
 */
export function createBody(
  parsed: Parsed,
  at: Environment,
  detached: boolean,
  files: Files = { env: [], labels: [] },
): Record<string, unknown> {
  const [image = '', ...command] = parsed.args;
  const ports = readPublish(parsed.list('publish'));
  const restart = readRestartPolicy(parsed.string('restart'));
  if (parsed.bool('rm') && !isNoRestart(restart)) {
    throw new Failure('conflicting options: cannot specify both --restart and --rm');
  }
  const volumes = readVolumes(parsed.list('volume'), at.cwd);
  const health = readHealth(parsed);
  const signal = parsed.string('stop-signal');
  const networks = readNetworks(parsed.list('network'), {
    aliases: parsed.list('network-alias'),
    ip: parsed.string('ip'),
    ip6: parsed.string('ip6'),
  });
  const exposed = { ...readExpose(parsed.list('expose')), ...ports.exposed };
  const size = (flag: string): number => bytes(parsed, flag);
  return {
    Hostname: parsed.string('hostname'),
    Domainname: parsed.string('domainname'),
    User: parsed.string('user'),
    AttachStdin: !detached && parsed.bool('interactive'),
    AttachStdout: !detached,
    AttachStderr: !detached,
    ...(Object.keys(exposed).length > 0 ? { ExposedPorts: exposed } : {}),
    Tty: parsed.bool('tty'),
    OpenStdin: parsed.bool('interactive'),
    StdinOnce: !detached && parsed.bool('interactive'),
    Env: readEnv([...files.env, ...parsed.list('env')], at.variable),
    Cmd: command.length > 0 ? command : null,
    Image: image,
    Volumes: volumes.anonymous,
    WorkingDir: parsed.string('workdir'),
    Entrypoint: parsed.given('entrypoint') ? [parsed.string('entrypoint')] : null,
    OnBuild: null,
    Labels: keyValues([...files.labels, ...parsed.list('label')]),
    ...(signal === '' ? {} : { StopSignal: signal }),
    ...(parsed.given('stop-timeout') ? { StopTimeout: parsed.number('stop-timeout') } : {}),
    ...(health === undefined ? {} : { Healthcheck: health }),
    HostConfig: {
      ...HOST_DEFAULTS,
      ...kernelSettings(parsed, size),
      ...placeSettings(parsed, size, (path) => absolute(path, at.cwd)),
      Binds: volumes.binds,
      NetworkMode: networks.mode,
      PortBindings: ports.bindings,
      RestartPolicy: restart,
      AutoRemove: parsed.bool('rm'),
      ConsoleSize: at.terminal ? [at.terminal.rows, at.terminal.columns] : [0, 0],
      Memory: bytes(parsed, 'memory'),
      MemorySwap: parsed.string('memory-swap') === '-1' ? -1 : bytes(parsed, 'memory-swap'),
      NanoCpus: parsed.given('cpus') ? nanoCpus(parsed.string('cpus')) : 0,
      PidsLimit: parsed.number('pids-limit'),
      Privileged: parsed.bool('privileged'),
      PublishAllPorts: parsed.bool('publish-all'),
      ReadonlyRootfs: parsed.bool('read-only'),
      ...(parsed.given('init') ? { Init: parsed.bool('init') } : {}),
      ...tmpfs(parsed.list('tmpfs')),
    },
    NetworkingConfig: { EndpointsConfig: networks.endpoints },
  };
}

const HOST_DEFAULTS = {
  Binds: null,
  ContainerIDFile: '',
  LogConfig: { Type: '', Config: {} },
  NetworkMode: 'default',
  PortBindings: {},
  RestartPolicy: { Name: 'no', MaximumRetryCount: 0 },
  AutoRemove: false,
  VolumeDriver: '',
  VolumesFrom: null,
  ConsoleSize: [0, 0],
  CapAdd: null,
  CapDrop: null,
  CgroupnsMode: '',
  Dns: [],
  DnsOptions: [],
  DnsSearch: [],
  ExtraHosts: null,
  GroupAdd: null,
  IpcMode: '',
  Cgroup: '',
  Links: null,
  OomScoreAdj: 0,
  PidMode: '',
  Privileged: false,
  PublishAllPorts: false,
  ReadonlyRootfs: false,
  SecurityOpt: null,
  UTSMode: '',
  UsernsMode: '',
  ShmSize: 0,
  Isolation: '',
  CpuShares: 0,
  Memory: 0,
  NanoCpus: 0,
  CgroupParent: '',
  BlkioWeight: 0,
  BlkioWeightDevice: [],
  BlkioDeviceReadBps: [],
  BlkioDeviceWriteBps: [],
  BlkioDeviceReadIOps: [],
  BlkioDeviceWriteIOps: [],
  CpuPeriod: 0,
  CpuQuota: 0,
  CpuRealtimePeriod: 0,
  CpuRealtimeRuntime: 0,
  CpusetCpus: '',
  CpusetMems: '',
  Devices: [],
  DeviceCgroupRules: null,
  DeviceRequests: null,
  MemoryReservation: 0,
  MemorySwap: 0,
  MemorySwappiness: -1,
  OomKillDisable: false,
  PidsLimit: 0,
  Ulimits: [],
  CpuCount: 0,
  CpuPercent: 0,
  IOMaximumIOps: 0,
  IOMaximumBandwidth: 0,
  MaskedPaths: null,
  ReadonlyPaths: null,
} as const;
