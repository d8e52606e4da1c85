import { isObject, number, object, text } from '../../base/read';
import { formatSizeFine } from '../../docker/size';

/** One line of a pull's or push's stream, read leniently. */
export interface PullLine {
  readonly id: string;
  readonly status: string;
  readonly progress: {
    readonly current: number;
    readonly total: number;
    readonly units: string;
    readonly hideCounts: boolean;
  } | null;
  readonly error: string | null;
  /** HTTP status that came with the error, 0 without. */
  readonly errorCode: number;
}

const NO_REASON = 'the engine says that this failed and gives no reason';

export function readPullLine(value: unknown): PullLine {
  const line = object(value);
  const detail = line['progressDetail'];
  const errorDetail = object(line['errorDetail']);
  const failed = line['errorDetail'] !== undefined || line['error'] !== undefined;
  return {
    id: text(line['id']),
    status: text(line['status']),
    progress: isObject(detail)
      ? {
          current: number(detail['current']),
          total: number(detail['total']),
          units: text(detail['units']),
          hideCounts: detail['hidecounts'] === true,
        }
      : null,
    error: failed ? text(errorDetail['message']) || text(line['error']) || NO_REASON : null,
    errorCode: number(errorDetail['code']),
  };
}

const BAR = 50;
const WIDE = 110;

/** The figure behind a layer's status: `[=>    ]  36.45kB/1.537MB`, the bar only on a wide terminal. */
export function progressText(progress: NonNullable<PullLine['progress']>, columns: number): string {
  const { total, units, hideCounts } = progress;
  const current = Math.max(0, progress.current);
  if (current <= 0 && total <= 0) return '';
  if (total <= 0) return units === '' ? formatSizeFine(current).padStart(8) : `${String(current)} ${units}`;
  const share = Math.min(BAR, Math.trunc(Math.trunc((current / total) * 100) / 2));
  const bar = columns > WIDE ? `[${'='.repeat(share)}>${' '.repeat(BAR - share)}] ` : '';
  if (hideCounts) return bar;
  const word = (bytes: number) => (units === '' ? formatSizeFine(bytes) : String(bytes));
  const shown = current > total ? word(current).padStart(8) : `${word(current).padStart(8)}/${word(total)}`;
  return bar + (units === '' ? shown : `${shown.trimStart()} ${units}`);
}
