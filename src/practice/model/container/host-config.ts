import { isObject, list, number, object, text, texts, type Obj } from '../../../core/base/read';
import { Refused } from '../turn';
import { checkKernelParts } from './kernel-checks';

const MASKED = [
  '/proc/asound',
  '/proc/acpi',
  '/proc/kcore',
  '/proc/keys',
  '/proc/latency_stats',
  '/proc/timer_list',
  '/proc/timer_stats',
  '/proc/sched_debug',
  '/proc/scsi',
  '/sys/firmware',
];
const READ_ONLY = ['/proc/bus', '/proc/fs', '/proc/irq', '/proc/sys', '/proc/sysrq-trigger'];

/** `HostConfig` as inspect shows it for a request that sets nothing. */
const EMPTY: Obj = {
  Binds: null,
  ContainerIDFile: '',
  LogConfig: { Type: 'json-file', Config: {} },
  NetworkMode: 'default',
  PortBindings: {},
  RestartPolicy: { Name: 'no', MaximumRetryCount: 0 },
  AutoRemove: false,
  VolumeDriver: '',
  VolumesFrom: null,
  ConsoleSize: [0, 0],
  CapAdd: null,
  CapDrop: null,
  CgroupnsMode: 'host',
  Dns: [],
  DnsOptions: [],
  DnsSearch: [],
  ExtraHosts: null,
  GroupAdd: null,
  IpcMode: 'private',
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
  ShmSize: 67_108_864,
  Runtime: 'runc',
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
  MemorySwappiness: null,
  OomKillDisable: false,
  PidsLimit: null,
  Ulimits: [],
  CpuCount: 0,
  CpuPercent: 0,
  IOMaximumIOps: 0,
  IOMaximumBandwidth: 0,
  MaskedPaths: MASKED,
  ReadonlyPaths: READ_ONLY,
};

/** Where nothing in the request means the engine's own value. */
const EMPTY_MEANS_DEFAULT = [
  'NetworkMode',
  'CgroupnsMode',
  'IpcMode',
  'ShmSize',
  'Runtime',
  'MaskedPaths',
  'ReadonlyPaths',
  'RestartPolicy',
];

/** `HostConfig` of a request in the shape of inspect. */
export function readHostConfig(body: Obj): Obj {
  const config: Record<string, unknown> = {};
  for (const [key, empty] of Object.entries(EMPTY)) {
    const value = body[key];
    const none = value === undefined || (value === null && empty !== null);
    const blank = EMPTY_MEANS_DEFAULT.includes(key) && (value === '' || value === 0);
    config[key] = none || blank ? empty : value;
  }
  const log = object(body['LogConfig']);
  config['LogConfig'] = { Type: text(log['Type']) || 'json-file', Config: object(log['Config']) };
  const policy = object(body['RestartPolicy']);
  config['RestartPolicy'] = {
    Name: text(policy['Name']) || 'no',
    MaximumRetryCount: number(policy['MaximumRetryCount']),
  };
  if (number(config['MemorySwappiness']) === -1) config['MemorySwappiness'] = null;
  if (config['PidsLimit'] === 0) config['PidsLimit'] = null;
  if (number(config['Memory']) > 0 && number(config['MemorySwap']) === 0) {
    config['MemorySwap'] = number(config['Memory']) * 2;
  }
  for (const key of ['Mounts', 'Tmpfs', 'Sysctls', 'StorageOpt', 'Annotations', 'Init']) {
    const value = body[key];
    if (value === undefined || value === null) continue;
    if (isObject(value) && Object.keys(value).length === 0) continue;
    config[key] = value;
  }
  return config;
}

const MIB = 1_048_576;
const SMALLEST_MEMORY = 6 * MIB;
const LOG_DRIVERS = [
  'json-file',
  'local',
  'none',
  'journald',
  'syslog',
  'fluentd',
  'gelf',
  'awslogs',
  'splunk',
  'gcplogs',
];

/** What the engine refuses before it makes a container, in its words. @throws Refused 400 */
export function checkHostConfig(config: Obj, cpus: number): void {
  const memory = number(config['Memory']);
  const swap = number(config['MemorySwap']);
  const reservation = number(config['MemoryReservation']);
  const refuse = (message: string): never => {
    throw new Refused(400, message);
  };
  if (memory > 0 && memory < SMALLEST_MEMORY) refuse('Minimum memory limit allowed is 6MB');
  if (memory > 0 && swap > 0 && swap < memory) {
    refuse('Minimum memoryswap limit should be larger than memory limit, see usage');
  }
  if (memory === 0 && swap > 0) {
    refuse('You should always set the Memory limit when using Memoryswap limit, see usage');
  }
  if (reservation > 0 && reservation < SMALLEST_MEMORY) {
    refuse('Minimum memory reservation allowed is 6MB');
  }
  if (memory > 0 && reservation > memory) {
    refuse('Minimum memory limit can not be less than memory reservation limit, see usage');
  }
  const nano = number(config['NanoCpus']);
  if (nano > 0 && (number(config['CpuPeriod']) > 0 || number(config['CpuQuota']) > 0)) {
    refuse('Conflicting options: Nano CPUs and CPU Period cannot both be set');
  }
  if (nano < 0 || nano > cpus * 1e9) {
    refuse(
      `Range of CPUs is from 0.01 to ${cpus.toFixed(2)}, as there are only ${String(cpus)} CPUs available`,
    );
  }
  const policy = object(config['RestartPolicy']);
  const name = text(policy['Name']);
  const most = number(policy['MaximumRetryCount']);
  if (!['', 'no', 'always', 'unless-stopped', 'on-failure'].includes(name)) {
    refuse(`invalid restart policy '${name}'`);
  }
  if (most !== 0 && name !== 'on-failure') {
    refuse(`maximum retry count cannot be used with restart policy '${name}'`);
  }
  if (most < 0) refuse('maximum retry count cannot be negative');
  if (config['AutoRemove'] === true && name !== '' && name !== 'no') {
    refuse("can't create 'AutoRemove' container with restart policy");
  }
  const driver = text(object(config['LogConfig'])['Type']);
  if (!LOG_DRIVERS.includes(driver)) {
    refuse(`error looking up logging plugin ${driver}: plugin "${driver}" not found`);
  }
  const runtime = text(config['Runtime']);
  if (runtime !== 'runc' && runtime !== 'io.containerd.runc.v2') {
    refuse(`Unknown runtime specified ${runtime}`);
  }
  for (const [port, bindings] of Object.entries(object(config['PortBindings']))) {
    if (!/^\d+(-\d+)?\/(tcp|udp|sctp)$/.test(port)) refuse(`invalid port specification: "${port}"`);
    for (const one of list(bindings)) {
      const hostPort = text(object(one)['HostPort']);
      if (hostPort !== '' && !/^\d+(-\d+)?$/.test(hostPort))
        refuse(`invalid port specification: "${hostPort}"`);
    }
  }
  checkKernelParts(config, cpus, refuse);
  for (const one of texts(config['ExtraHosts'])) {
    if (!one.includes(':')) refuse(`bad format for add-host: "${one}"`);
  }
}
