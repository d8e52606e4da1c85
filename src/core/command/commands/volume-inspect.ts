import { inspectAll } from '../inspecting/inspect';
import { plainly } from '../says';
import type { CommandSpec } from '../spec';
import { FORMAT_FLAG } from './inspect';

export const volumeInspect: CommandSpec = {
  name: 'volume inspect',
  aliases: [],
  usage: '[OPTIONS] VOLUME [VOLUME...]',
  help: 'Prints all that the engine knows of volumes',
  flags: [FORMAT_FLAG],
  later: [],
  arguments: { least: 1, most: Infinity, complete: ['volume'], explain: ['a volume to look at, by name'] },
  interspersed: true,
  program: (parsed) =>
    plainly(inspectAll(parsed.args, { kind: 'volume', format: parsed.string('format'), size: false })),
};
