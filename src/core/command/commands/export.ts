import { plainly } from '../says';
import { saveAs } from '../saving/save-as';
import type { CommandSpec } from '../spec';

export const exportContainer: CommandSpec = {
  name: 'export',
  aliases: ['container export'],
  usage: '[OPTIONS] CONTAINER',
  help: 'Writes all files that a container sees to a file, without its history and its volumes',
  flags: [
    {
      long: 'output',
      short: 'o',
      type: 'string',
      explains: 'the file to write, a tar archive; one that is there is replaced',
    },
  ],
  later: [],
  arguments: {
    least: 1,
    most: 1,
    complete: ['container'],
    explain: ['the container whose files to write, by name or id'],
  },
  interspersed: true,
  program: (parsed) =>
    plainly(
      saveAs(
        { method: 'GET', path: `/containers/${parsed.args[0] ?? ''}/export`, slow: true },
        parsed.string('output'),
        'failed to export container',
      ),
    ),
};
