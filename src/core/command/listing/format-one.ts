import type { Sub } from '../program';
import { Failure } from '../says';
import { print } from '../steps';
import { readTemplate, runTemplate } from './go-template';
import { TemplateError, worded } from './template-error';

const SYNTAX = { syntax: 'template parsing error', field: '' } as const;

/**
 * Prints one thing by a template, as `info` and `version` do: a field that is not there leaves an empty line.
 * @param name the template's name in the CLI's errors @param type Go's name of the thing
 */
export function* formatOne(format: string, value: unknown, name: string, type: string): Sub<void> {
  let text: string;
  try {
    const missing = (field: string) => `can't evaluate field ${field} in type ${type}`;
    text = runTemplate(readTemplate(format), value, { source: format, name, missing });
  } catch (error) {
    if (!(error instanceof TemplateError) || error.kind !== 'field') {
      throw worded(error, SYNTAX, { syntax: 64, field: 1 });
    }
    yield* print('stdout', '\n');
    throw new Failure(error.message);
  }
  yield* print('stdout', `${text}\n`);
}
