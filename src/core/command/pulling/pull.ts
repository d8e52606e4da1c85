import { canonical, type Reference } from '../../docker/reference';
import type { Stream, Sub } from '../program';
import { Failure, expectOk } from '../says';
import { credentials, environment, line, open, print, progress } from '../steps';
import { PullPrinter } from './lines';
import { readPullLine } from './progress-text';

/** base64 of `{}`: nobody in particular. */
const ANONYMOUS = 'e30=';

export interface Pull {
  readonly reference: Reference;
  /** All tags of the repository. */
  readonly all: boolean;
  /** Where the layers' lines go; null: nowhere. */
  readonly prints: Stream | null;
}

/**
 * Fetches an image through the engine and prints its progress.
 * @throws Failure when the engine refuses at once or breaks off in the middle (then the status is 200 all the same)
 */
export function* pull({ reference, all, prints }: Pull): Sub<void> {
  const client = yield* environment();
  const auth = (yield* credentials(reference.domain)) ?? ANONYMOUS;
  const tag = reference.digest ?? reference.tag;
  const opened = yield* open({
    method: 'POST',
    path: '/images/create',
    query: { fromImage: `${reference.domain}/${reference.path}`, ...(all || tag === null ? {} : { tag }) },
    headers: { 'X-Registry-Auth': auth },
    slow: true,
  });
  expectOk(opened);
  const printer = new PullPrinter(client.terminal?.columns ?? null);
  const name = canonical(reference);
  for (;;) {
    const value = yield* line(opened.handle);
    if (value === undefined) return;
    yield* progress(name, opened.handle, value);
    const read = readPullLine(value);
    const text = printer.print(read);
    if (prints !== null && text !== '') yield* print(prints, text);
    if (read.error !== null)
      throw new Failure(read.errorCode === 401 ? 'authentication is required' : read.error);
  }
}
