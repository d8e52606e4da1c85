import { Failure } from '../says';
import type { Parsed } from '../spec';

interface Ulimit {
  readonly Name: string;
  readonly Hard: number;
  readonly Soft: number;
}

/** Namespaced settings of the kernel, and those that other containers cannot see: the CLI lets no other pass. */
const SYSCTLS =
  /^(kernel\.(msgmax|msgmnb|msgmni|sem|shmall|shmmax|shmmni|shm_rmid_forced)|net\..+|fs\.mqueue\..+)$/;

export const checkSysctl = (value: string): string | null => {
  const equals = value.indexOf('=');
  return equals > 0 && SYSCTLS.test(value.slice(0, equals)) ? null : `sysctl '${value}' is not allowed`;
};

const ULIMITS: ReadonlySet<string> = new Set(
  'core cpu data fsize locks memlock msgqueue nice nofile nproc rss rtprio rttime sigpending stack'.split(
    ' ',
  ),
);

/** `nofile=1024`, `nofile=1024:2048`; -1 is no limit. */
function readUlimit(value: string): Ulimit | string {
  const [name = '', limits, ...more] = value.split('=');
  if (limits === undefined || more.length > 0) return `invalid ulimit argument: ${value}`;
  if (!ULIMITS.has(name)) return `invalid ulimit type: ${name}`;
  const parts = limits.split(':');
  if (parts.length > 2)
    return `too many limit value arguments - ${limits}, can only have up to two, \`soft[:hard]\``;
  const numbers = parts.map(Number);
  const wrong = parts.findIndex((part) => !/^-?\d+$/.test(part));
  if (wrong >= 0) return `strconv.ParseInt: parsing "${parts[wrong] ?? ''}": invalid syntax`;
  const [soft = 0, hard = soft] = numbers;
  if (hard !== -1 && (soft === -1 || soft > hard))
    return soft === -1
      ? `ulimit soft limit must be less than or equal to hard limit: soft: -1 (unlimited), hard: ${String(hard)}`
      : `ulimit soft limit must be less than or equal to hard limit: ${String(soft)} > ${String(hard)}`;
  return { Name: name, Hard: hard, Soft: soft };
}

export const checkUlimit = (value: string): string | null => {
  const read = readUlimit(value);
  return typeof read === 'string' ? read : null;
};

/** The last of two for the same limit counts; sorted by name, as the CLI sends them. */
function ulimits(values: readonly string[]): readonly Ulimit[] {
  const byName = new Map<string, Ulimit>();
  for (const value of values) {
    const read = readUlimit(value);
    if (typeof read !== 'string') byName.set(read.Name, read);
  }
  return [...byName.values()].sort((a, b) => (a.Name < b.Name ? -1 : 1));
}

/** `net_admin` as the engine spells it: `CAP_NET_ADMIN`; ALL first, each once. */
function capabilities(values: readonly string[]): readonly string[] | null {
  if (values.length === 0) return null;
  const names = values.map((value) => {
    const upper = value.trim().toUpperCase();
    return upper === 'ALL' || upper.startsWith('CAP_') ? upper : `CAP_${upper}`;
  });
  return names.includes('ALL') ? ['ALL'] : [...new Set(names)].sort();
}

const rights = (parsed: Parsed): Record<string, readonly string[] | null> => ({
  CapAdd: capabilities(parsed.list('cap-add')),
  CapDrop: capabilities(parsed.list('cap-drop')),
});

function devices(values: readonly string[]): readonly object[] {
  return values.map((value) => {
    const parts = value.split(':');
    const [outside = '', second] = parts;
    if (outside === '') throw new Failure(`invalid device specification: ${value}`);
    const isMode = (text: string | undefined): boolean => text !== undefined && /^[rwm]{1,3}$/.test(text);
    const mode = parts.length === 3 ? parts[2] : parts.length === 2 && isMode(second) ? second : 'rwm';
    const inside = parts.length === 3 || (parts.length === 2 && !isMode(second)) ? second : outside;
    if (parts.length > 3 || !isMode(mode)) throw new Failure(`invalid device specification: ${value}`);
    return {
      PathOnHost: outside,
      PathInContainer: inside === '' ? outside : inside,
      CgroupPermissions: mode,
    };
  });
}

