import { parseJson } from '../../base/read';
import { indentJson } from '../../docker/indent-json';
import { knownPieces, secretPieces, secretsOfJson } from '../../journal/redact';
import { readTemplate, runTemplate, type Template } from '../listing/go-template';
import { worded } from '../listing/template-error';
import type { Answer, Program, Sub } from '../program';
import { Failure, daemonError, failureText } from '../says';
import { ask, err, print } from '../steps';

const PATHS = {
  container: (name: string) => `/containers/${name}/json`,
  image: (name: string) => `/images/${name}/json`,
  network: (name: string) => `/networks/${name}`,
  volume: (name: string) => `/volumes/${name}`,
  plugin: (name: string) => `/plugins/${name}/json`,
} as const;
export type Kind = keyof typeof PATHS;
export const isKind = (text: string): text is Kind => Object.hasOwn(PATHS, text);

export interface Inspecting {
  /** null: wherever the name is known */
  readonly kind: Kind | null;
  readonly format: string;
  readonly size: boolean;
}

function* lookUp(kind: Kind, name: string, size: boolean): Sub<Answer> {
  const counts = size && kind === 'container';
  return yield* ask({
    method: 'GET',
    path: PATHS[kind](name),
    ...(counts ? { query: { size: '1' }, slow: true } : {}),
  });
}

/** The first place where the name is known, in the CLI's order; it asks about a swarm before plugins. @throws Failure */
function* find(name: string, { kind, size }: Inspecting): Sub<string> {
  if (kind !== null) {
    const answer = yield* lookUp(kind, name, size);
    if (answer.status >= 400) throw new Failure(daemonError(answer));
    return answer.text;
  }
  for (const each of ['container', 'image', 'network', 'volume', 'plugin'] as const) {
    if (each === 'plugin') yield* ask({ method: 'GET', path: '/info' });
    const answer = yield* lookUp(each, name, size);
    if (answer.status < 400) return answer.text;
    if (answer.status !== 404) throw new Failure(daemonError(answer));
  }
  throw new Failure(`Error: No such object: ${name}`);
}

const WORDS = { syntax: 'template parsing error', field: 'template parsing error' } as const;
const CODES = { syntax: 64, field: 1 } as const;

function templateOf(format: string): Template | null {
  if (format === '' || format === 'json') return null;
  try {
    return readTemplate(format);
  } catch (error) {
    throw worded(error, WORDS, CODES);
  }
}

/**
 * Prints what is found as the engine wrote it, with the values of environment variables as pieces for the user's
 * own screen. A name that is missing does not keep the others from being looked up.
 */
export function* inspectAll(names: readonly string[], wanted: Inspecting): Program {
  const { format } = wanted;
  const template = templateOf(format);
  const found: string[] = [];
  const failed: string[] = [];
  for (const name of names) {
    try {
      found.push((yield* find(name, wanted)).trim());
    } catch (error) {
      const message = failureText(error);
      if (message === null) throw error;
      failed.push(message);
    }
  }
  if (template !== null) failed.push(...(yield* printEach(found, template, format)));
  else {
    const list = `[${found.join(',')}]`;
    const source = `${format === 'json' ? list : indentJson(list)}\n`;
    yield* print('stdout', ...secretPieces(source, secretsOfJson(source)));
  }
  if (failed.length > 0) yield* err(...failed);
  return failed.length > 0 ? 1 : 0;
}

/** With nothing to print the CLI prints an empty line. @returns what went wrong */
function* printEach(found: readonly string[], template: Template, format: string): Sub<readonly string[]> {
  let text = '';
  const secrets: string[] = [];
  const context = { source: format, missing: (field: string) => `map has no entry for key "${field}"` };
  let trouble: string | null = null;
  for (const source of found) {
    secrets.push(...secretsOfJson(source).map(([from, to]) => source.slice(from, to)));
    try {
      text += `${runTemplate(template, parseJson(source), context)}\n`;
    } catch (error) {
      const message = failureText(worded(error, WORDS, CODES));
      if (message === null) throw error;
      trouble = message;
      break;
    }
  }
  yield* print('stdout', ...knownPieces(text === '' ? '\n' : text, secrets));
  return trouble === null ? [] : [trouble];
}
