import { list, number, object, text, type Obj } from '../../base/read';
import { shortId } from '../../docker/short-id';
import { formatMemory, formatSize } from '../../docker/size';
import type { Row } from './listing';

/** Processor time between the two samples, in percent of one CPU. */
function cpuPercent(now: Obj, earlier: Obj): number {
  const total = (stats: Obj) => number(object(stats['cpu_usage'])['total_usage']);
  const used = total(now) - total(earlier);
  const passed = number(now['system_cpu_usage']) - number(earlier['system_cpu_usage']);
  const cpus = number(now['online_cpus']) || list(object(now['cpu_usage'])['percpu_usage']).length;
  return used > 0 && passed > 0 ? (used / passed) * cpus * 100 : 0;
}

/** Memory without what the kernel keeps of files and could drop at once; its name depends on the cgroup version. */
function memoryUsed(memory: Obj): number {
  const usage = number(memory['usage']);
  const parts = object(memory['stats']);
  const inactive = number(parts['total_inactive_file'] ?? parts['inactive_file'], -1);
  return inactive >= 0 && inactive < usage ? usage - inactive : usage;
}

function sum(items: readonly unknown[], wanted: (item: Obj) => number): number {
  return items.map(object).reduce((total, item) => total + wanted(item), 0);
}

/** Bytes by the first letter of the operation: read and write. */
function blocks(stats: Obj, letter: string): number {
  return sum(list(object(stats['blkio_stats'])['io_service_bytes_recursive']), (item) =>
    text(item['op']).toLowerCase().startsWith(letter) ? number(item['value']) : 0,
  );
}

/** A row of `docker stats`, from the answer of GET /containers/X/stats. @param typed the name it was asked by */
export function statsRow(answer: unknown, typed: string, whole: boolean): Row {
  const stats = object(answer);
  const memory = object(stats['memory_stats']);
  const used = memoryUsed(memory);
  const limit = number(memory['limit']);
  const networks = Object.values(object(stats['networks']));
  const id = text(stats['id']);
  const pair = (a: number, b: number, format: (bytes: number) => string) => `${format(a)} / ${format(b)}`;
  const traffic = (field: string) => sum(networks, (network) => number(network[field]));
  return {
    Container: typed,
    ID: whole ? id : shortId(id),
    Name: text(stats['name']).replace(/^\//, ''),
    CPUPerc: `${cpuPercent(object(stats['cpu_stats']), object(stats['precpu_stats'])).toFixed(2)}%`,
    MemUsage: pair(used, limit, formatMemory),
    MemPerc: `${(limit === 0 ? 0 : (used / limit) * 100).toFixed(2)}%`,
    NetIO: pair(traffic('rx_bytes'), traffic('tx_bytes'), formatSize),
    BlockIO: pair(blocks(stats, 'r'), blocks(stats, 'w'), formatSize),
    PIDs: String(number(object(stats['pids_stats'])['current'])),
  };
}

export const STATS_TITLES: Readonly<Record<string, string>> = {
  Container: 'CONTAINER',
  ID: 'CONTAINER ID',
  Name: 'NAME',
  CPUPerc: 'CPU %',
  MemUsage: 'MEM USAGE / LIMIT',
  MemPerc: 'MEM %',
  NetIO: 'NET I/O',
  BlockIO: 'BLOCK I/O',
  PIDs: 'PIDS',
};
