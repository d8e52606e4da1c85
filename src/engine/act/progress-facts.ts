import type { CommandId, ExchangeId } from '../../core/base/brand';
import { readPullLine } from '../../core/command/pulling/progress-text';
import type { Fact } from '../../core/journal/entry';

/** One line of a pull's or a push's stream, as the journal keeps it. */
export function layerFact(
  exchange: ExchangeId,
  command: CommandId,
  { of, ref, line }: { readonly of: 'pull' | 'push'; readonly ref: string; readonly line: unknown },
): Fact {
  const { id, status, progress, error } = readPullLine(line);
  const counted = progress !== null && progress.units === '' && progress.total > 0;
  return {
    kind: 'progress',
    of,
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
