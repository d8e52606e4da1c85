import { inspectAll } from '../inspecting/inspect';
import { plainly } from '../says';
import type { CommandSpec } from '../spec';
import { FORMAT_FLAG, SIZE_FLAG } from './inspect';

export const containerInspect: CommandSpec = {
  name: 'container inspect',
  aliases: [],
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  help: 'Prints all that the engine knows of containers',
  flags: [FORMAT_FLAG, SIZE_FLAG],
  later: [],
  arguments: {
    least: 1,
    most: Infinity,
    complete: ['container'],
    explain: ['a container to look at, by name or id'],
  },
  interspersed: true,
  program: (parsed) =>
    plainly(
      inspectAll(parsed.args, {
        kind: 'container',
        format: parsed.string('format'),
        size: parsed.bool('size'),
      }),
    ),
};
