import type { Sub } from '../program';
import { Failure } from '../says';
import { environment, inputLine, print } from '../steps';

/**
 * Asks before something is removed for good, in the CLI's words. Anything but `y` means no.
 * @param warning `WARNING! This will remove …`
 * @throws Failure where this client hands no input on, so that nobody could answer
 */
export function* confirm(warning: string, question = 'Are you sure you want to continue?'): Sub<boolean> {
  const { input } = yield* environment();
  if (input === null) {
    yield* print('stdout', `${warning}\n`);
    throw new Failure('Cutaway takes no answers here: add -f to do it without being asked.');
  }
  yield* print('stdout', `${warning}\n${question} [y/N] `);
  return (yield* inputLine()).trim().toLowerCase() === 'y';
}
