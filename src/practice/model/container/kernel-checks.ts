/** What of a request concerns the kernel: capabilities, namespaces, the scheduler, devices. */
import { list, number, object, text, texts, type Obj } from '../../../core/base/read';

const CAPABILITIES =
  'AUDIT_CONTROL AUDIT_READ AUDIT_WRITE BLOCK_SUSPEND BPF CHECKPOINT_RESTORE CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID IPC_LOCK IPC_OWNER KILL LEASE LINUX_IMMUTABLE MAC_ADMIN MAC_OVERRIDE MKNOD NET_ADMIN NET_BIND_SERVICE NET_BROADCAST NET_RAW PERFMON SETFCAP SETGID SETPCAP SETUID SYSLOG SYS_ADMIN SYS_BOOT SYS_CHROOT SYS_MODULE SYS_NICE SYS_PACCT SYS_PTRACE SYS_RAWIO SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG WAKE_ALARM ALL'.split(
    ' ',
  );

const capability = (name: string): string => name.toUpperCase().replace(/^CAP_/, '');

/** The microseconds that a period of the scheduler may have. */
const PERIOD = { least: 1000, most: 1_000_000 };
const OOM_SCORE = 1000;

/** Calls `refuse` with the engine's words for what is wrong. */
export function checkKernelParts(config: Obj, cpus: number, refuse: (message: string) => never): void {
  for (const [field, key] of [
    ['CapAdd', 'CapAdd'],
    ['CapDrop', 'CapDrop'],
  ] as const) {
    const wrong = texts(config[key]).find((one) => !CAPABILITIES.includes(capability(one)));
    if (wrong !== undefined) refuse(`invalid ${field}: unknown capability: "CAP_${capability(wrong)}"`);
  }
  const ipc = text(config['IpcMode']);
  if (!/^(none|private|shareable|host|container:.+)?$/.test(ipc)) refuse(`Invalid IPC mode: ${ipc}`);
  const score = number(config['OomScoreAdj']);
  if (Math.abs(score) > OOM_SCORE) {
    refuse(`Invalid value ${String(score)}, range for oom score adj is [-1000, 1000]`);
  }
  const period = number(config['CpuPeriod']);
  if (period !== 0 && (period < PERIOD.least || period > PERIOD.most)) {
    refuse('CPU cfs period can not be less than 1ms (i.e. 1000) or larger than 1s (i.e. 1000000)');
  }
  const quota = number(config['CpuQuota']);
  if (quota > 0 && quota < PERIOD.least) refuse('CPU cfs quota can not be less than 1ms (i.e. 1000)');
  const set = text(config['CpusetCpus']);
  if (set.split(/[,-]/).some((one) => one !== '' && Number(one) >= cpus)) {
    refuse(`Requested CPUs are not available - requested ${set}, available: 0-${String(cpus - 1)}`);
  }
}

/** A health check has no shorter times than a millisecond. (moby, daemon/container.go: validateHealthCheck) */
export function checkHealth(health: Obj, refuse: (message: string) => never): void {
  const fields = [
    ['Interval', 'Interval'],
    ['Timeout', 'Timeout'],
    ['StartPeriod', 'StartPeriod'],
  ] as const;
  for (const [key, name] of fields) {
    const value = number(health[key]);
    if (value !== 0 && value < 1e6) refuse(`${name} in Healthcheck cannot be less than 1ms`);
  }
  if (number(health['Retries']) < 0) refuse('Retries in Healthcheck cannot be negative');
}

/** What only the start finds out: devices, and drivers for them. Null when all is there. */
export function missingDevice(hostConfig: Obj): string | null {
  const [request] = list(hostConfig['DeviceRequests']);
  if (request !== undefined) {
    const wanted = list(object(request)['Capabilities']).map((one) => `[${texts(one).join(' ')}]`);
    return `could not select device driver "${text(object(request)['Driver'])}" with capabilities: [${wanted.join(' ')}]`;
  }
  const [device] = list(hostConfig['Devices']);
  if (device === undefined) return null;
  const path = text(object(device)['PathOnHost']);
  return `error gathering device information while adding custom device "${path}": no such file or directory`;
}
