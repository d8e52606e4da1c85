import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { seq } from '../../core/base/brand';
import { encodeEntry, encodeHeader } from '../../core/journal/codec';
import type { Entry } from '../../core/journal/entry';
import { openDesk } from '../../engine/desk';
import { onInterrupt } from '../interrupted';
import { Failure, Misuse } from '../misuse';
import { whyNot } from '../source';
import type { Subcommand } from '../subcommand';
import { readSpan } from '../values';

/** Weighing a writable layer costs the engine a walk through it. */
const MOST_WEIGHED = 20;

/** Only this user may read it: names, addresses and what programs print are in it. Never over an old file. */
function create(file: string): number {
  try {
    return openSync(file, 'wx', 0o600);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EEXIST')
      throw new Failure(`${file} exists already. Name another file, or remove it first.`);
    if (code === 'ENOENT') throw new Failure(`The folder of ${file} does not exist.`);
    throw new Failure(`${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}

export const record: Subcommand = {
  usage: 'record FILE [--for TIME]',
  about: 'Writes what happens on the engine to FILE until Ctrl-C. What programs print is kept in it.',
  options: [{ name: 'for', takes: 'TIME', says: 'end by itself after this time: 10s, 1m' }],
  words: 1,
  async run(given, { stderr, env }) {
    const [file] = given.words;
    if (file === undefined) throw new Misuse('Name the file to write: cutaway record FILE.');
    const span = given.value('for');
    const ms = span === undefined ? undefined : readSpan('for', span);
    const target = create(file);
    const interrupted = onInterrupt();
    const desk = openDesk({ engine: given.value('engine'), env });
    let count = 0;
    const failures: Error[] = [];
    let fail: () => void = () => undefined;
    const broken = new Promise<void>((resolve) => (fail = resolve));
    // Whole lines, handed to the system at once: whatever happens to this program, they are in the file.
    const keep = (entries: readonly Entry[]): void => {
      if (failures.length > 0) return;
      try {
        writeSync(target, entries.map(encodeEntry).join(''));
        count += entries.length;
      } catch (error) {
        failures.push(error instanceof Error ? error : new Error('it cannot be written'));
        fail();
      }
    };
    writeSync(target, encodeHeader(Date.now()));
    keep(desk.journal.since(seq(0)) ?? []);
    desk.journal.subscribe(keep);
    // A recording is looked at later, from any side: what single objects tell belongs in it.
    const look = (): void => {
      const ids = desk.world().containers.keys();
      desk.observer.look({ ids, load: [], sizes: ids.slice(0, MOST_WEIGHED) });
    };
    void desk.observer.settled.then(look);
    desk.journal.subscribe((entries) => {
      if (entries.some((entry) => entry.kind === 'event' && entry.action === 'create')) look();
    });
    const end = ms === undefined ? 'Ctrl-C ends it' : `it ends in ${span ?? ''}`;
    stderr.write(`Recording to ${file}; ${end}. What programs print is kept in it.\n`);

    let timer: NodeJS.Timeout | undefined;
    const over = new Promise<void>((resolve) => {
      if (ms !== undefined) timer = setTimeout(resolve, ms);
    });
    await Promise.race([interrupted.come, broken, over]);
    clearTimeout(timer);
    interrupted.release();
    const world = desk.world();
    desk.stop();
    const [failed] = failures;
    if (!failed) fsyncSync(target);
    closeSync(target);
    if (failed) {
      throw new Failure(`The recording ended early: ${failed.message}. What ${file} holds so far is whole.`);
    }
    stderr.write(`${file} holds ${String(count)} entries.\n`);
    if (world.engine !== null) return 0;
    throw new Failure(`No engine answered while it recorded. ${whyNot(world)}`);
  },
};
