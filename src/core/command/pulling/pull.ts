import { object } from '../../base/read';
import { canonical, type Reference } from '../../docker/reference';
import type { Opened, Stream, Sub } from '../program';
import { Failure, expectOk } from '../says';
import { credentials, environment, line, open, print, progress } from '../steps';
import { PullPrinter } from './lines';
import { readPullLine } from './progress-text';

/** `X-Registry-Auth` of nobody in particular: base64 of `{}`. */
export const ANONYMOUS = 'e30=';

export interface Pull {
  readonly reference: Reference;
  /** All tags of the repository. */
  readonly all: boolean;
  /** `linux/arm64`; empty: the engine's own. */
  readonly platform?: string;
  /** Where the layers' lines go; null: nowhere. */
  readonly prints: Stream | null;
}

/**
 * Fetches an image through the engine and prints its progress.
 * @throws Failure when the engine refuses at once or breaks off in the middle (then the status is 200 all the same)
 */
export function* pull({ reference, all, prints, platform = '' }: Pull): Sub<void> {
  const auth = (yield* credentials(reference.domain)) ?? ANONYMOUS;
  const tag = reference.digest ?? reference.tag;
  const opened = yield* open({
    method: 'POST',
    path: '/images/create',
    query: {
      fromImage: `${reference.domain}/${reference.path}`,
      ...(platform === '' ? {} : { platform: platform.toLowerCase() }),
      ...(all || tag === null ? {} : { tag }),
    },
    headers: { 'X-Registry-Auth': auth },
    slow: true,
  });
  yield* printLayers('pull', canonical(reference), expectOk(opened), prints);
}

/**
 * Prints the progress of a pull or a push to its end.
 * @param prints where the lines go; null: nowhere
 * @throws Failure when it breaks off in the middle
 */
export function* printLayers(
  of: 'pull' | 'push',
  name: string,
  { handle }: Opened,
  prints: Stream | null,
): Sub<void> {
  const printer = new PullPrinter((yield* environment()).terminal?.columns ?? null);
  for (;;) {
    const value = yield* line(handle);
    if (value === undefined) return;
    // What a push adds for programs is no line.
    if (object(value)['aux'] !== undefined) continue;
    yield* progress(of, name, handle, value);
    const read = readPullLine(value);
    const text = printer.print(read);
    if (prints !== null && text !== '') yield* print(prints, text);
    if (read.error !== null)
      throw new Failure(read.errorCode === 401 ? 'authentication is required' : read.error);
  }
}
