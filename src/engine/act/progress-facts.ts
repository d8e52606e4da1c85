import type { CommandId, ExchangeId } from '../../core/base/brand';
import { readPullLine } from '../../core/command/pulling/progress-text';
import type { Fact } from '../../core/journal/entry';

/** One line of a pull's stream, as the journal keeps it. */
export function pullFact(exchange: ExchangeId, command: CommandId, ref: string, value: unknown): Fact {
  const { id, status, progress, error } = readPullLine(value);
  const counted = progress !== null && progress.units === '' && progress.total > 0;
  return {
    kind: 'progress',
    of: 'pull',
    exchange,
    command,
    ref,
    layer: /^[0-9a-f]{12}$/.test(id) ? id : '',
    status,
    current: counted ? progress.current : null,
    total: counted ? progress.total : null,
    error,
  };
}

/** One line that a builder says, or the error that ended it. */
export const buildFact = (
  exchange: ExchangeId,
  command: CommandId,
  { ref, line, error }: { readonly ref: string; readonly line: string; readonly error: string | null },
): Fact => ({
  kind: 'progress',
  of: 'build',
  exchange,
  command,
  ref,
  layer: '',
  status: line,
  current: null,
  total: null,
  error,
});
