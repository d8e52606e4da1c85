import type { Program, Request } from '../program';
import { expectOk, Failure } from '../says';
import { environment, open, outputTrouble, writeFile } from '../steps';

/**
 * Writes the answer of a request to a file.
 * @param path as typed behind `-o` @param failing what the CLI says before what is wrong with the path
 * @throws Failure before anything is asked where the path is missing or cannot be written to
 */
export function* saveAs(request: Request, path: string, failing: string): Program {
  if (path === '') {
    const { terminal } = yield* environment();
    throw new Failure(
      terminal
        ? 'cowardly refusing to save to a terminal. Use the -o flag or redirect'
        : 'Cutaway writes archives to files alone: add -o and the name of a file',
    );
  }
  const trouble = yield* outputTrouble(path);
  if (trouble !== null) throw new Failure(`${failing}: ${trouble}`);
  const opened = expectOk(yield* open(request));
  const failed = yield* writeFile(path, opened.handle);
  if (failed !== null) throw new Failure(failed);
  return 0;
}
