import { inspectAll } from '../inspecting/inspect';
import { plainly } from '../says';
import type { CommandSpec } from '../spec';
import { FORMAT_FLAG } from './inspect';

export const networkInspect: CommandSpec = {
  name: 'network inspect',
  aliases: [],
  usage: '[OPTIONS] NETWORK [NETWORK...]',
  help: 'Prints all that the engine knows of networks',
  flags: [FORMAT_FLAG],
  later: ['v/verbose'],
  arguments: { least: 1, most: Infinity, complete: ['network'], explain: ['a network to look at, by name'] },
  interspersed: true,
  program: (parsed) =>
    plainly(inspectAll(parsed.args, { kind: 'network', format: parsed.string('format'), size: false })),
};
