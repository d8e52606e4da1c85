import { toCheckpoint } from '../../core/world/checkpoint';
import type { Given } from '../arguments';
import { Misuse } from '../misuse';
import { liveWorld, recordedWorld, type Found } from '../source';
import type { Io, Subcommand } from '../subcommand';
import { readSpan } from '../values';

export const AT = {
  name: 'at',
  takes: 'TIME',
  says: 'the moment, since the recording began: 3.2s, 1m, 500ms',
};

/** What FILE and --at name: a recording at a moment, or the live engine. Notes go to standard error. */
export async function findWorld(given: Given, io: Io): Promise<Found> {
  const [file] = given.words;
  const at = given.value('at');
  const ms = at === undefined ? undefined : readSpan('at', at);
  if (file === undefined && ms !== undefined) {
    throw new Misuse('--at needs a recording: the live engine is shown as it is now.');
  }
  const found =
    file === undefined ? await liveWorld(given.value('engine'), io.env) : await recordedWorld(file, ms);
  for (const note of found.notes) io.stderr.write(`cutaway: ${note}\n`);
  return found;
}

export const world: Subcommand = {
  usage: 'world [FILE] [--at TIME]',
  about: 'Prints what is on the engine, or was in the recording FILE, as JSON. It changes nothing.',
  options: [AT],
  words: 1,
  async run(given, io) {
    const found = await findWorld(given, io);
    io.stdout.write(`${JSON.stringify(toCheckpoint(found.world), null, 2)}\n`);
    return found.ok ? 0 : 1;
  },
};
