import { number, object, text } from '../../base/read';
import { readBuildLine } from '../../docker/build-line';
import { quoteGo } from '../../docker/quote';
import {
  BadReference,
  canonical,
  familiar,
  parseReference,
  tryReference,
  withDefaultTag,
} from '../../docker/reference';
import { formatSizeFine, parseMemory } from '../../docker/size';
import type { Opened, Program, Request, Sub } from '../program';
import { PullPrinter } from '../pulling/lines';
import { readPullLine } from '../pulling/progress-text';
import { Failure, expectOk } from '../says';
import type { Parsed } from '../spec';
import { buildLine, environment, line, open, pack, print, progress } from '../steps';
import { LEGACY_NOTICE } from './notice';

/** base64 of `{}`: no registry gets credentials. */
const NO_REGISTRIES = 'e30=';
const ELSEWHERE = /^(https?:\/\/|git:\/\/|git@|github\.com\/|ssh:\/\/)/;

/** Packs a folder, sends it, and prints what the classic builder says. */
export function* buildImage(parsed: Parsed): Program {
  yield* print('stderr', LEGACY_NOTICE);
  const tags = parsed.list('tag').map((tag) => checkedTag(tag, parsed.called));
  const folder = parsed.args[0] ?? '';
  if (folder === '-')
    throw new Failure('Cutaway cannot hand on its input: name the folder with the Dockerfile instead of -');
  if (ELSEWHERE.test(folder))
    throw new Failure(
      'Cutaway builds from a folder of this machine: fetch that repository first, then name its folder',
    );
  const packed = yield* pack(folder, parsed.string('file'));
  if (!packed.ok) throw new Failure(`unable to prepare context: ${packed.message}`);
  const opened = yield* open({
    ...(yield* request(parsed, tags, packed.dockerfile)),
    upload: packed.handle,
  });
  const quiet = parsed.bool('quiet');
  if (!quiet && opened.sent !== undefined)
    yield* print('stdout', `Sending build context to Docker daemon  ${formatSizeFine(opened.sent)}\r\r\n`);
  expectOk(opened);
  return yield* follow(opened, tags[0] ?? '', quiet);
}

function* request(parsed: Parsed, tags: readonly string[], dockerfile: string): Sub<Request> {
  const client = yield* environment();
  const args: [string, string | null][] = parsed.list('build-arg').map((arg) => {
    const equals = arg.indexOf('=');
    return equals < 0 ? [arg, client.variable(arg) ?? null] : [arg.slice(0, equals), arg.slice(equals + 1)];
  });
  const labels = parsed.list('label').map((label): [string, string] => {
    const equals = label.indexOf('=');
    return equals < 0 ? [label, ''] : [label.slice(0, equals), label.slice(equals + 1)];
  });
  const network = parsed.string('network');
  const hosts = parsed.list('add-host').join(',');
  const memory = parseMemory(parsed.string('memory')) ?? 0;
  return {
    method: 'POST',
    path: '/build',
    query: {
      dockerfile,
      version: '1',
      ...(tags.length > 0 ? { t: tags } : {}),
      ...(parsed.bool('no-cache') ? { nocache: '1' } : {}),
      ...(parsed.given('rm') && !parsed.bool('rm') ? { rm: '0' } : {}),
      ...(parsed.bool('force-rm') ? { forcerm: '1' } : {}),
      ...(parsed.bool('pull') ? { pull: '1' } : {}),
      ...(parsed.bool('quiet') ? { q: '1' } : {}),
      ...(parsed.string('target') === '' ? {} : { target: parsed.string('target') }),
      ...(network === '' || network === 'default' ? {} : { networkmode: network }),
      ...(hosts === '' ? {} : { extrahosts: hosts }),
      ...(memory > 0 ? { memory: String(memory) } : {}),
      ...(args.length > 0 ? { buildargs: sortedJson(args) } : {}),
      ...(labels.length > 0 ? { labels: sortedJson(labels) } : {}),
    },
    headers: { 'Content-Type': 'application/x-tar', 'X-Registry-Config': NO_REGISTRIES },
    slow: true,
  };
}

/** As Go writes a map: keys sorted, the last of two equal keys stays. */
const sortedJson = (pairs: readonly (readonly [string, string | null])[]): string =>
  JSON.stringify(Object.fromEntries([...new Map(pairs)].sort(([a], [b]) => (a < b ? -1 : 1))));

function checkedTag(tag: string, called: string): string {
  try {
    return familiar(parseReference(tag));
  } catch (error) {
    if (!(error instanceof BadReference)) throw error;
    throw new Failure(
      `invalid argument ${quoteGo(tag)} for "-t, --tag" flag: ${error.message}\n\n` +
        `Usage:  ${called} [OPTIONS] PATH | URL | -\n\nRun '${called} --help' for more information`,
      125,
    );
  }
}

/** Prints the builder's words, tells them to the journal line by line, and gives the exit code. */
function* follow(opened: Opened, ref: string, quiet: boolean): Program {
  const client = yield* environment();
  const printer = new PullPrinter(client.terminal?.columns ?? null);
  let open = '';
  let base = '';
  let held = '';
  for (;;) {
    const value = yield* line(opened.handle);
    if (value === undefined) return 0;
    const read = readPullLine(value);
    if (read.error !== null) {
      yield* buildLine(opened.handle, ref, '', read.error);
      if (quiet && held !== '') yield* print('stderr', held);
      throw new Failure(read.error, number(object(object(value)['errorDetail'])['code']) || 1);
    }
    const words = text(object(value)['stream']);
    if (words === '' && read.status !== '') {
      if (base !== '') yield* progress('pull', base, opened.handle, value);
      const shown = printer.print(read);
      if (!quiet && shown !== '') yield* print('stdout', shown);
      continue;
    }
    if (quiet) held += words;
    if (words !== '') yield* print('stdout', words);
    open += words;
    const lines = open.split('\n');
    open = (lines.pop() ?? '').slice(0, 64 * 1024);
    for (const whole of lines) {
      base = baseOf(whole) ?? base;
      yield* buildLine(opened.handle, ref, whole, null);
    }
  }
}

/** The image that a `FROM` names: what the engine fetches next is that. */
function baseOf(said: string): string | null {
  const step = readBuildLine(said);
  const name = step.is === 'step' ? /^FROM\s+(?:--\S+\s+)*(\S+)/i.exec(step.instruction)?.[1] : undefined;
  const reference = name === undefined ? null : tryReference(name);
  return reference ? canonical(withDefaultTag(reference)) : null;
}
