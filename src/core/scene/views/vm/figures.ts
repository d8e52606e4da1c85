import { formatMemory, formatSize } from '../../../docker/size';
import { visible } from '../../../docker/visible';
import type { Container, World } from '../../../world/world';

/**
 * A blank Ubuntu in a virtual machine, as a course tells it: minutes to boot, a few GB of disk, a few hundred MB of
 * memory. Reference figures, never shown as measured; the arithmetic names what it takes them for.
 */
export const BLANK_VM = { memory: 300e6, disk: 3e9 } as const;

export interface Figure {
  readonly big: string;
  readonly small: string;
  readonly note: string;
}

export const REFERENCE: readonly Figure[] = [
  { big: 'minutes', small: 'to boot', note: 'reference' },
  { big: 'a few GB', small: 'disk, blank Ubuntu', note: 'reference' },
  { big: 'hundreds of MB', small: 'memory, each', note: 'reference' },
];

/** `298 ms`, `1.2 s` */
export const startWords = (ms: number): string =>
  ms < 1000 ? `${String(Math.max(1, Math.round(ms)))} ms` : `${(ms / 1000).toFixed(1)} s`;

/** What was measured of one container; a figure that was not says so. */
export function measured(c: Container): readonly Figure[] {
  const name = visible(c.name);
  const memory = c.load?.memory ?? null;
  return [
    c.startTook === null
      ? { big: '–', small: `to start ${name}`, note: 'not measured yet' }
      : { big: startWords(c.startTook), small: `to start ${name}`, note: 'measured here' },
    c.writable === null
      ? { big: '–', small: `written by ${name}`, note: 'not weighed yet' }
      : { big: formatSize(c.writable), small: `written by ${name}`, note: 'measured here' },
    memory === null || memory === 0
      ? { big: '–', small: `memory of ${name}`, note: 'no figure from the engine' }
      : { big: formatMemory(memory), small: `memory of ${name}`, note: 'measured here' },
  ];
}

/** How many of something of this size fit; null where it takes nothing, or nothing is known. */
export const howMany = (room: number | null | undefined, each: number | null | undefined): number | null =>
  room == null || each == null || each <= 0 ? null : Math.floor(room / each);

const count = (n: number): string => n.toLocaleString('en-US');

/** How many of this container and how many blank virtual machines fit, with the arithmetic; longest sentence first. */
export function density(world: World, c: Container): readonly (readonly string[])[] {
  const name = visible(c.name);
  const memory = world.engine?.memory ?? world.host?.memory ?? null;
  const own = c.load?.memory ?? null;
  const [boxes, machines] = [howMany(memory, own), howMany(memory, BLANK_VM.memory)];
  const lines: (readonly string[])[] = [];
  if (memory !== null && own !== null && boxes !== null && machines !== null)
    lines.push([
      `Memory: ${formatMemory(memory)} ÷ ${formatMemory(own)} = ${count(boxes)} like ${name}. ${formatMemory(memory)} ÷ 300 MB = ${count(machines)} blank virtual machines.`,
      `Memory: ${count(boxes)} like ${name} (${formatMemory(own)} each), or ${count(machines)} blank VMs (300 MB each).`,
      `${count(boxes)} like ${name}, or ${count(machines)} blank VMs, fit in this memory.`,
      `${count(boxes)} of these, or ${count(machines)} blank VMs.`,
    ]);
  const disk = world.link.endpoint?.remote === true ? null : (world.host?.disk ?? null);
  const disks = howMany(disk, BLANK_VM.disk);
  if (disk !== null && disks !== null && c.writable !== null) {
    const each = howMany(disk, c.writable);
    const sum =
      each === null
        ? `${name} wrote nothing: another one takes no room`
        : `${formatSize(disk)} ÷ ${formatSize(c.writable)} = ${count(each)} like ${name}`;
    lines.push([
      `Disk: ${sum}; the image lies there once. ${formatSize(disk)} ÷ 3 GB = ${count(disks)} blank virtual machines.`,
      `Disk: ${each === null ? 'any number' : count(each)} like ${name}, or ${count(disks)} blank VMs (3 GB each).`,
      `${each === null ? 'Any number' : count(each)}, or ${count(disks)} VMs, on this disk.`,
    ]);
  }
  return lines;
}
