import { plainly } from '../says';
import { saveAs } from '../saving/save-as';
import type { CommandSpec } from '../spec';

export const save: CommandSpec = {
  name: 'save',
  aliases: ['image save'],
  usage: '[OPTIONS] IMAGE [IMAGE...]',
  help: 'Writes images to a file that docker load reads: all layers, names and settings',
  flags: [
    {
      long: 'output',
      short: 'o',
      type: 'string',
      explains: 'the file to write, a tar archive; one that is there is replaced',
    },
  ],
  later: ['platform'],
  arguments: {
    least: 1,
    most: Infinity,
    complete: ['image'],
    explain: ['an image to write, by name or id'],
  },
  interspersed: true,
  program: (parsed) =>
    plainly(
      saveAs(
        { method: 'GET', path: '/images/get', query: { names: parsed.args }, slow: true },
        parsed.string('output'),
        'failed to save image',
      ),
    ),
};
