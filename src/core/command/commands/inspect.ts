import { inspectAll, isKind } from '../inspecting/inspect';
import { Failure, plainly } from '../says';
import type { CommandSpec, FlagSpec } from '../spec';

export const FORMAT_FLAG: FlagSpec = {
  long: 'format',
  short: 'f',
  type: 'string',
  explains: 'prints a part alone, such as {{.State.Status}}, or json in one line',
};
export const SIZE_FLAG: FlagSpec = {
  long: 'size',
  short: 's',
  type: 'bool',
  explains: 'adds how much a container has written; the engine has to count',
};

const TYPES = [
  'config',
  'container',
  'image',
  'network',
  'node',
  'plugin',
  'secret',
  'service',
  'task',
  'volume',
];

export const inspect: CommandSpec = {
  name: 'inspect',
  aliases: [],
  usage: '[OPTIONS] NAME|ID [NAME|ID...]',
  help: 'Prints all that the engine knows of a container, an image, a network or a volume',
  flags: [
    FORMAT_FLAG,
    SIZE_FLAG,
    {
      long: 'type',
      type: 'string',
      explains: 'looks for this kind of thing alone: container, image, network or volume',
    },
  ],
  later: [],
  arguments: {
    least: 1,
    most: Infinity,
    complete: ['container'],
    explain: ['what to look at, by name or id'],
  },
  interspersed: true,
  program: (parsed) =>
    plainly(look(parsed.args, parsed.string('type'), parsed.string('format'), parsed.bool('size'))),
};

function* look(
  names: readonly string[],
  type: string,
  format: string,
  size: boolean,
): ReturnType<typeof inspectAll> {
  if (type !== '' && !TYPES.includes(type)) {
    throw new Failure(
      `unknown type: "${type}": must be one of ${TYPES.map((each) => `"${each}"`).join(', ')}`,
    );
  }
  if (type !== '' && !isKind(type))
    throw new Failure(`Cutaway does not know swarms yet, and so no --type ${type}`);
  return yield* inspectAll(names, { kind: isKind(type) ? type : null, format, size });
}
