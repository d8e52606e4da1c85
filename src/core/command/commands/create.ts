import { createContainer, readSettings } from '../container/create';
import { Failure, failureText, plainly, withHint } from '../says';
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

/** What the flags say is judged as in `run`, with a hint; what the engine says is printed plainly. */
function* make(parsed: Parsed): Program {
  let body: Record<string, unknown>;
  try {
    body = yield* readSettings(parsed, false);
  } catch (error) {
    const message = failureText(error);
    if (message === null) throw error;
    throw new Failure(withHint(message, 'create'), 125);
  }
  yield* out(yield* createContainer(parsed, body));
  return 0;
}
