import { inspectAll } from '../inspecting/inspect';
import { plainly } from '../says';
import type { CommandSpec } from '../spec';
import { FORMAT_FLAG } from './inspect';

export const imageInspect: CommandSpec = {
  name: 'image inspect',
  aliases: [],
  usage: '[OPTIONS] IMAGE [IMAGE...]',
  help: 'Prints all that the engine knows of images',
  flags: [FORMAT_FLAG],
  later: ['platform'],
  arguments: {
    least: 1,
    most: Infinity,
    complete: ['image'],
    explain: ['an image to look at, by name or id'],
  },
  interspersed: true,
  program: (parsed) =>
    plainly(inspectAll(parsed.args, { kind: 'image', format: parsed.string('format'), size: false })),
};
