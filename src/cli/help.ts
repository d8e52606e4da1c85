import { COMMON, type Option } from './arguments';
import type { Subcommand } from './subcommand';
import { SUBCOMMANDS } from './table';

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}

const shown = ({ name, takes }: Option): string => `--${name}${takes === undefined ? '' : ` ${takes}`}`;

/** What `cutaway --help` prints. */
export function overallHelp(): string {
  return [
    'Usage: cutaway [SUBCOMMAND] [OPTIONS]',
    '',
    'Draws a live Docker engine, so that people can see what it does.',
    '',
    ...columns(Object.entries(SUBCOMMANDS).map(([name, row]) => [name, row.about])),
    '',
    ...columns(COMMON.map((option) => [shown(option), option.says])),
    '',
    '`cutaway SUBCOMMAND --help` says more about one.',
    '',
  ].join('\n');
}

/** What `cutaway draw --help` prints. */
export function helpOf(subcommand: Subcommand): string {
  return [
    `Usage: cutaway ${subcommand.usage}`,
    '',
    subcommand.about,
    '',
    ...columns([...subcommand.options, ...COMMON].map((option) => [shown(option), option.says])),
    ...(subcommand.more ? ['', ...subcommand.more] : []),
    '',
  ].join('\n');
}
