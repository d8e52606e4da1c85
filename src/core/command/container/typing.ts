import type { Sub } from '../program';
import { Failure } from '../says';
import { environment } from '../steps';

const NO_INPUT =
  'No terminal can be opened for this program: too many are at work. End or close one, or leave out -i and -t.';

/**
 * Whether the client can do what `-i` and `-t` ask for, before anything is sent.
 * @throws Failure in the CLI's words, or in ours where this client hands nothing on
 */
export function* checkTyping(interactive: boolean, tty: boolean): Sub<void> {
  if (!interactive && !tty) return;
  const { input } = yield* environment();
  if (input === null) throw new Failure(NO_INPUT, 125);
  if (interactive && tty && !input.tty) throw new Failure('the input device is not a TTY');
}
