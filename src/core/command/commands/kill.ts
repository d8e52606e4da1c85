import { eachAtOnce } from '../each';
import type { CommandSpec } from '../spec';

export const kill: CommandSpec = {
  name: 'kill',
  aliases: ['container kill'],
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  help: 'Ends the programs in containers at once, or sends them another signal',
  flags: [
    {
      long: 'signal',
      short: 's',
      type: 'string',
      explains: 'the signal to send instead of SIGKILL, such as HUP or USR1',
    },
  ],
  later: [],
  arguments: {
    least: 1,
    most: Infinity,
    complete: ['running'],
    explain: ['a container whose program to kill, by name or id'],
  },
  interspersed: true,
  program: (parsed) => {
    const signal = parsed.string('signal');
    return eachAtOnce(parsed.args, (name) => ({
      method: 'POST',
      path: `/containers/${name}/kill`,
      ...(signal === '' ? {} : { query: { signal } }),
    }));
  },
};
