import { formatTable } from '../../docker/table';
import { Failure } from '../says';
import { goJson, readTemplate, runTemplate } from './go-template';
import { worded } from './template-error';

/** One row: the printed value of each field, by Go's name. */
export type Row = Readonly<Record<string, string | null>>;

export interface Listing {
  readonly rows: readonly Row[];
  /** All that can be asked for, with their titles. */
  readonly titles: Readonly<Record<string, string>>;
  /** What the plain table shows, in order. */
  readonly columns: readonly string[];
  /** Fields of `--format json`. */
  readonly json: readonly string[];
  /** Go's name of the row, for its error: `*formatter.ContainerContext`. */
  readonly context: string;
  /** How the command words a template that fails: `failed to execute template`. */
  readonly failing: string;
}

const cell = (value: string | null | undefined): string => value ?? '';

/** Prints a list as `--format` wants it: `` and `table`, `table TEMPLATE`, `json`, `TEMPLATE`. @throws Failure */
export function formatListing(list: Listing, format: string): string {
  if (format === '' || format === 'table') {
    const header = list.columns.map((field) => list.titles[field] ?? field);
    return formatTable([header, ...list.rows.map((row) => list.columns.map((field) => cell(row[field])))]);
  }
  if (format === 'json' || format === '{{json .}}') {
    return list.rows
      .map(
        (row) =>
          `${goJson(Object.fromEntries(list.json.map((field) => [field, row[field] ?? null])), true)}\n`,
      )
      .join('');
  }
  const table = /^table\s+([\s\S]*)$/.exec(format);
  const source = table?.[1] ?? format;
  const context = {
    source,
    missing: (field: string) => `can't evaluate field ${field} in type ${list.context}`,
  };
  try {
    const template = readTemplate(source);
    const lines = list.rows.map((row) => runTemplate(template, row, context));
    if (!table) return lines.map((text) => `${text}\n`).join('');
    const title = runTemplate(template, list.titles, context);
    return formatTable([title, ...lines].map((text) => text.split('\t')));
  } catch (error) {
    throw worded(error, { syntax: 'failed to parse template', field: list.failing }, { syntax: 1, field: 1 });
  }
}

/** Refuses what cannot be printed before anything is asked: the list needs no rows for that. @throws Failure */
export function checkFormat(list: Listing, format: string): void {
  formatListing({ ...list, rows: [list.titles] }, format);
  if (format === 'raw')
    throw new Failure('Cutaway does not know --format raw yet: use table, json or a template');
}