const MODES: readonly (readonly [flag: string, field: string, valid: RegExp, name: string])[] = [
  ['pid', 'PidMode', /^(|host|container:.+)$/, 'PID'],
  ['uts', 'UTSMode', /^(|host)$/, 'UTS'],
  ['userns', 'UsernsMode', /^(|host)$/, 'USER'],
];

function namespaces(parsed: Parsed): Record<string, string> {
  const entries = MODES.map(([flag, field, valid, name]) => {
    const value = parsed.string(flag);
    if (!valid.test(value)) throw new Failure(`--${flag}: invalid ${name} mode`);
    return [field, value];
  });
  return {
    ...(Object.fromEntries(entries) as Record<string, string>),
    IpcMode: parsed.string('ipc'),
    CgroupnsMode: parsed.string('cgroupns'),
  };
}

/** What goes into `SecurityOpt`; `systempaths=unconfined` is no entry but two empty lists. */
function guards(values: readonly string[]): Record<string, unknown> {
  const open = values.includes('systempaths=unconfined');
  const kept = values.filter((value) => value !== 'systempaths=unconfined');
  for (const value of kept) {
    const [name = '', setting] = value.split(/[=:]/, 2);
    if (setting === undefined && name !== 'no-new-privileges')
      throw new Failure(`Invalid --security-opt: "${value}"`);
    if (name === 'seccomp' && setting !== 'unconfined' && setting !== 'builtin' && setting !== '')
      throw new Failure(
        `Cutaway does not read seccomp profiles yet ("${value}"): use seccomp=unconfined, or a terminal of your own`,
      );
  }
  return {
    SecurityOpt: values.length === 0 ? null : kept,
    ...(open ? { MaskedPaths: [], ReadonlyPaths: [] } : {}),
  };
}

const BLANK = new Map([
  ['cpu-period', 'CpuPeriod'],
  ['cpu-quota', 'CpuQuota'],
  ['cpu-rt-period', 'CpuRealtimePeriod'],
  ['cpu-rt-runtime', 'CpuRealtimeRuntime'],
  ['cpu-shares', 'CpuShares'],
  ['oom-score-adj', 'OomScoreAdj'],
]);

/**
 * The part of the create request's `HostConfig` about the kernel, as CLI 28 sends it.
 * @throws Failure in the CLI's words
 */
export function kernelSettings(parsed: Parsed, bytes: (flag: string) => number): Record<string, unknown> {
  const sysctls = parsed.list('sysctl').map((each) => {
    const equals = each.indexOf('=');
    return [each.slice(0, equals), each.slice(equals + 1)];
  });
  const groups = parsed.list('group-add');
  const rules = parsed.list('device-cgroup-rule');
  return {
    ...rights(parsed),
    ...namespaces(parsed),
    ...guards(parsed.list('security-opt')),
    ...Object.fromEntries([...BLANK].map(([flag, field]) => [field, parsed.number(flag)])),
    CgroupParent: parsed.string('cgroup-parent'),
    CpusetCpus: parsed.string('cpuset-cpus'),
    CpusetMems: parsed.string('cpuset-mems'),
    Devices: devices(parsed.list('device')),
    DeviceCgroupRules: rules.length > 0 ? rules : null,
    GroupAdd: groups.length > 0 ? groups : null,
    MemoryReservation: bytes('memory-reservation'),
    MemorySwappiness: parsed.given('memory-swappiness') ? parsed.number('memory-swappiness') : -1,
    OomKillDisable: parsed.bool('oom-kill-disable'),
    Ulimits: ulimits(parsed.list('ulimit')),
    ...(parsed.string('runtime') === '' ? {} : { Runtime: parsed.string('runtime') }),
    ...(sysctls.length > 0 ? { Sysctls: Object.fromEntries(sysctls) as unknown } : {}),
  };
}
