import { createContainer } from '../container/create';
import { plainly } from '../says';
import type { CommandSpec, Parsed } from '../spec';
import { out } from '../steps';
import type { Program } from '../program';
import { run } from './run';
import { CREATE_FLAGS, CREATE_LATER } from './run-flags';

export const create: CommandSpec = {
  name: 'create',
  aliases: ['container create'],
  usage: '[OPTIONS] IMAGE [COMMAND] [ARG...]',
  help: 'Makes a new container from an image without starting it',
  flags: CREATE_FLAGS,
  later: CREATE_LATER,
  arguments: run.arguments,
  interspersed: false,
  program: (parsed) => plainly(make(parsed)),
};

function* make(parsed: Parsed): Program {
  yield* out(yield* createContainer(parsed, false));
  return 0;
}
