import { analyse } from './analysis';
import { BY_NAME, COMMANDS, GROUPS, GROUP_HELP } from './registry';
import type { CommandSpec, Completion, FlagSpec } from './spec';
import { quoteWord, splitWords, type Span } from './words';

/** Names that exist on the engine now. */
export interface Names {
  readonly containers: readonly { readonly name: string; readonly running: boolean }[];
  readonly images: readonly string[];
  readonly networks: readonly string[];
  readonly volumes: readonly string[];
}

export interface Candidate {
  /** What would stand there, quoted where it must be. */
  readonly text: string;
  /** What of the line it replaces. */
  readonly span: Span;
  readonly kind: 'program' | 'command' | 'flag' | 'container' | 'image' | 'network' | 'volume';
  readonly detail: string;
}

/**
 * What could stand at the cursor: commands, flags and names of the engine that begin with what was typed.
 * @param cursor number of signs before it @returns in the order to offer them; empty when nothing is known
 */
export function complete(text: string, cursor: number, names: Names): readonly Candidate[] {
  const before = text.slice(0, cursor);
  const split = splitWords(before, true);
  const last = split.words.at(-1);
  const partial = last && last.span[1] === before.length && !/\s$/.test(before) ? last : null;
  const typed = partial?.text ?? '';
  const span: Span = partial?.span ?? [cursor, cursor];
  const done = before.slice(0, span[0]);
  const analysis = analyse(done);
  if (analysis.trouble !== null) return [];
  const offer = (
    kind: Candidate['kind'],
    at: Span,
    prefix: string,
    all: readonly (readonly [string, string])[],
  ): readonly Candidate[] =>
    all
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, detail]) => ({ text: kind === 'flag' ? name : quoteWord(name), span: at, kind, detail }));
  if (analysis.docker < 0)
    return analysis.words.length === 0 ? offer('program', span, typed, [['docker', 'the client']]) : [];

  if (analysis.command === null || analysis.flagged === null) {
    const said = analysis.words.slice(analysis.docker + 1).map((word) => word.text);
    if (said.length === 0) return offer('command', span, typed, topCommands());
    const [group = ''] = said;
    return said.length === 1 && GROUPS.has(group) ? offer('command', span, typed, groupCommands(group)) : [];
  }
  const command = analysis.command;
  const { flagged } = analysis;
  const waiting =
    flagged.error?.message.startsWith('flag needs an argument') === true
      ? flagged.readings.at(-1)?.flag
      : null;
  if (waiting) return ofKind(waiting.completes ?? 'none', span, typed, names);
  if (flagged.error !== null) return [];
  const open = command.interspersed || flagged.args.length === 0;
  if (typed.startsWith('-') && open) {
    const equals = typed.indexOf('=');
    if (equals < 0) return offer('flag', span, typed, flagWords(command));
    const flag = command.flags.find((each) => `--${each.long}` === typed.slice(0, equals));
    return ofKind(flag?.completes ?? 'none', [span[0] + equals + 1, span[1]], typed.slice(equals + 1), names);
  }
  const kinds = command.arguments.complete;
  const at = flagged.args.length;
  if (at >= command.arguments.most) return [];
  const used = new Set(flagged.args.map((word) => analysis.tail[word]?.text));
  return ofKind(kinds[Math.min(at, kinds.length - 1)] ?? 'none', span, typed, names).filter(
    (each) => !used.has(each.text),
  );
}

const topCommands = (): readonly (readonly [string, string])[] => [
  ...COMMANDS.filter((spec) => !spec.name.includes(' ')).map((spec) => [spec.name, spec.help] as const),
  ...[...GROUP_HELP].filter(([group]) => groupCommands(group).length > 0),
];

const groupCommands = (group: string): readonly (readonly [string, string])[] =>
  [...BY_NAME]
    .filter(([name]) => name.startsWith(`${group} `))
    .map(([name, spec]) => [name.slice(group.length + 1), spec.help] as const);

const flagWords = (command: CommandSpec): readonly (readonly [string, string])[] =>
  command.flags.flatMap((flag: FlagSpec) => [
    [`--${flag.long}`, flag.explains] as const,
    ...(flag.short === undefined ? [] : [[`-${flag.short}`, flag.explains] as const]),
  ]);

function ofKind(kind: Completion, span: Span, typed: string, names: Names): readonly Candidate[] {
  const offer = (as: Candidate['kind'], all: readonly (readonly [string, string])[]): readonly Candidate[] =>
    all
      .filter(([name]) => name.startsWith(typed))
      .map(([name, detail]) => ({ text: quoteWord(name), span, kind: as, detail }));
  const containers = (wanted: (running: boolean) => boolean) =>
    offer(
      'container',
      names.containers
        .filter(({ running }) => wanted(running))
        .map(({ name, running }) => [name, running ? 'running' : 'stopped']),
    );
  switch (kind) {
    case 'container':
      return containers(() => true);
    case 'running':
      return containers((running) => running);
    case 'stopped':
      return containers((running) => !running);
    case 'image':
      return offer(
        'image',
        names.images.map((name) => [name, 'image']),
      );
    case 'network':
      return offer(
        'network',
        names.networks.map((name) => [name, 'network']),
      );
    case 'volume':
      return offer(
        'volume',
        names.volumes.map((name) => [name, 'volume']),
      );
    case 'none':
      return [];
  }
}
