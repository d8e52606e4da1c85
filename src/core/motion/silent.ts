import type { Entry, FactKind } from '../journal/entry';

/** Entries that move nothing, each with the reason. What they change is drawn at its turn, at once. */
export const SILENT: Partial<Record<FactKind, string>> = {
  host: 'The machine is told once, before anything is drawn.',
  link: 'Loading, lost and back are states of the whole picture: they are drawn, not moved to.',
  'engine-found': 'A sentence beside the picture: nothing on the engine that is shown changed.',
  snapshot: 'A list tells what is, not what happened: nothing unseen is shown as if it had been seen.',
  gap: 'Nothing is known of what happened in it.',
  'command-finished': 'The end of its container, told by its own event, is what moves.',
  'exchange-ended': 'Its answer was seen at its status; what it changed comes as an event.',
  stats: 'A figure that flickers is no act.',
  size: 'A figure beside the roof; the roof does not move for it.',
};

/** Why this entry moves nothing, or null where it should. */
export function whySilent(entry: Entry): string | null {
  const listed = SILENT[entry.kind];
  if (listed !== undefined) return listed;
  if (entry.kind === 'progress' && entry.of === 'build') {
    return 'A step that begins and a layer that is made move; what a program prints during it is in the dock.';
  }
  const brings = /^(Downloading|Extracting|Pulling from|Already exists|Retrying)/;
  if (entry.kind === 'progress' && !brings.test(entry.status)) {
    return 'Bytes and unpacking move; a step of a pull that brings neither is drawn at once.';
  }
  return null;
}
