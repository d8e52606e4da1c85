import { eachAtOnce } from '../each';
import type { CommandSpec } from '../spec';

export const unpause: CommandSpec = {
  name: 'unpause',
  aliases: ['container unpause'],
  usage: 'CONTAINER [CONTAINER...]',
  help: 'Lets frozen containers go on',
  flags: [],
  later: [],
  arguments: {
    least: 1,
    most: Infinity,
    complete: ['running'],
    explain: ['a frozen container, by name or id'],
  },
  interspersed: true,
  program: (parsed) =>
    eachAtOnce(parsed.args, (name) => ({ method: 'POST', path: `/containers/${name}/unpause` })),
};
