import { number, object, type Obj } from '../../../core/base/read';
import { CPUS, MEMORY } from '../system/machine';
import { iso, NEVER, type Nanos } from '../text/time';
import type { Container } from './container';
import { isLive } from './find';

/** What the machine measured of a container at a moment. Memory in bytes. */
export interface Sample {
  readonly at: Nanos;
  readonly memory: number;
  readonly peak: number;
  readonly processes: number;
}

/** Bytes that the kernel itself takes for a container with one small process. */
const BASE = 335_872;

/** Nobody measures processor time here: programs of the model use that of Cutaway, and the answer is none. */
function cpu(sample: Sample | null): Obj {
  return {
    cpu_usage: { total_usage: 0, usage_in_kernelmode: 0, usage_in_usermode: 0 },
    ...(sample ? { system_cpu_usage: sample.at * BigInt(CPUS), online_cpus: CPUS } : {}),
    throttling_data: { periods: 0, throttled_periods: 0, throttled_time: 0 },
  };
}

const NO_BLOCKS: Obj = {
  io_service_bytes_recursive: null,
  io_serviced_recursive: null,
  io_queue_recursive: null,
  io_service_time_recursive: null,
  io_wait_time_recursive: null,
  io_merged_recursive: null,
  io_time_recursive: null,
  sectors_recursive: null,
};

/** One line of the stream, in the form of a machine with cgroup version 2. */
export function statsOf(container: Container, now: Sample, before: Sample | null): Obj {
  const live = isLive(container);
  const limit = number(object(container.hostConfig)['Memory']) || MEMORY;
  const common = { name: `/${container.name}`, id: container.id, num_procs: 0, storage_stats: {} };
  if (!live) {
    return {
      ...common,
      read: NEVER,
      preread: NEVER,
      pids_stats: {},
      blkio_stats: NO_BLOCKS,
      cpu_stats: cpu(null),
      precpu_stats: cpu(null),
      memory_stats: {},
    };
  }
  return {
    ...common,
    read: iso(now.at),
    preread: before ? iso(before.at) : NEVER,
    pids_stats: {
      current: now.processes,
      limit: number(container.hostConfig['PidsLimit']) || 18_446_744_073_709_551_615n,
    },
    blkio_stats: NO_BLOCKS,
    cpu_stats: cpu(now),
    precpu_stats: cpu(before),
    memory_stats: {
      usage: BASE + now.memory,
      stats: { anon: now.memory, file: 0, inactive_file: 0 },
      limit,
    },
    ...(container.endpoints.some((one) => one.ip !== '')
      ? {
          networks: {
            eth0: {
              rx_bytes: 0,
              rx_packets: 0,
              rx_errors: 0,
              rx_dropped: 0,
              tx_bytes: 0,
              tx_packets: 0,
              tx_errors: 0,
              tx_dropped: 0,
            },
          },
        }
      : {}),
  };
}
