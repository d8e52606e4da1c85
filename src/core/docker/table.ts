import { displayWidth } from './width';

const NARROWEST = 10;
const GAP = 3;

/**
 * Rows as the CLI sets them: a column is as wide as its longest cell plus three, at least ten; the last one is
 * not padded. Every row has as many cells as the first, which is the header. Ends in a newline.
 * @param narrowest signs that a column has at least
 */
export function formatTable(rows: readonly (readonly string[])[], narrowest = NARROWEST): string {
  const columns = rows[0]?.length ?? 0;
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.max(narrowest, ...rows.map((row) => displayWidth(row[at] ?? '') + GAP)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) =>
        at === columns - 1 ? cell : cell + ' '.repeat(Math.max(0, (widths[at] ?? 0) - displayWidth(cell))),
      )
      .join('');
  return rows.map((row) => `${line(row)}\n`).join('');
}
