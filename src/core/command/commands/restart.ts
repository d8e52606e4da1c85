import { eachInTurn } from '../each';
import type { CommandSpec } from '../spec';
import { GRACE_FLAGS, graceRequest } from './stop';

export const restart: CommandSpec = {
  name: 'restart',
  aliases: ['container restart'],
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  help: 'Stops containers and starts them again',
  flags: GRACE_FLAGS,
  later: [],
  arguments: {
    least: 1,
    most: Infinity,
    complete: ['container'],
    explain: ['a container to restart, by name or id'],
  },
  interspersed: true,
  program: (parsed) => eachInTurn(parsed.args, (name) => graceRequest(parsed, 'restart', name)),
};
