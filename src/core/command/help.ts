import { COMMANDS, GROUP_HELP } from './registry';
import type { CommandSpec, FlagSpec } from './spec';
import { displayWidth } from '../docker/width';

const METAVARS: Readonly<Record<FlagSpec['type'], string>> = {
  bool: '',
  string: 'string',
  int: 'int',
  memory: 'bytes',
  swap: 'bytes',
  cpus: 'decimal',
  duration: 'duration',
  list: 'list',
  env: 'list',
  label: 'list',
  filter: 'filter',
};

const head = (flag: FlagSpec): string =>
  `${flag.short === undefined ? '      ' : `  -${flag.short}, `}--${flag.long} ${flag.metavar ?? METAVARS[flag.type]}`.trimEnd();

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => displayWidth(left))) + 3;
  return rows.map(([left, right]) => `${left.padEnd(width)}${right}\n`).join('');
}

/** Help of one command. Its shape is the CLI's, its words are ours. @param called `docker container run` */
export function commandHelp(spec: CommandSpec, called: string): string {
  const parts = [`Usage:  ${called} ${spec.usage}\n`, `${spec.help}\n`];
  if (spec.aliases.length > 0) {
    parts.push(`Aliases:\n  ${[...spec.aliases, spec.name].map((name) => `docker ${name}`).join(', ')}\n`);
  }
  const flags = [...spec.flags].sort((a, b) => (a.long < b.long ? -1 : 1));
  const rows = flags.map((flag): [string, string] => [
    head(flag),
    flag.explains +
      (flag.otherwise === undefined
        ? ''
        : ` (default ${flag.type === 'int' || flag.type === 'duration' ? flag.otherwise : `"${flag.otherwise}"`})`),
  ]);
  if (rows.length > 0) parts.push(`Options:\n${columns(rows)}`);
  return parts.join('\n');
}

/** Help of all commands. */
export function generalHelp(): string {
  const rows = COMMANDS.filter((spec) => !spec.name.includes(' '))
    .map((spec): [string, string] => [`  ${spec.name}`, spec.help])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `Usage:  docker [OPTIONS] COMMAND\n\nCommands that Cutaway knows:\n${columns(rows)}\nRun 'docker COMMAND --help' for more information on a command.\n`;
}

/** Help of a group such as `docker container`. */
export function groupHelp(group: string): string {
  const rows = COMMANDS.flatMap((spec) =>
    [...spec.aliases, spec.name]
      .filter((alias) => alias.startsWith(`${group} `))
      .slice(0, 1)
      .map((alias): [string, string] => [`  ${alias.slice(group.length + 1)}`, spec.help]),
  ).sort(([a], [b]) => (a < b ? -1 : 1));
  const about = GROUP_HELP.get(group) ?? 'Cutaway knows no command of this group yet';
  const known = rows.length > 0 ? `\nCommands that Cutaway knows:\n${columns(rows)}` : '';
  return `Usage:  docker ${group} COMMAND\n\n${about}\n${known}\nRun 'docker ${group} COMMAND --help' for more information on a command.\n`;
}
