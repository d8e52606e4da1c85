import { Failure } from '../says';
import type { Parsed } from '../spec';
import { extraHosts } from './addresses';
import { keyValues } from './key-values';
import { readMount } from './mounts';

/** `80`, `80/udp`, `90-92`: each port with its protocol. @throws Failure in the CLI's words */
export function readExpose(values: readonly string[]): Readonly<Record<string, Record<string, never>>> {
  const exposed: Record<string, Record<string, never>> = {};
  for (const value of values) {
    if (value.includes(':')) throw new Failure(`invalid port format for --expose: ${value}`);
    const [range = '', protocol = 'tcp'] = value.split('/', 2);
    const [from = '', to = from] = range.split('-', 2);
    const wrong = [from, to].find((each) => !/^\d+$/.test(each));
    if (wrong !== undefined)
      throw new Failure(
        `invalid range format for --expose: ${value}, error: strconv.ParseUint: parsing "${wrong}": invalid syntax`,
      );
    for (let port = Number(from); port <= Number(to); port += 1) exposed[`${String(port)}/${protocol}`] = {};
  }
  return exposed;
}

const orNull = <T>(values: readonly T[]): readonly T[] | null => (values.length > 0 ? values : null);

/**
 * The part of the create request's `HostConfig` about names, files and output, as CLI 28 sends it.
 * @param absolute makes a folder of the client absolute @throws Failure in the CLI's words
 */
export function placeSettings(
  parsed: Parsed,
  bytes: (flag: string) => number,
  absolute: (path: string) => string,
): Record<string, unknown> {
  const driver = parsed.string('log-driver');
  const logs = keyValues(parsed.list('log-opt'));
  if (driver === 'none' && Object.keys(logs).length > 0)
    throw new Failure(`invalid logging opts for driver ${driver}`);
  const mounts = parsed.list('mount').map((value) => readMount(value, absolute));
  const storage = keyValues(parsed.list('storage-opt'));
  return {
    ExtraHosts: extraHosts(parsed.list('add-host')),
    Dns: parsed.list('dns'),
    DnsOptions: parsed.list('dns-option'),
    DnsSearch: parsed.list('dns-search'),
    Links: orNull(parsed.list('link')),
    LogConfig: { Type: driver, Config: logs },
    ShmSize: bytes('shm-size'),
    VolumeDriver: parsed.string('volume-driver'),
    VolumesFrom: orNull(parsed.list('volumes-from')),
    ...(mounts.length > 0 ? { Mounts: mounts } : {}),
    ...(Object.keys(storage).length > 0 ? { StorageOpt: storage } : {}),
  };
}
