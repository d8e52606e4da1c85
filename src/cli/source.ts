import { readFile } from 'node:fs/promises';
import { decodeRecording } from '../core/journal/codec';
import type { Entry } from '../core/journal/entry';
import { foldAll } from '../core/world/fold';
import { emptyWorld, type World } from '../core/world/world';
import { openDesk } from '../engine/desk';
import { Failure } from './misuse';

/** A world to print, and what a person should know about it. */
export interface Found {
  readonly world: World;
  /** The moment that is shown, milliseconds. */
  readonly now: number;
  /** Beside the result, on standard error. */
  readonly notes: readonly string[];
  /** An engine answered, or the recording was read. */
  readonly ok: boolean;
}

/** Milliseconds until a picture must be there, whole or not. */
const PATIENCE = 15_000;

/** Milliseconds that single objects may take to be looked up, once the lists are here. */
const LOOKUPS = 10_000;

const within = (work: Promise<unknown>, ms: number): Promise<boolean> => {
  let timer: NodeJS.Timeout;
  const late = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), ms)));
  return Promise.race([work.then(() => true), late]).finally(() => clearTimeout(timer));
};

/** The engine as it is now. Asks only; nothing on it changes. */
export async function liveWorld(
  engine: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Found> {
  const desk = openDesk({ engine, env });
  try {
    const settled = await within(desk.observer.settled, PATIENCE);
    desk.observer.look({ ids: desk.world().containers.keys(), load: [], sizes: [] });
    const complete = settled && (await within(desk.observer.quiet(), LOOKUPS));
    const world = desk.world();
    const now = Date.now();
    if (world.link.state === 'live') {
      const notes = complete ? [] : ['The engine is slow: some details are missing.'];
      return { world, now, notes, ok: true };
    }
    return { world, now, notes: [whyNot(world)], ok: false };
  } finally {
    desk.stop();
  }
}

/** Why there is no engine in this world, and what to type next. */
export function whyNot(world: World): string {
  const { diagnosis } = world.link;
  if (!diagnosis) return 'The engine does not answer in time. `cutaway doctor` looks closer.';
  const next = diagnosis.command === null ? diagnosis.then : `Next, type: ${diagnosis.command}`;
  const what = diagnosis.what.replace(/(?<![.!?])$/, '.');
  return `${diagnosis.title} ${what} ${next}`;
}

/** The entries of a recording. @throws RecordingError, Failure */
export async function readRecording(file: string): Promise<{ entries: readonly Entry[]; cut: boolean }> {
  let source: string;
  try {
    source = await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ENOENT') throw new Failure(`There is no file ${file}.`);
    if (code === 'EISDIR') throw new Failure(`${file} is a folder, not a recording.`);
    if (code === 'EACCES') throw new Failure(`You may not read ${file}.`);
    throw new Failure(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  return decodeRecording(source);
}

/**
 * A recording at a moment.
 * @param at milliseconds since its first entry; undefined: its end
 */
export async function recordedWorld(file: string, at: number | undefined): Promise<Found> {
  const { entries, cut } = await readRecording(file);
  const notes = cut ? ['The recording is cut in its last line; what comes before is whole.'] : [];
  const begin = entries[0]?.at ?? 0;
  const end = entries.at(-1)?.at ?? 0;
  const now = at === undefined ? end : Math.min(begin + at, end);
  if (at !== undefined && begin + at > end) {
    notes.push(`The recording is ${((end - begin) / 1000).toFixed(1)}s long; this is its end.`);
  }
  // In order of arrival up to the moment: this machine's clock may have been set back meanwhile.
  const later = entries.findIndex((entry) => entry.at > now);
  const world = foldAll(emptyWorld(), later < 0 ? entries : entries.slice(0, later));
  return { world, now, notes, ok: true };
}
