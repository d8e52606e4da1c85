import { object, text } from '../../base/read';
import { PullPrinter } from '../pulling/lines';
import { readPullLine } from '../pulling/progress-text';
import type { Program } from '../program';
import { expectOk, Failure, plainly } from '../says';
import type { CommandSpec, Parsed } from '../spec';
import { environment, line, open, print, readFile } from '../steps';

export const load: CommandSpec = {
  name: 'load',
  aliases: ['image load'],
  usage: '[OPTIONS]',
  help: 'Reads images from a file that docker save wrote',
  flags: [
    { long: 'input', short: 'i', type: 'string', explains: 'the file to read, a tar archive' },
    { long: 'quiet', short: 'q', type: 'bool', explains: 'prints the names alone, without progress' },
  ],
  later: ['platform'],
  arguments: { least: 0, most: 0, complete: [], explain: [] },
  interspersed: true,
  program: (parsed) => plainly(loadImages(parsed)),
};

function* loadImages(parsed: Parsed): Program {
  const { terminal, input } = yield* environment();
  const path = parsed.string('input');
  if (path === '')
    throw new Failure(
      input?.tty === true
        ? 'requested load from stdin, but stdin is empty'
        : 'Cutaway reads archives from files alone: add -i and the name of a file',
    );
  const file = yield* readFile(path);
  if (!file.ok) throw new Failure(file.message);
  const opened = expectOk(
    yield* open({
      method: 'POST',
      path: '/images/load',
      query: { quiet: parsed.bool('quiet') || terminal === null ? '1' : '0' },
      headers: { 'Content-Type': 'application/x-tar' },
      upload: file.handle,
      slow: true,
    }),
  );
  const printer = new PullPrinter(terminal?.columns ?? null);
  for (;;) {
    const value = yield* line(opened.handle);
    if (value === undefined) return 0;
    const read = readPullLine(value);
    if (read.error !== null) throw new Failure(read.error);
    const said = text(object(value)['stream']);
    yield* print('stdout', said === '' ? printer.print(read) : said);
  }
}
