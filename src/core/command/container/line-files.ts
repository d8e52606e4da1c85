import type { Environment, Sub } from '../program';
import { Failure } from '../says';
import { textFile } from '../steps';

/**
 * Reads files of `NAME=value` lines, as `--env-file` and `--label-file` take them: comments and empty lines left out.
 * @param variable gives a NAME without a value the one it has here, or leaves the line out; null: the line is left out
 * @throws Failure in the CLI's words
 */
export function* readLines(
  paths: readonly string[],
  variable: Environment['variable'] | null,
): Sub<readonly string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const file = yield* textFile(path);
    if (!file.ok) throw new Failure(file.message);
    for (const raw of file.text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
      const line = raw.trimStart();
      if (line === '' || line.startsWith('#')) continue;
      const [name = ''] = line.split('=', 1);
      if (/\s/.test(name)) throw new Failure(`variable '${name}' contains whitespaces`);
      if (name === '') throw new Failure(`no variable name on line '${line}'`);
      if (line.includes('=')) found.push(line);
      else {
        const value = variable?.(name);
        if (value !== undefined) found.push(`${name}=${value}`);
      }
    }
  }
  return found;
}
