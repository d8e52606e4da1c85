import { isObject, parseJson } from '../base/read';
import type { Entry } from './entry';

/** Format of a recording: one JSON object a line, the first one a header. */
export const RECORDING_VERSION = 1;
const MAGIC = 'cutaway-recording';

/** A file that is no recording, or one that this version cannot read. The text says which and what to do. */
export class RecordingError extends Error {}

export const encodeHeader = (madeAt: number): string =>
  `${JSON.stringify({ [MAGIC]: RECORDING_VERSION, at: madeAt })}\n`;

export const encodeEntry = (entry: Entry): string => `${JSON.stringify(entry)}\n`;

const KINDS: Readonly<Record<Entry['kind'], true>> = {
  host: true,
  link: true,
  'engine-found': true,
  snapshot: true,
  event: true,
  detail: true,
  gap: true,
  'command-started': true,
  'command-named': true,
  'command-output': true,
  terminal: true,
  'command-finished': true,
  'exchange-sent': true,
  'exchange-answered': true,
  'exchange-ended': true,
  progress: true,
  stats: true,
  size: true,
  changes: true,
};

export interface Decoded {
  readonly entries: readonly Entry[];
  /** The file was cut in the middle of its last line, as after a crash: what came before is whole. */
  readonly cut: boolean;
}

/**
 * Reads a recording. A last line without its end is left out and told; any other broken line is an error,
 * since a picture from a journal with holes would be wrong without saying so.
 * @throws RecordingError
 */
export function decodeRecording(source: string): Decoded {
  const lines = source.split('\n');
  const header = parseJson(lines[0] ?? '');
  if (!isObject(header) || typeof header[MAGIC] !== 'number') {
    throw new RecordingError('This file is not a Cutaway recording: its first line does not say so.');
  }
  if (header[MAGIC] > RECORDING_VERSION) {
    throw new RecordingError(
      `This recording has format ${String(header[MAGIC])}; this Cutaway reads up to ${String(RECORDING_VERSION)}. A newer Cutaway opens it.`,
    );
  }
  const entries: Entry[] = [];
  let last = 0;
  for (let i = 1; i < lines.length; i += 1) {
    const line = lines[i] ?? '';
    if (line === '') continue;
    const value = parseJson(line);
    const final = i === lines.length - 1;
    if (!isObject(value) || typeof value['kind'] !== 'string' || typeof value['seq'] !== 'number') {
      if (final) return { entries, cut: true };
      throw new RecordingError(`Line ${String(i + 1)} of the recording is broken.`);
    }
    if (value['seq'] <= last)
      throw new RecordingError(`Line ${String(i + 1)} of the recording is out of order.`);
    last = value['seq'];
    // A kind from a newer minor version is kept out rather than guessed at.
    if (value['kind'] in KINDS) entries.push(value as unknown as Entry);
  }
  return { entries, cut: false };
}
