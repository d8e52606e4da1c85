import { readFile, statfs } from 'node:fs/promises';
import {
  arch,
  cpus,
  freemem,
  homedir,
  hostname,
  networkInterfaces,
  platform,
  release,
  totalmem,
} from 'node:os';
import type { HostFacts } from '../../core/journal/facts';

const first = async (paths: readonly string[]): Promise<string> => {
  for (const path of paths) {
    const content = await readFile(path, 'utf8').catch(() => '');
    if (content.trim() !== '') return content.trim().replaceAll('\0', '');
  }
  return '';
};

async function osName(): Promise<string> {
  if (platform() === 'darwin') return 'macOS';
  if (platform() === 'win32') return 'Windows';
  const release = await first(['/etc/os-release', '/usr/lib/os-release']);
  const named = /^PRETTY_NAME="?([^"\n]+)"?$/m.exec(release)?.[1];
  return named?.replace(/\s*\([^)]*\)$/, '').replace('GNU/Linux ', '') ?? 'Linux';
}

/** Memory that programs hold, as `free` counts it: what could be handed out at once is not in use. */
async function memoryUsed(): Promise<number | null> {
  const table = await first(['/proc/meminfo']);
  const available = /^MemAvailable:\s+(\d+) kB/m.exec(table)?.[1];
  if (available !== undefined) return totalmem() - Number(available) * 1024;
  return totalmem() - freemem();
}

/** Networks of containers and of virtual machines: nobody outside reaches this machine there. */
const INSIDE = /^(docker|br-|veth|virbr|vmnet|vboxnet|cni|podman|lxc|lxd|utun|tun|tap)/;

/** The first IPv4 address that is no loopback and no network of containers. */
function ownAddress(): string | null {
  for (const [name, ends] of Object.entries(networkInterfaces()))
    for (const end of ends ?? [])
      if (end.family === 'IPv4' && !end.internal && !INSIDE.test(name)) return end.address;
  return null;
}

/** Asks this machine's operating system what it is. Facts that it does not tell are null. */
export async function hostFacts(): Promise<HostFacts> {
  const disk = await statfs(homedir()).catch(() => null);
  const model = await first(['/sys/devices/virtual/dmi/id/product_name', '/proc/device-tree/model']);
  const kind = platform();
  return {
    name: hostname().split('.')[0] ?? hostname(),
    os: await osName(),
    kernel: release(),
    model:
      /^(to be filled|system product|default string|none|virtual machine|standard pc)/i.test(model) ||
      model === ''
        ? `${arch()} processor`
        : model.slice(0, 60),
    cpus: cpus().length,
    memory: totalmem(),
    memoryUsed: await memoryUsed(),
    disk: disk ? disk.blocks * disk.bsize : null,
    diskUsed: disk ? (disk.blocks - disk.bfree) * disk.bsize : null,
    address: ownAddress(),
    platform: kind === 'linux' || kind === 'darwin' || kind === 'win32' ? kind : 'other',
  };
}
