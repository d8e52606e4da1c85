import { containerId } from '../../core/base/brand';
import type { EngineEventEntry, Fact, SnapshotEntry } from '../../core/journal/entry';
import type { Session } from '../connect/session';
import { jsonLines } from '../wire/ndjson';
import { ask } from './ask';
import { readEvent } from './events';
import { createGauges, type Gauges } from './gauges';
import { createLookups, type Lookups } from './lookups';
import { readContainers, readImages, readNetworks, readVolumes } from './read-answers';
import { readEngine } from './read-engine';

export interface Watched {
  /** These containers are on screen: what no list tells of them is asked for, once. */
  show(ids: readonly string[]): void;
  readonly lookups: Lookups;
  readonly gauges: Gauges;
  /** Resolves when all lists and what was told meanwhile are in the journal. */
  readonly ready: Promise<void>;
  /** Resolves when the stream of events ended, with the reason. */
  readonly ended: Promise<string>;
}

type Part = SnapshotEntry['part'];

/**
 * Follows one engine: first the stream of events, then the lists, then what was told meanwhile, so that nothing falls
 * in between. The stream is read without ever waiting for anything: a slow reader slows the engine itself.
 */
export function watch(session: Session, append: (fact: Fact) => void, stop: AbortSignal): Watched {
  const over = new AbortController();
  /** Containers whose end no event tells truly: a label shadows the code, or a restart may follow. */
  const asksAtEnd = new Set<string>();
  function note(fact: Fact): void {
    if (fact.kind === 'detail' && fact.of === 'container' && fact.detail !== null) {
      if (fact.detail.policy !== 'no' || fact.detail.shadows.length > 0) asksAtEnd.add(fact.id);
    } else if (fact.kind === 'snapshot' && fact.part === 'containers') {
      for (const row of fact.items) if (row.shadows.length > 0) asksAtEnd.add(row.id);
    }
    append(fact);
    if (fact.kind === 'snapshot' && fact.part === 'images')
      for (const image of fact.items) lookups.image(image.id, 1);
  }
  const signal = AbortSignal.any([stop, over.signal]);
  const gauges = createGauges(session, note, signal);
  const failed = (): void => undefined; // A lookup that fails leaves its fact unknown; the stream tells if the engine is gone.
  const lookups = createLookups(session, note, signal, failed);
  let early: EngineEventEntry[] | null = [];

  async function list(part: Part, cause: SnapshotEntry['cause']): Promise<SnapshotEntry> {
    switch (part) {
      case 'containers':
        return {
          kind: 'snapshot',
          cause,
          part,
          items: readContainers(await ask(session, '/containers/json?all=1', signal)),
        };
      case 'images':
        return {
          kind: 'snapshot',
          cause,
          part,
          items: readImages(await ask(session, '/images/json', signal)),
        };
      case 'networks':
        return {
          kind: 'snapshot',
          cause,
          part,
          items: readNetworks(await ask(session, '/networks', signal)),
        };
      case 'volumes':
        return { kind: 'snapshot', cause, part, items: readVolumes(await ask(session, '/volumes', signal)) };
    }
  }

  /** Containers that have been looked up: once is enough until they start again. */
  const asked = new Set<string>();
  function lookUp(id: string): void {
    asked.add(id);
    lookups.container(containerId(id), 0);
  }

  /** What an event leaves untold is asked for, once, and only that. */
  function follow(event: EngineEventEntry): void {
    const verb = event.action.split(': ', 1)[0] ?? '';
    const relist = (part: Part) => void list(part, verb === 'load' ? 'load' : 'prune').then(note, failed);
    if (event.type === 'container') {
      const id = containerId(event.id);
      // One start costs one inspect: its PID and ports are told by nothing else.
      if (verb === 'start') lookUp(id);
      // What a label shadows, and whether a restart is waited for, only inspect tells.
      if (verb === 'die' && (asksAtEnd.has(id) || !asked.has(id))) lookUp(id);
      if (verb === 'die') gauges.changed(event.id);
      if (verb === 'destroy' || verb === 'remove') {
        gauges.forget(id);
        asked.delete(id);
        asksAtEnd.delete(id);
      }
    } else if (event.type === 'image') {
      if (verb === 'prune' || verb === 'load') relist('images');
      else if (verb !== 'save' && verb !== 'push')
        lookups.image(event.id || (event.attributes['name'] ?? ''), 0);
    } else if (event.type === 'volume' && verb === 'prune') relist('volumes');
    else if (event.type === 'network' && verb === 'prune') relist('networks');
    else if (event.type === 'network' && verb === 'create') relist('networks');
  }

  function take(event: EngineEventEntry): void {
    const shadows =
      event.type === 'container' && event.action === 'create' && event.attributes['exitCode'] !== undefined;
    if (shadows) asksAtEnd.add(event.id);
    append(event);
    follow(event);
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
    const parts: readonly Part[] = ['containers', 'images', 'networks', 'volumes'];
    const lists = parts.map((part) => list(part, 'connect'));
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
    lookups,
    gauges,
    ready,
    ended,
    show(ids) {
      for (const id of ids) if (!asked.has(id)) lookUp(id);
    },
  };
}
