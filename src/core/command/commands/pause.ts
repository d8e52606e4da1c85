import { eachAtOnce } from '../each';
import type { CommandSpec } from '../spec';

export const pause: CommandSpec = {
  name: 'pause',
  aliases: ['container pause'],
  usage: 'CONTAINER [CONTAINER...]',
  help: 'Freezes everything that runs in containers',
  flags: [],
  later: [],
  arguments: {
    least: 1,
    most: Infinity,
    complete: ['running'],
    explain: ['a container to freeze, by name or id'],
  },
  interspersed: true,
  program: (parsed) =>
    eachAtOnce(parsed.args, (name) => ({ method: 'POST', path: `/containers/${name}/pause` })),
};
