import type { EngineEventEntry, Fact } from '../../core/journal/entry';
import type { Session } from '../connect/session';
import { jsonLines } from '../wire/ndjson';
import { ask } from './ask';
import { readEvent } from './events';
import { createFollower } from './follow';
import { createGauges, type Gauges } from './gauges';
import { list, PARTS } from './lists';
import { createLookups } from './lookups';
import { readEngine } from './read-engine';
import { createRelists } from './relists';

export interface Watched {
  /** These containers are on screen: what no list tells of them is asked for, once. */
  show(ids: readonly string[]): void;
  /** A command of this app is over. */
  acted(): void;
  readonly gauges: Gauges;
  /** Resolves when all lists and what was told meanwhile are in the journal. */
  readonly ready: Promise<void>;
  /** Resolves when nothing is asked and nothing is planned to be. */
  idle(): Promise<void>;
  /** Resolves when the stream of events ended, with the reason. */
  readonly ended: Promise<string>;
}

/**
 * Follows one engine: first the stream of events, then the lists, then what was told meanwhile, so that nothing falls
 * in between. The stream is read without ever waiting for anything: a slow reader slows the engine itself.
 */
export function watch(session: Session, append: (fact: Fact) => void, stop: AbortSignal): Watched {
  const over = new AbortController();
  const signal = AbortSignal.any([stop, over.signal]);
  function note(fact: Fact): void {
    append(fact);
    follower.fact(fact);
  }
  const gauges = createGauges(session, note, signal);
  const failed = (): void => undefined; // A lookup that fails leaves its fact unknown; the stream tells if the engine is gone.
  const lookups = createLookups(session, note, signal, failed);
  const relists = createRelists((part, cause) => list(session, part, cause, signal), note, signal);
  const follower = createFollower(session.kind, { lookups, relists, gauges }, signal);
  let early: EngineEventEntry[] | null = [];

  function take(event: EngineEventEntry): void {
    append(event);
    follower.event(event);
  }

  async function read(body: AsyncIterable<Uint8Array>): Promise<string> {
    try {
      for await (const line of jsonLines(body)) {
        const event = readEvent(line);
        if (event === null) continue;
        if (early) early.push(event);
        else take(event);
      }
      return 'the engine ended the stream of events';
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    } finally {
      over.abort();
    }
  }

  let streamEnded: (reason: string) => void;
  const ended = new Promise<string>((resolve) => (streamEnded = resolve));

  async function begin(): Promise<void> {
    const events = await session.wire.send({
      method: 'GET',
      path: `/v${session.api}/events`,
      signal,
      timeout: 10_000,
    });
    if (events.status !== 200) throw new Error(`the engine refuses its events: ${String(events.status)}`);
    void read(events.body).then((reason) => {
      streamEnded(reason);
    });
    const lists = PARTS.map((part) => list(session, part, 'connect', signal));
    // An engine that goes now fails all of them; the first failure is told, and the others have nobody to tell.
    for (const each of lists) each.catch(failed);
    const [version, info] = await Promise.all([
      ask(session, '/version', signal),
      ask(session, '/info', signal),
    ]);
    // The link is told first, so that the lists land in a live world; each is told as soon as it is here.
    append({
      kind: 'link',
      state: 'live',
      endpoint: session.endpoint,
      facts: readEngine(session, version, info),
      diagnosis: null,
    });
    await Promise.all(lists.map(async (fact) => note(await fact)));
    const missed = early ?? [];
    early = null;
    for (const event of missed) take(event);
  }

  const ready = begin();
  ready.catch((error: unknown) => {
    over.abort();
    streamEnded(error instanceof Error ? error.message : String(error));
  });
  return {
    gauges,
    ready,
    ended,
    show: (ids) => follower.show(ids),
    acted: () => follower.acted(),
    async idle() {
      await lookups.idle();
      await relists.idle();
      await lookups.idle();
    },
  };
}
