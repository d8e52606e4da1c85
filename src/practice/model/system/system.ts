import { type Obj } from '../../../core/base/read';
import { BIND_WARNING } from '../container/create';
import { isLive } from '../container/find';
import { iso } from '../text/time';
import type { Turn } from '../turn';
import type { Answer, ApiRequest, Reply } from '../wire';
import {
  API_NEWEST,
  API_OLDEST,
  ARCHITECTURE,
  CPUS,
  ENGINE_VERSION,
  KERNEL,
  MACHINE,
  MEMORY,
  OPERATING_SYSTEM,
} from './machine';

const ok = (json: unknown): Reply => ({ kind: 'answer', answer: { status: 200, body: { json } } });

export function ping(request: ApiRequest): Reply {
  const answer: Answer = {
    status: 200,
    body: request.method === 'HEAD' ? null : { text: 'OK' },
    headers: {
      'Builder-Version': '1',
      Swarm: 'inactive',
      'Cache-Control': 'no-cache, no-store, must-revalidate',
      Pragma: 'no-cache',
      'Content-Type': 'text/plain; charset=utf-8',
    },
  };
  return { kind: 'answer', answer };
}

const BUILT = '2025-01-01T00:00:00.000000000+00:00';
const COMMIT = 'practice';
/** It is no Go program; the CLI prints the field all the same. */
const RUNTIME = 'none';

export function version(): Reply {
  return ok({
    Platform: { Name: 'Cutaway practice engine' },
    Components: [
      {
        Name: 'Engine',
        Version: ENGINE_VERSION,
        Details: {
          ApiVersion: API_NEWEST,
          Arch: ARCHITECTURE,
          BuildTime: BUILT,
          Experimental: 'false',
          GitCommit: COMMIT,
          GoVersion: RUNTIME,
          KernelVersion: KERNEL,
          MinAPIVersion: API_OLDEST,
          Os: 'linux',
        },
      },
    ],
    Version: ENGINE_VERSION,
    ApiVersion: API_NEWEST,
    MinAPIVersion: API_OLDEST,
    GitCommit: COMMIT,
    GoVersion: RUNTIME,
    Os: 'linux',
    Arch: ARCHITECTURE,
    KernelVersion: KERNEL,
    BuildTime: BUILT,
  });
}

const LOG_DRIVERS = [
  'awslogs',
  'fluentd',
  'gcplogs',
  'gelf',
  'journald',
  'json-file',
  'local',
  'splunk',
  'syslog',
];

export function info(turn: Turn): Reply {
  const all = turn.model.containers.values();
  const count = (test: (status: string) => boolean): number => all.filter((one) => test(one.status)).length;
  const running = all.filter(isLive).length - count((status) => status === 'paused');
  const registry: Obj = {
    AllowNondistributableArtifactsCIDRs: null,
    AllowNondistributableArtifactsHostnames: null,
    InsecureRegistryCIDRs: ['127.0.0.0/8'],
    IndexConfigs: { 'docker.io': { Name: 'docker.io', Mirrors: [], Secure: true, Official: true } },
    Mirrors: null,
  };
  return ok({
    ID: turn.model.engineId,
    Containers: all.length,
    ContainersRunning: running + count((status) => status === 'restarting'),
    ContainersPaused: count((status) => status === 'paused'),
    ContainersStopped: count((status) => ['created', 'exited'].includes(status)),
    Images: turn.model.images.size,
    Driver: 'overlay2',
    DriverStatus: [
      ['Backing Filesystem', 'model'],
      ['Supports d_type', 'true'],
      ['Using metacopy', 'false'],
      ['Native Overlay Diff', 'true'],
      ['userxattr', 'false'],
    ],
    Plugins: {
      Volume: ['local'],
      Network: ['bridge', 'host', 'null'],
      Authorization: null,
      Log: LOG_DRIVERS,
    },
    MemoryLimit: true,
    SwapLimit: true,
    CpuCfsPeriod: true,
    CpuCfsQuota: true,
    CPUShares: true,
    CPUSet: true,
    PidsLimit: true,
    IPv4Forwarding: true,
    BridgeNfIptables: true,
    BridgeNfIp6tables: true,
    Debug: false,
    NFd: 0,
    OomKillDisable: false,
    NGoroutines: 0,
    SystemTime: iso(turn.now),
    LoggingDriver: 'json-file',
    CgroupDriver: 'cgroupfs',
    CgroupVersion: '2',
    NEventsListener: 0,
    KernelVersion: KERNEL,
    OperatingSystem: OPERATING_SYSTEM,
    OSVersion: '',
    OSType: 'linux',
    Architecture: MACHINE,
    IndexServerAddress: 'https://index.docker.io/v1/',
    RegistryConfig: registry,
    NCPU: CPUS,
    MemTotal: MEMORY,
    GenericResources: null,
    DockerRootDir: '/var/lib/docker',
    HttpProxy: '',
    HttpsProxy: '',
    NoProxy: '',
    Name: 'practice',
    Labels: ['cutaway.engine=practice'],
    ExperimentalBuild: false,
    ServerVersion: ENGINE_VERSION,
    Runtimes: { 'io.containerd.runc.v2': { path: 'runc' }, runc: { path: 'runc' } },
    DefaultRuntime: 'runc',
    Swarm: {
      NodeID: '',
      NodeAddr: '',
      LocalNodeState: 'inactive',
      ControlAvailable: false,
      Error: '',
      RemoteManagers: null,
    },
    LiveRestoreEnabled: false,
    Isolation: '',
    InitBinary: 'docker-init',
    ContainerdCommit: { ID: '', Expected: '' },
    RuncCommit: { ID: '', Expected: '' },
    InitCommit: { ID: '', Expected: '' },
    SecurityOptions: ['name=seccomp,profile=builtin', 'name=cgroupns'],
    CDISpecDirs: [],
    Warnings: [
      'WARNING: This is a practice engine: its containers are a model inside Cutaway.',
      `WARNING: ${BIND_WARNING}`,
    ],
  });
}
