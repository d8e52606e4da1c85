import { Readable } from 'node:stream';
import { number, object, texts, type Obj } from '../../core/base/read';
import type { Input } from './input';

/**
 * What was typed in a recorded scenario, as its first line has it: `typed`, piece by piece. A pipe ends with its last
 * piece, a terminal stays open.
 * @returns undefined when nothing could be typed
 */
export function typedInput(head: Obj): Input | undefined {
  if (head['typed'] === undefined) return undefined;
  const tty = head['tty'] === undefined ? null : object(head['tty']);
  const stream = new Readable({ read: () => undefined });
  for (const piece of texts(head['typed'])) stream.push(piece);
  if (tty === null) stream.push(null);
  stream.pause();
  return {
    stream,
    tty: tty !== null,
    raw: () => undefined,
    size: () => (tty === null ? null : { rows: number(tty['rows']), columns: number(tty['columns']) }),
    onResize: () => () => undefined,
  };
}
