import type { Program, Request, Sub } from './program';
import { Failure, expectOk, outcome } from './says';
import { ask, err, out, together } from './steps';

/** A name as the API client takes it. @throws Failure for an empty one */
export function checkedThing(name: string, kind: 'container' | 'network' | 'volume'): string {
  const trimmed = name.trim();
  if (trimmed === '') throw new Failure(`invalid ${kind} name or ID: value is empty`);
  return trimmed;
}

export const checkedName = (name: string): string => checkedThing(name, 'container');

/** The request about one thing; a part of a program where it has to know the engine first. */
export type RequestFor = (name: string) => Request | Sub<Request>;

/** One request about one thing. @throws Failure with the engine's refusal */
export function* act(request: RequestFor, name: string): Sub<void> {
  const made = request(checkedName(name));
  expectOk(yield* ask('next' in made ? yield* made : made));
}

/**
 * One request for each name, all at once, as stop, kill, rm and pause do. Names are printed as typed, in their
 * order; messages follow on stderr, in the same order.
 */
export function* eachAtOnce(names: readonly string[], request: RequestFor): Program {
  const results = yield* together(names.map((name) => outcome(act(request, name))));
  for (const [at, name] of names.entries()) if (results[at] === null) yield* out(name);
  return yield* messages(results);
}

/** The same one after the other, as restart does. */
export function* eachInTurn(names: readonly string[], request: RequestFor): Program {
  const results: (string | null)[] = [];
  for (const name of names) {
    const result = yield* outcome(act(request, name));
    results.push(result);
    if (result === null) yield* out(name);
  }
  return yield* messages(results);
}

/** Prints the messages among results. @returns 1 when there is one, else 0 */
export function* messages(results: readonly (string | null)[]): Program {
  const failed = results.filter((result) => result !== null);
  if (failed.length > 0) yield* err(...failed);
  return failed.length > 0 ? 1 : 0;
}
