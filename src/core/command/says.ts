import { isObject, parseJson, text } from '../base/read';
import { err } from './steps';
import type { Program, Sub } from './program';
import { Unreachable } from './program';

/** A command that cannot go on. The message is what the CLI prints; the code its exit code. */
export class Failure extends Error {
  constructor(
    message: string,
    readonly exitCode = 1,
  ) {
    super(message);
  }
}

interface Refusing {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What the engine said, without the CLI's words around it. */
export function engineText(answer: Refusing): string {
  const json = parseJson(answer.text);
  if (isObject(json) && text(json['message']) !== '') return text(json['message']).trim();
  return answer.text.trim();
}

/** A refusal of the engine in the CLI's words, as its API client forms them. */
export function daemonError(answer: Refusing): string {
  const said = engineText(answer);
  if (said === '')
    return `request returned ${String(answer.status)} for API route, check if the server supports the requested API version`;
  return `Error response from daemon: ${said}`;
}

/** Throws the CLI's error where the engine refused. */
export function expectOk<T extends Refusing>(answer: T): T {
  if (answer.status >= 400) throw new Failure(daemonError(answer));
  return answer;
}

/** The words of anything that ends a command; null for a defect of ours, which is not to be dressed up. */
export const failureText = (error: unknown): string | null =>
  error instanceof Failure || error instanceof Unreachable ? error.message : null;

/** Runs a program; what it throws is printed as most commands do: the message alone. */
export function* plainly(program: Program): Program {
  try {
    return yield* program;
  } catch (error) {
    const message = failureText(error);
    if (message === null) throw error;
    if (message !== '') yield* err(message);
    return error instanceof Failure ? error.exitCode : 1;
  }
}

/** As `docker run` prints: with the name in front and the hint behind. The hint names the short form always. */
export const withHint = (message: string, command: string): string =>
  `docker: ${message}\n\nRun 'docker ${command} --help' for more information`;

/** Gives the message of a part that failed, or null. For parts that run side by side and must not throw. */
export function* outcome(part: Sub<unknown>): Sub<string | null> {
  try {
    yield* part;
    return null;
  } catch (error) {
    const message = failureText(error);
    if (message === null) throw error;
    return message;
  }
}
