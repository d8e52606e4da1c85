import type { ContainerId, ImageId } from '../base/brand';
import { humanDuration } from '../docker/duration';
import { exitWords } from '../docker/exit-words';
import { formatMemory, formatSize } from '../docker/size';
import { visible } from '../docker/visible';
import { hasProcess, type Container, type World } from '../world/world';
import { imageName } from './picture-images';
import type { GlyphKind } from './shapes/glyphs';

/** A container in the words of the picture. Everything here is told by the engine; nothing is guessed. */
export interface PictureContainer {
  readonly id: ContainerId;
  readonly name: string;
  readonly image: string;
  readonly imageId: ImageId;
  readonly glyph: GlyphKind;
  /** `Running`, `Exited (0)`, `Stopping` */
  readonly state: string;
  /** `Up 2 hours`, `5 minutes ago`, `not started` */
  readonly since: string;
  readonly lit: boolean;
  readonly process: boolean;
  readonly fault: boolean;
  readonly pid: number | null;
  readonly command: string;
  readonly load: string | null;
  readonly writable: string | null;
  readonly health: GlyphKind | null;
  readonly networks: readonly string[];
  /** Which of `networks` are plugged in now: a container without a process hangs on none. */
  readonly plugged: boolean;
  /** Its volumes are mounted now: a container without a process holds none open. */
  readonly mounted: boolean;
  readonly volumes: readonly { readonly name: string; readonly label: string }[];
  readonly binds: readonly { readonly source: string; readonly target: string }[];
  readonly ports: readonly PicturePort[];
  readonly project: string;
  readonly layers: number;
  /** Tenths of the grace period that are left, 10 to 0; null: nothing is counted down. */
  readonly grace: number | null;
  readonly stopping: boolean;
  /** Command lines of further processes in it. */
  readonly execs: readonly string[];
  readonly output: readonly string[];
  /** Host time does not matter here: order of creation by the engine's clock, then name. */
  readonly created: number;
}

export interface PicturePort {
  readonly outside: number;
  readonly inside: number;
  readonly protocol: string;
  /** Only from this machine: 127.0.0.1 or ::1. */
  readonly local: boolean;
}

function glyphOf(c: Container): GlyphKind {
  if (c.state === 'exited')
    return c.oom ? 'oom' : c.exitCode === null || c.exitCode === 0 ? 'done' : 'failed';
  if (c.state === 'dead') return 'dead';
  return c.state;
}

const STATE: Readonly<Record<Exclude<Container['state'], 'exited' | 'restarting'>, string>> = {
  created: 'Created',
  running: 'Running',
  paused: 'Paused',
  dead: 'Dead',
  removing: 'Removing',
};

/** Tenths of the grace period that are left; null where no request told of one. */
function graceLeft(c: Container, now: number): number | null {
  const { stopping } = c;
  if (stopping?.grace == null || stopping.grace <= 0) return null;
  return Math.max(0, Math.min(10, Math.ceil(10 - (now - stopping.at) / (stopping.grace * 100))));
}

export function stateWords(c: Container, now = 0): string {
  if (c.stopping && hasProcess(c)) {
    const { grace, at: since, signal } = c.stopping;
    if (signal === '9') return 'Killed';
    if (grace === null) return 'Stopping';
    return `Stopping, ${String(Math.max(0, Math.ceil(grace - (now - since) / 1000)))} s`;
  }
  if (c.state === 'exited') return c.exitCode === null ? 'Exited' : `Exited (${String(c.exitCode)})`;
  if (c.state === 'restarting')
    return c.exitCode === null ? 'Restarting' : `Restarting (${String(c.exitCode)})`;
  return STATE[c.state];
}

/** `Up 2 hours`, `Up 2 hours (Paused)` is the state's business; `5 minutes ago`. Empty where the time is not known. */
export function sinceWords(c: Container, now: number): string {
  if (hasProcess(c)) return c.startedAt === null ? '' : `Up ${humanDuration(now - c.startedAt)}`;
  if (c.state === 'created') return 'not started';
  if (c.oom) return 'out of memory';
  if (c.state === 'exited' && c.exitCode !== null && c.exitCode > 125) return exitWords(c.exitCode);
  return c.finishedAt === null ? '' : `${humanDuration(now - c.finishedAt)} ago`;
}

function loadWords(c: Container): string | null {
  if (!c.load || c.state !== 'running') return null;
  const cpu = c.load.cpu === null ? null : `${c.load.cpu.toFixed(2)}%`;
  const memory = c.load.memory === null ? null : formatMemory(c.load.memory);
  return [cpu, memory].filter((part) => part !== null).join(' · ') || null;
}

/**
 * What was drawn of a container last. An entry changes one container of a thousand: the others keep their words, and as
 * one object, so that whoever draws them sees at a glance that nothing happened. Only a memo: the same arguments give the
 * same words with it and without.
 */
const known = new WeakMap<Container, PictureContainer>();

export function pictureContainer(c: Container, images: World['images'], now: number): PictureContainer {
  const layers = Math.max(1, images.get(c.imageId)?.layers?.length ?? 1);
  const process = hasProcess(c);
  const ages = {
    state: stateWords(c, now),
    since: sinceWords(c, now),
    grace: process ? graceLeft(c, now) : null,
  };
  const last = known.get(c);
  if (
    last?.layers === layers &&
    last.state === ages.state &&
    last.since === ages.since &&
    last.grace === ages.grace
  )
    return last;
  const next = last?.layers === layers ? { ...last, ...ages } : { ...lasting(c, process, layers), ...ages };
  known.set(c, next);
  return next;
}

/** All that does not age. */
function lasting(
  c: Container,
  process: boolean,
  layers: number,
): Omit<PictureContainer, 'state' | 'since' | 'grace'> {
  const glyph = glyphOf(c);
  const published = new Map<string, PicturePort>();
  if (process) {
    for (const port of c.ports) {
      if (port.outside === null) continue;
      const local = port.ip === '127.0.0.1' || port.ip === '::1';
      published.set(`${String(port.outside)}/${port.protocol}`, {
        outside: port.outside,
        inside: port.inside,
        protocol: port.protocol,
        local,
      });
    }
  }
  return {
    id: c.id,
    name: visible(c.name),
    image: visible(imageName(c.image)),
    imageId: c.imageId,
    glyph,
    lit: process,
    process,
    fault: glyph === 'failed' || glyph === 'oom' || glyph === 'dead',
    pid: c.pid,
    command: visible(c.command),
    load: loadWords(c),
    writable: c.writable === null ? null : formatSize(c.writable),
    health: process ? c.health : null,
    networks: c.networks.map(visible),
    plugged: c.plugged,
    mounted: c.mounted,
    volumes: c.mounts
      .filter((m) => m.kind === 'volume')
      .map((m) => ({ name: m.source, label: visible(anonymous(m.source)) })),
    binds: c.mounts
      .filter((m) => m.kind === 'bind')
      .map((m) => ({ source: visible(m.source), target: visible(m.target) })),
    ports: [...published.values()].sort((a, b) => a.outside - b.outside),
    project: c.project === null ? '' : visible(c.project),
    layers,
    stopping: process && c.stopping !== null,
    execs: process ? c.execs.map((exec) => visible(exec.command)) : [],
    // Frames of an attached stream may overtake the start; on stage a program prints after its light went on.
    output: c.state === 'created' && c.startedAt === null ? [] : c.output.map(visible),
    created: c.created,
  };
}

/** Volumes without a name have 64 digits for one. */
const anonymous = (name: string): string => (/^[0-9a-f]{64}$/.test(name) ? name.slice(0, 8) : name);
